import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { archiveIdentity } from './archive-identity.ts';
import { buildImage } from './build-image.ts';
import type { ImageSpec } from './spec.ts';

let folder: string;
const cache = process.env['XDG_CACHE_HOME'];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-images-'));
  process.env['XDG_CACHE_HOME'] = folder;
});

afterEach(async () => {
  if (cache === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = cache;
  await rm(folder, { recursive: true });
});

function image(content: string): ImageSpec {
  const program = {
    kind: 'copy',
    source: process.execPath,
    path: '/bin/program',
    mode: 0o755,
    capabilities: ['cap_net_bind_service'],
  } as const;
  return {
    name: 'example.org/program:1',
    files: [{ kind: 'text', path: '/etc/note', mode: 0o600, uid: 7, gid: 8, content }, program],
    entrypoint: ['/bin/program'],
    env: { PATH: '/bin' },
    user: '65532:65532',
  };
}

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly [{ readonly digest: string; readonly size: number }];
}

const unpacked = (archive: string, path: string) =>
  execFileSync('tar', ['-xOf', archive, path], { maxBuffer: 1 << 30 });

test('an archive is a layout whose parts name each other by digest', async () => {
  const archive = await buildImage(image('hello'));
  const { name, digest } = await archiveIdentity(archive);
  expect(name).toBe('example.org/program:1');

  const manifest = JSON.parse(unpacked(archive, `blobs/${digest.replace(':', '/')}`).toString()) as Manifest;
  const config = JSON.parse(unpacked(archive, `blobs/${manifest.config.digest.replace(':', '/')}`).toString());
  expect(config.config).toMatchObject({ User: '65532:65532', Entrypoint: ['/bin/program'], Env: ['PATH=/bin'] });
  expect(config.rootfs.diff_ids).toEqual([manifest.layers[0].digest]);

  const layer = unpacked(archive, `blobs/${manifest.layers[0].digest.replace(':', '/')}`);
  expect(layer).toHaveLength(manifest.layers[0].size);
  const listed = execFileSync('tar', ['-tv', '--numeric-owner'], { input: layer, maxBuffer: 1 << 30 }).toString();
  expect(listed).toMatch(/-rw------- 7\/8 +5 .* etc\/note/);
  expect(execFileSync('tar', ['-xO', 'etc/note'], { input: layer }).toString()).toBe('hello');
});

test('building again finds the archive; other content makes another one', async () => {
  const first = await buildImage(image('one'));
  expect(await buildImage(image('one'))).toBe(first);
  expect(await buildImage(image('two'))).not.toBe(first);
});

test('a new archive removes those of the same name that nobody used for an hour', async () => {
  const [old, used] = [await buildImage(image('old')), await buildImage(image('used'))];
  const longAgo = new Date(Date.now() - 2 * 3600_000);
  await utimes(old, longAgo, longAgo);
  const fresh = await buildImage(image('fresh'));
  expect([old, used, fresh].map((path) => existsSync(path))).toEqual([false, true, true]);
  expect(await readdir(dirname(fresh))).toHaveLength(2);
});
