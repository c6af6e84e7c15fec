import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type Output, outputs } from './generate/outputs.ts';

const root = join(import.meta.dirname, '../..');
const mode = process.argv.includes('--check') ? 'check' : 'write';

const results = await Promise.all(outputs().map(settle));
const stale = results.filter(({ state }) => state === 'stale');
for (const { path, state } of results) if (state !== 'fresh') console.log(`${state}: ${path}`);
if (stale.length > 0) {
  console.error(`${stale.length} generated files are out of date: run node operator/scripts/generate.ts`);
  process.exitCode = 1;
}

async function settle({
  path,
  text,
}: Output): Promise<{ readonly path: string; readonly state: 'fresh' | 'stale' | 'written' }> {
  const file = join(root, path);
  const wanted = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (wanted === (await contentOf(file))) return { path, state: 'fresh' };
  if (mode === 'check') return { path, state: 'stale' };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, wanted);
  return { path, state: 'written' };
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
