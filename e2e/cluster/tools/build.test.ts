import { expect, test } from '@jest/globals';
import { buildFlags, builtName } from './build.ts';

test('a program is named after its package, major versions left out', () => {
  expect(builtName('etcd')).toBe('server');
  expect(builtName('etcdctl')).toBe('etcdctl');
  expect(builtName('karmada-webhook')).toBe('webhook');
  expect(builtName('kubelet')).toBe('kubelet');
});

test('programs are told their version', () => {
  const [trim, flag, link] = buildFlags('kubernetes');
  expect([trim, flag]).toEqual(['-trimpath', '-ldflags']);
  expect(link).toMatch(/^-s -w -X k8s\.io\/component-base\/version\.gitVersion=v1\.35\.4 /);
  expect(link).toContain('-X k8s.io/client-go/pkg/version.gitMinor=35');
  expect(link).toContain('-X github.com/karmada-io/karmada/pkg/version.gitVersion=v1.18.1');
});
