import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reasonsOfInstance, reasonsOfMember } from '../src/api/conditions.ts';

const src = join(import.meta.dirname, '..', 'src');

/**
 * The import table, in words: who may import whom. Folders are those of `operator/src`; `package:*` is a package, `node:*` a part of Node.
 * `.dependency-cruiser.cjs` keeps the same table when a file is written; here it can be read.
 */
const table: readonly { readonly from: RegExp; readonly may: readonly RegExp[] }[] = [
  { from: /^api\//, may: [/^api\//, /^package:zod$/] },
  { from: /^(steps|fleet)\//, may: [/^(api|steps|fleet)\//, /^world\.ts$/, /^runtime\/next\.ts$/, /^node:crypto$/] },
  {
    from: /^instance\/(plan|report)\//,
    may: [/^api\//, /^(steps|fleet)\//, /^instance\/(plan|report)\//, /^world\.ts$/],
  },
  { from: /^member\/(plan|report)\//, may: [/^api\//, /^(steps|fleet)\//, /^member\/(plan|report)\//, /^world\.ts$/] },
  {
    from: /^instance\/(observe|act)\//,
    may: [
      /^api\//,
      /^(steps|fleet)\//,
      /^instance\/(plan|observe|act)\//,
      /^instance\/world\.ts$/,
      /^world\.ts$/,
      /^node:path$/,
    ],
  },
  {
    from: /^member\/(observe|act)\//,
    may: [/^api\//, /^(steps|fleet)\//, /^member\/(plan|observe|act)\//, /^member\/world\.ts$/, /^world\.ts$/],
  },
  { from: /^instance\/(reconcile|world)\.ts$/, may: [/^api\//, /^steps\//, /^instance\//, /^world\.ts$/] },
  { from: /^member\/(reconcile|world)\.ts$/, may: [/^api\//, /^steps\//, /^member\//, /^world\.ts$/] },
  { from: /^runtime\//, may: [/^runtime\//, /^package:/, /^node:/] },
  {
    from: /^adapters\//,
    may: [
      /^(adapters|api|steps|runtime)\//,
      /^(instance|member)\/(plan\/|world\.ts$)/,
      /^world\.ts$/,
      /^package:/,
      /^node:/,
    ],
  },
];

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function filesBelow(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      path: relative(src, join(folder, file)).split(sep).join('/'),
      text: readFileSync(join(folder, file), 'utf8'),
    }));
}

/** Without comments: they speak of what code may not do. */
function code({ text }: SourceFile): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

const product = filesBelow(src).filter(({ path }) => !path.endsWith('.test.ts'));
const everything = [...filesBelow(src), ...filesBelow(import.meta.dirname)];

function importsOf({ path, text }: SourceFile): readonly string[] {
  return [
    ...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map(([, from, bare, late]) => {
    const target = from ?? bare ?? late ?? '';
    if (target.startsWith('node:')) return target;
    return target.startsWith('.') ? join(path, '..', target).split(sep).join('/') : `package:${target}`;
  });
}

describe('imports', () => {
  test.each(table)('$from imports only what it may', ({ from, may }) => {
    const files = product.filter(({ path }) => from.test(path));
    expect(files).not.toEqual([]);
    const strangers = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !may.some((allowed) => allowed.test(target)))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(strangers).toEqual([]);
  });

  test('every folder stands in the table', () => {
    const inFolders = product.map(({ path }) => path).filter((path) => path.includes('/'));
    expect(inFolders.filter((path) => !table.some(({ from }) => from.test(path)))).toEqual([]);
  });

  test('nobody imports main, and only what stands beside main imports config', () => {
    const wrong = product.filter((file) =>
      importsOf(file).some((target) => target === 'main.ts' || (target === 'config.ts' && file.path.includes('/'))),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('world.ts gives types only', () => {
    const world = product.find(({ path }) => path === 'world.ts')?.text ?? '';
    expect(world).toContain('export interface KubeApi');
    expect(world).not.toMatch(/^export (?:const|function|class|let)|^import (?!type)/m);
  });
});

describe('purity', () => {
  const deciding = product.filter(({ path }) =>
    /^(instance|member)\/(plan|report)\/|^steps\/(judge|next|conditions|verdict|announce|tell-first)\.ts$|^fleet\//.test(
      path,
    ),
  );

  test('what decides has no client, no time and no chance of its own', () => {
    expect(deciding.length).toBeGreaterThan(50);
    const impure = deciding.filter((file) =>
      /\basync\b|\bawait\b|new Date\(\)|Date\.now|Math\.random|\bprocess\.|setTimeout|console\./.test(code(file)),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });
});

describe('habits', () => {
  const named = (pattern: RegExp, files = product): readonly string[] =>
    files.filter(({ path }) => pattern.test(path)).map(({ path }) => path);
  const holding = (pattern: RegExp, files = product): readonly string[] =>
    files.filter((file) => pattern.test(code(file))).map(({ path }) => path);

  test('no barrels and no folders for whatever has no place', () => {
    expect(named(/(^|\/)index\.ts$/)).toEqual([]);
    expect(named(/(^|\/)(utils?|helpers?|common|misc|types|interfaces)(\/|\.ts$)/)).toEqual([]);
  });

  test('files are in kebab-case', () => expect(named(/[A-Z_]/)).toEqual([]));

  test('only config.ts reads the environment', () =>
    expect(holding(/process\.env/).filter((path) => path !== 'config.ts')).toEqual([]));

  // In two parts, or this file would find itself.
  test('no module mocks', () =>
    expect(holding(new RegExp(['jest', '\\.(mock|unstable_mockModule|doMock)\\('].join('')), everything)).toEqual([]));

  test('no default exports', () => expect(holding(/^export default/m)).toEqual([]));

  test('nothing is switched off by `any`', () => expect(holding(/[:<]\s*any\b|\bas any\b/)).toEqual([]));

  test('no file is longer than 300 lines', () => {
    expect(product.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path)).toEqual([]);
  });
});

describe('reasons', () => {
  const speaking = product
    .filter(({ path }) => !path.startsWith('api/'))
    .map(({ text }) => text)
    .join('\n');

  test('every reason of the closed list is given somewhere', () => {
    const all = [...Object.keys(reasonsOfInstance), ...Object.keys(reasonsOfMember)];
    expect([...new Set(all)].filter((reason) => !speaking.includes(`'${reason}'`))).toEqual([]);
  });
});
