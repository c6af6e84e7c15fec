import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Versions } from './kit/stage.ts';

export interface Told {
  readonly title: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** Why it failed, with all causes. */
  readonly why?: string;
}

/** What a run of the stories came to. */
export interface Results {
  /** How many stories were to be told; those that are not among `stories` could not run. */
  readonly planned: number;
  readonly stories: readonly Told[];
  readonly versions?: Versions;
}

export async function writeResults(path: string, results: Results): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** Undefined if no run came so far as to write any. */
export async function readResults(path: string): Promise<Results | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Results);
}
