import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { reasonsOfInstance, reasonsOfMember } from '../operator/src/api/conditions.ts';
import { instanceConditionTypes, memberConditionTypes } from '../operator/src/api/condition-types.ts';
import { KarmadaInstance } from '../operator/src/api/karmada-instance.ts';
import { MemberCluster } from '../operator/src/api/member-cluster.ts';
import { blocksOf, codeOf, linksOf, slugsOf, tablesOf } from './markdown.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = globSync(['*.md', 'docs/**/*.md', 'e2e/**/*.md', 'bench/**/*.md', 'examples/**/*.md'], {
  cwd: root,
}).sort();
const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

test('there are pages', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/runbooks/stuck-deletion.md']),
  );
});

describe.each(pages)('%s', (page) => {
  const text = read(page);
  const code = codeOf(text);

  test('links to what is there', () => {
    const dead = linksOf(text).filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link));
    expect(dead).toEqual([]);
  });

  test('names verbs of the Makefile only', () => {
    const verbs = matches(read('Makefile'), /^([a-z-]+):.*## /gm);
    expect(matches(code, /(?:^|[(`"; ])make ([a-z][a-z-]*)/gm).filter((verb) => !verbs.includes(verb))).toEqual([]);
  });

  test('names scripts of package.json only', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };
    expect(matches(code, /npm run (?:--silent )?([a-z:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names files of the tree only', () => {
    const named = code
      .split(/[\s'"()]+/)
      .filter((word) => /^(bench|charts|config|docs|e2e|examples|operator|scripts)\/[\w./-]+\.\w+$/.test(word));
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('sets values that the chart has', () => {
    const values = parse(read('charts/slipway/values.yaml')) as object;
    expect(matches(code, /--set '?([\w.]+)=/g).filter((path) => !holds(values, path.split('.')))).toEqual([]);
  });

  test('shows objects that the API takes as they are', () => {
    const wrong = blocksOf(text, 'yaml').flatMap(documentsOf).filter(isOurs).map(problemOf);
    expect(wrong.filter((problem) => problem !== undefined)).toEqual([]);
  });
});

test('the README shows both kinds', () => {
  const kinds = blocksOf(read('README.md'), 'yaml')
    .flatMap(documentsOf)
    .filter(isOurs)
    .map(({ kind }) => kind);
  expect(kinds).toEqual(['KarmadaInstance', 'MemberCluster']);
});

describe('decisions', () => {
  const decisions = pages.filter((page) => dirname(page) === 'docs/adr');

  test('are numbered without a gap', () => {
    expect(decisions.map((page) => Number(basename(page).slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
  });

  test.each(decisions)('%s is short and of the usual form', (page) => {
    const lines = read(page).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines[0]).toMatch(new RegExp(`^# ${Number(basename(page).slice(0, 4))}\\. `));
    expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## Context', '## Decision', '## Consequences']);
  });
});

describe('docs/architecture.md', () => {
  const page = read('docs/architecture.md');

  test('has the import rules of dependency-cruiser, all of them and no other', () => {
    const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
      readonly forbidden: readonly { readonly name: string }[];
    };
    const rows = tablesOf(page).find(({ head }) => head.includes('may import'))?.rows ?? [];
    expect(rows.map((cells) => cells[2]?.replaceAll('`', '')).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  test.each(['instance', 'member'])('has every step of the lanes of %s, in order', (kind) => {
    const source = read(`operator/src/${kind}/plan/steps.ts`);
    const lanes = matches(source, /\bsteps: \[([^\]]*)\]/g).map((list) =>
      matches(list.replaceAll(/\/\/.*|\(\w*\)/g, ''), /(\w+)/g),
    );
    const rows = tablesOf(page.slice(page.indexOf(`](../operator/src/${kind}/plan/steps.ts)`)))[0]?.rows ?? [];
    expect(rows.map((cells) => matches(cells[1] ?? '', /`(\w+)`/g))).toEqual(lanes);
  });
});

describe('runbooks', () => {
  const words = { ...reasonsOfInstance, ...reasonsOfMember, ...instanceConditionTypes, ...memberConditionTypes };
  const runbooks = pages.filter((page) => dirname(page) === 'docs/runbooks');

  test.each(runbooks)('%s speaks of conditions and reasons that exist', (page) => {
    const said = matches(read(page).replaceAll(/^```[\s\S]*?^```$/gm, ''), /`([A-Z][a-z]+[A-Z]\w+)`/g);
    expect(said.filter((word) => !(word in words))).toEqual([]);
  });
});

test('docs/images.md has every image of the catalogue', () => {
  const catalogues = globSync('config/catalogue/*.yaml', { cwd: root }).map(
    (path) => parse(read(path)) as { readonly images: Readonly<Record<string, string>> },
  );
  const images = catalogues.flatMap((catalogue) => Object.values(catalogue.images));
  expect(images.filter((image) => !read('docs/images.md').includes(`\`${image}\``))).toEqual([]);
});

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(root, resolve(root, dirname(page), decodeURIComponent(path)));
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || slugsOf(read(target)).includes(anchor);
}

interface Document {
  readonly apiVersion?: string;
  readonly kind?: string;
}

function documentsOf(block: string): readonly Document[] {
  return parseAllDocuments(block).map((document) => document.toJS() as Document);
}

function isOurs({ apiVersion }: Document): boolean {
  return apiVersion?.startsWith('slipway.dev/') === true;
}

/** zod drops what it does not know, so a misspelt field shows as a difference. */
function problemOf(document: Document): string | undefined {
  const parsed = (document.kind === 'KarmadaInstance' ? KarmadaInstance : MemberCluster).safeParse(document);
  if (!parsed.success) return parsed.error.message;
  return JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(document))
    ? undefined
    : `${document.kind}: a field is not known`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

function holds(values: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return (
    typeof values === 'object' &&
    values !== null &&
    key in values &&
    holds(Object.entries(values).find(([name]) => name === key)?.[1], rest)
  );
}
