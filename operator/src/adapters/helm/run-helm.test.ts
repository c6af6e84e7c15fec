import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../test/until.ts';
import { helmEnvironment } from './environment.ts';
import { runHelm, type HelmCall } from './run-helm.ts';

let dir = '';
const never = new AbortController().signal;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** An executable that stands in for Helm. */
async function program(name: string, script: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!${process.execPath}\n${script}`);
  await chmod(path, 0o755);
  return path;
}

function call(helm: string, more: Partial<HelmCall> = {}): HelmCall {
  return { helm, args: ['upgrade'], env: {}, input: '{}', signal: never, deadlineMs: 20_000, graceMs: 10_000, ...more };
}

describe('what the process is given', () => {
  test('the values by stdin only; its own homes; nothing inherited', async () => {
    const seen = join(dir, 'seen.json');
    const helm = await program(
      'tell',
      `const { readFileSync, writeFileSync } = require('node:fs');
       const proc = (what) => readFileSync('/proc/self/' + what, 'utf8').split('\\0');
       writeFileSync(process.argv.at(-1), JSON.stringify({ argv: proc('cmdline'), environ: proc('environ'), stdin: readFileSync(0, 'utf8') }));`,
    );
    process.env['CANARY_OF_THE_OPERATOR'] = 'canary-inherited';
    const env = helmEnvironment('/home/helm', { kind: 'kubeconfig', path: '/etc/host.kubeconfig' });
    const input = JSON.stringify({ password: 'canary-value' });
    const run = await runHelm(call(helm, { args: ['upgrade', '--values=-', seen], env, input }));
    delete process.env['CANARY_OF_THE_OPERATOR'];

    const { argv, environ, stdin } = JSON.parse(await readFile(seen, 'utf8')) as Record<
      'argv' | 'environ',
      string[]
    > & {
      stdin: string;
    };
    expect(run).toEqual({ kind: 'exited', code: 0, stderr: '' });
    expect(stdin).toBe(input);
    expect(JSON.stringify([argv, environ])).not.toContain('canary');
    expect(environ.filter((line) => line !== '').toSorted()).toEqual([
      'HELM_CACHE_HOME=/home/helm/cache',
      'HELM_CONFIG_HOME=/home/helm/config',
      'HELM_DATA_HOME=/home/helm/data',
      'HELM_DRIVER=secret',
      'HOME=/home/helm',
      'KUBECACHEDIR=/home/helm/discovery',
      'KUBECONFIG=/etc/host.kubeconfig',
      'NO_COLOR=1',
      'TMPDIR=/home/helm',
    ]);
  });

  test('in the cluster: the API address that the Pod has, and no kubeconfig', () => {
    const env = helmEnvironment('/home/helm', { kind: 'inCluster', host: '10.96.0.1', port: '443' });
    expect(env).toMatchObject({ KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' });
    expect(env).not.toHaveProperty('KUBECONFIG');
  });

  test('no shell stands between', async () => {
    const touched = join(dir, 'touched');
    const helm = await program('quiet', '');
    await runHelm(call(helm, { args: [`$(touch ${touched})`, `; touch ${touched}`] }));
    await expect(readFile(touched)).rejects.toThrow('ENOENT');
  });
});

describe('how it ends', () => {
  test('with its code and its last words, however much it wrote before', async () => {
    const helm = await program(
      'chatty',
      `process.stdout.write('x'.repeat(5e6)); process.stderr.write('y'.repeat(5e6)); process.stderr.write('\\nError: the end\\n'); process.exitCode = 3;`,
    );
    const run = await runHelm(call(helm));
    expect(run).toMatchObject({ kind: 'exited', code: 3 });
    expect(run.kind === 'exited' && run.stderr.length).toBeLessThanOrEqual(32 * 1024);
    expect(run.kind === 'exited' && run.stderr.endsWith('\nError: the end\n')).toBe(true);
  });

  test('without having read its values', async () => {
    const helm = await program('deaf', 'process.exit(1)');
    expect(await runHelm(call(helm, { input: 'v'.repeat(5e6) }))).toMatchObject({ kind: 'exited', code: 1 });
  });

  test('not started when it is not there', async () => {
    expect(await runHelm(call(join(dir, 'nothing')))).toEqual({ kind: 'notStarted', code: 'ENOENT' });
  });

  test('not started when it is no program', async () => {
    await writeFile(join(dir, 'text'), 'text');
    expect(await runHelm(call(join(dir, 'text')))).toEqual({ kind: 'notStarted', code: 'EACCES' });
  });

  test('killed by another', async () => {
    const helm = await program('victim', `process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 1e6);`);
    expect(await runHelm(call(helm))).toEqual({ kind: 'killed' });
  });

  const polite = `process.on('SIGTERM', () => { require('node:fs').writeFileSync(process.argv.at(-1), 'told'); process.exit(1); }); require('node:fs').writeFileSync(process.argv.at(-1) + '.ready', ''); setTimeout(() => {}, 1e6);`;
  const stubborn = `process.on('SIGTERM', () => {}); setTimeout(() => {}, 1e6);`;

  test('stopped by the caller, with time to record it', async () => {
    const told = join(dir, 'told');
    const helm = await program('polite', polite);
    const stop = new AbortController();
    const running = runHelm(call(helm, { args: [told], signal: stop.signal }));
    await until(() => existsSync(`${told}.ready`), 30_000);
    stop.abort();
    expect(await running).toEqual({ kind: 'stopped', by: 'caller' });
    expect(await readFile(told, 'utf8')).toBe('told');
  });

  test('stopped by the deadline, by force when it does not listen', async () => {
    const helm = await program('stubborn', stubborn);
    const before = Date.now();
    expect(await runHelm(call(helm, { deadlineMs: 500, graceMs: 300 }))).toEqual({ kind: 'stopped', by: 'deadline' });
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  test('not begun when the caller has given up already', async () => {
    const seen = join(dir, 'begun');
    const helm = await program('begin', `require('node:fs').writeFileSync(process.argv.at(-1), '')`);
    expect(await runHelm(call(helm, { args: [seen], signal: AbortSignal.abort() }))).toEqual({
      kind: 'stopped',
      by: 'caller',
    });
    await expect(readFile(seen)).rejects.toThrow('ENOENT');
  });
});
