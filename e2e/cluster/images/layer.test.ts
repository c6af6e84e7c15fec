import { expect, test } from '@jest/globals';
import { digestOf, layerBytes } from './layer.ts';
import type { ImageFile } from './spec.ts';

const text = (path: string): ImageFile => ({ kind: 'text', path, mode: 0o644, content: path });

async function paths(files: readonly ImageFile[]): Promise<readonly string[]> {
  const pieces: Buffer[] = [];
  for await (const piece of layerBytes(files)) pieces.push(piece);
  const headers = pieces.filter((piece) => piece.length >= 512 && piece.toString('latin1', 257, 262) === 'ustar');
  return headers.map((header) => header.toString('latin1', 0, header.indexOf(0)));
}

test('parent folders come before a file, each once', async () => {
  expect(await paths([text('/etc/passwd'), text('/etc/ssl/certs/ca.crt'), text('/etc/group')])).toEqual([
    'etc/',
    'etc/passwd',
    'etc/ssl/',
    'etc/ssl/certs/',
    'etc/ssl/certs/ca.crt',
    'etc/group',
  ]);
});

test('a folder that is listed with its own mode is not made twice', async () => {
  expect(await paths([text('/tmp/note'), { kind: 'directory', path: '/tmp', mode: 0o1777 }])).toEqual([
    'tmp/note',
    'tmp/',
  ]);
});

test('the same files give the same digest', async () => {
  const files = [text('/a'), text('/b')];
  expect(await digestOf(layerBytes(files))).toEqual(await digestOf(layerBytes(files)));
  expect((await digestOf(layerBytes(files))).digest).not.toBe((await digestOf(layerBytes([text('/a')]))).digest);
});
