import { expect, test } from '@jest/globals';
import { dns } from '../addons/dns.ts';
import { storageClass } from '../addons/storage-class.ts';
import { objectPath } from './object-path.ts';

test('every kind that a cluster is made of has its path', () => {
  expect([...dns, storageClass].map(objectPath)).toEqual([
    '/api/v1/namespaces/kube-system/serviceaccounts/coredns',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:coredns',
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/system:coredns',
    '/api/v1/namespaces/kube-system/configmaps/coredns',
    '/api/v1/namespaces/kube-system/services/kube-dns',
    '/apis/apps/v1/namespaces/kube-system/deployments/coredns',
    '/apis/storage.k8s.io/v1/storageclasses/local',
  ]);
});
