import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { type ToolName, toolPath } from '../../../e2e/cluster/tools.ts';
import { reservedArgPattern } from '../../src/api/instance/reserved-arg-pattern.ts';
import { reservedArgs } from '../../src/api/instance/reserved-args.ts';
import { type ComponentKey, componentKeys } from '../../src/api/names.ts';
import { resources } from '../../src/api/resources.ts';
import { type RealApiServer, startApiServer } from '../real-api-server.ts';
import { RawApi } from './raw-api.ts';

const programs: Readonly<Record<ComponentKey, ToolName>> = {
  etcd: 'etcd',
  karmadaAPIServer: 'kube-apiserver',
  kubeControllerManager: 'kube-controller-manager',
  karmadaAggregatedAPIServer: 'karmada-aggregated-apiserver',
  karmadaControllerManager: 'karmada-controller-manager',
  karmadaScheduler: 'karmada-scheduler',
  karmadaWebhook: 'karmada-webhook',
};

const help = async (key: ComponentKey): Promise<string> => {
  const { stdout, stderr } = await execa(toolPath(programs[key]), ['--help'], { reject: false });
  return `${stdout}\n${stderr}`;
};

test.each(componentKeys)('every flag that %s may not be given is one that it has', async (key) => {
  const known = [...(await help(key)).matchAll(/--([a-z0-9-]+)/g)].map(([, flag]) => flag!);
  const has = (name: string): boolean =>
    name.endsWith('*') ? known.some((flag) => flag.startsWith(name.slice(0, -1))) : known.includes(name);
  expect(reservedArgs[key].filter((name) => !has(name))).toEqual([]);
});

/** A new version's new flags show up here, for somebody to judge. */
test('the flags that may be given', async () => {
  const pages: string[] = [];
  for (const key of componentKeys) {
    const flags = [...(await help(key)).matchAll(/^ +(?:-[a-z], )?--([a-z0-9-]+)/gm)].map(([, flag]) => flag!);
    expect(flags.length).toBeGreaterThan(20);
    const free = [...new Set(flags)].filter((flag) => !reservedArgPattern(key).test(flag)).sort();
    pages.push([key, ...free.map((flag) => `  ${flag}`), ''].join('\n'));
  }
  const file = join(import.meta.dirname, 'free-args.golden.txt');
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(file, pages.join('\n'));
  expect(pages.join('\n')).toBe(await readFile(file, 'utf8'));
});

describe('the kinds that a Kubernetes server has by itself', () => {
  let server: RealApiServer;
  let api: RawApi;
  beforeAll(async () => {
    server = await startApiServer();
    api = new RawApi(server);
  }, 120_000);
  afterAll(async () => {
    api.close();
    await server.stop();
  });

  const ours = /(^|\.)(karmada\.io|slipway\.dev)$/;
  const builtIn = Object.values(resources).filter(({ group }) => !ours.test(group));

  test('are most of them', () => expect(builtIn.length).toBeGreaterThan(25));

  test.each(builtIn)('$plural of $group/$version', async ({ group, version, plural, kind, namespaced }) => {
    const { body } = await api.call({ path: group === '' ? `/api/${version}` : `/apis/${group}/${version}` });
    const found = body.resources?.find(({ name }) => name === plural);
    expect(found).toMatchObject({ kind, namespaced });
  });
});
