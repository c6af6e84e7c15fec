import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { Failure } from '../failure.ts';
import type { Progress } from '../progress.ts';
import { reportsVersion } from './on-path.ts';
import { tools, versionFlags, type ModuleName, type ToolName } from './table.ts';

export interface Build {
  readonly module: ModuleName;
  readonly names: readonly ToolName[];
  readonly cache: string;
  /** Where a finished tool belongs. */
  readonly target: (name: ToolName) => string;
}

/** Builds the named tools of one Go module in one go: they share most of their packages. */
export async function buildTools(build: Build, progress: Progress): Promise<void> {
  await removeRemains(build.cache);
  const output = join(build.cache, `building-${process.pid}`);
  await mkdir(output, { recursive: true });
  try {
    await progress.step(`build ${build.names.join(' ')}`, (note) => compile(build, output, note));
    for (const name of build.names) await install(join(output, builtName(name)), name, build.target(name));
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

async function compile({ module, names }: Build, output: string, note: (text: string) => void): Promise<void> {
  const go = findGo();
  const packages = names.map((name) => tools[name].package);
  const options = {
    cwd: join(import.meta.dirname, module),
    env: { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' },
    reject: false,
    all: true,
    stdin: 'ignore',
  } as const;
  note('reading the list of packages');
  const listed = await execa(go, ['list', '-deps', ...packages], options);
  if (listed.failed) throw goFailed(names, listed.all);
  const total = listed.stdout.split('\n').length;
  const running = execa(go, ['build', '-v', ...buildFlags(module), '-o', `${output}/`, ...packages], options);
  let compiled = 0;
  // Go names every package that it compiles; what an earlier build left in its cache is not named.
  for await (const line of running.iterable({ from: 'stderr' }))
    note(line.startsWith('go: ') ? line.slice(4) : `${++compiled} of at most ${total} packages`);
  const built = await running;
  if (built.failed) throw goFailed(names, built.all);
}

function goFailed(names: readonly ToolName[], output: string): Failure {
  const next = 'run the same command again: packages that were compiled are kept. Building needs the Go module proxy.';
  return new Failure(`go build of ${names.join(', ')} failed:\n${output.split('\n').slice(-8).join('\n')}`, { next });
}

export function buildFlags(module: ModuleName): readonly string[] {
  return ['-trimpath', '-ldflags', ['-s -w', ...versionFlags[module].map((flag) => `-X ${flag}`)].join(' ')];
}

/** Go names the program after the last element of the package path that is no major version. */
export function builtName(name: ToolName): string {
  return basename(tools[name].package.replace(/\/v[0-9]+$/, ''));
}

async function install(from: string, name: ToolName, to: string): Promise<void> {
  if (!(await reportsVersion(from, tools[name])))
    throw new Failure(`the ${name} that was built does not call itself ${tools[name].version}`, {
      next: `compare e2e/cluster/tools/table.ts with e2e/cluster/tools/${tools[name].module}/go.mod`,
    });
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

function findGo(): string {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/local/go/bin'];
  const go = folders.map((folder) => join(folder, 'go')).find((path) => existsSync(path));
  if (go === undefined)
    throw new Failure('Go is not installed', { next: 'install Go 1.26 or newer: https://go.dev/dl' });
  return go;
}

/** Removes what interrupted builds left, never what a living process is still writing. */
async function removeRemains(cache: string): Promise<void> {
  const names = existsSync(cache) ? await readdir(cache) : [];
  for (const name of names) {
    const pid = /^building-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) await rm(join(cache, name), { recursive: true, force: true });
  }
}
