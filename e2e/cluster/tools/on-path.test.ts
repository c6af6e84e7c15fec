import { expect, test } from '@jest/globals';
import { namesVersion } from './on-path.ts';

test.each([
  ['Kubernetes v1.35.4', 'v1.35.4'],
  ['Client Version: v1.35.4\nKustomize Version: v5.7.1', 'v1.35.4'],
  ['etcd Version: 3.6.10\nGo Version: go1.26.8', '3.6.10'],
  ['CoreDNS-1.14.3\nlinux/amd64, go1.26.8, ', '1.14.3'],
  ['version.Info{GitVersion:"v1.18.1", GitCommit:"unknown"}', 'v1.18.1'],
  ['v4.2.4+gabc1234', 'v4.2.4'],
])('%j names %s', (text, version) => {
  expect(namesVersion(text, version)).toBe(true);
});

test.each([
  ['Kubernetes v1.35.41', 'v1.35.4'],
  ['Kubernetes v11.35.4', 'v1.35.4'],
  ['Kubernetes v1.35.4-alpha.1', 'v1.35.4'],
  ['Kubernetes v1.35.4.1', 'v1.35.4'],
  ['Kubernetes v1x35x4', 'v1.35.4'],
  ['', 'v1.35.4'],
])('%j does not name %s', (text, version) => {
  expect(namesVersion(text, version)).toBe(false);
});
