// Finds every pinned program, or makes it: on PATH if the version fits, else in the cache, else built from its Go module.
import { existsSync } from 'node:fs';
import { mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from './failure.ts';
import type { Progress } from './progress.ts';
import { buildTools } from './tools/build.ts';
import { foundOnPath, reportsVersion } from './tools/on-path.ts';
import { tools, type ModuleName, type ToolName } from './tools/table.ts';

export type { ToolName } from './tools/table.ts';

const toolNames: readonly ToolName[] = Object.keys(tools).filter((name): name is ToolName => name in tools);

/** Everything that is expensive to make and does not belong to one cluster. */
export function cacheDirectory(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'slipway');
}

/** The absolute path of a pinned tool. Throws a Failure when `ensureTools` has not provided it yet. */
export function toolPath(name: ToolName): string {
  const path = cachedPath(name);
  if (existsSync(path)) return path;
  throw new Failure(`${name} ${tools[name].version} is not there`, { next: 'node e2e/cluster/main.ts tools' });
}

/** Provides the named tools (all of them by default). Safe to interrupt: what was finished is kept. */
export async function ensureTools(names: readonly ToolName[] = toolNames, progress: Progress): Promise<void> {
  const wanted = await Promise.all(names.map(async (name) => ((await isCached(name)) ? [] : [name])));
  const missing = await Promise.all(wanted.flat().map(async (name) => ((await linkFromPath(name)) ? [] : [name])));
  for (const module of ['pause', 'kubernetes', 'helm'] satisfies ModuleName[]) {
    const ours = missing.flat().filter((name) => tools[name].module === module);
    if (ours.length > 0)
      await buildTools({ module, names: ours, cache: cacheDirectory(), target: cachedPath }, progress);
  }
}

function cachedPath(name: ToolName): string {
  return join(cacheDirectory(), 'tools', name, tools[name].version, name);
}

/** What was built keeps its version; a link to a program on PATH may have been upgraded under us. */
async function isCached(name: ToolName): Promise<boolean> {
  const path = cachedPath(name);
  const linked = await readlink(path).catch(() => undefined);
  if (linked === undefined) return existsSync(path);
  if (await reportsVersion(path, tools[name])) return true;
  await rm(path, { force: true });
  return false;
}

/** A fitting program on PATH gets its place in the cache as a link, so that `toolPath` needs no search. */
async function linkFromPath(name: ToolName): Promise<boolean> {
  const found = await foundOnPath(name, tools[name]);
  if (found === undefined) return false;
  const path = cachedPath(name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(found, `${path}.${process.pid}`);
  await rename(`${path}.${process.pid}`, path);
  return true;
}
