import { expect, test } from '@jest/globals';
import { imagesListed } from './images.ts';

test('names and digests are read from the table', () => {
  const table = `REF                        TYPE                                       DIGEST      SIZE      PLATFORMS   LABELS
registry.k8s.io/pause:3.10 application/vnd.oci.image.manifest.v1+json sha256:9409 1.5 MiB   linux/amd64 io.cri-containerd.image=managed
sha256:1dfd                application/vnd.oci.image.manifest.v1+json sha256:63b2 98.9 MiB  linux/amd64 -
`;
  expect([...imagesListed(table)]).toEqual([
    ['registry.k8s.io/pause:3.10', 'sha256:9409'],
    ['sha256:1dfd', 'sha256:63b2'],
  ]);
});

test('an empty table holds none', () => {
  expect(imagesListed('REF TYPE DIGEST SIZE PLATFORMS LABELS\n').size).toBe(0);
});
