import type { Catalogue, CatalogueEntry } from '../../src/instance/plan/catalogue.ts';

function entry(karmada: string, digit: string): CatalogueEntry {
  const image = (name: string): string => `docker.io/karmada/karmada-${name}:${karmada}`;
  return {
    karmada,
    chart: { name: 'karmada', version: '0.1.0', digest: `sha256:${digit.repeat(64)}` },
    images: {
      etcd: 'registry.k8s.io/etcd:3.6.10-0',
      karmadaAPIServer: 'registry.k8s.io/kube-apiserver:v1.35.4',
      kubeControllerManager: 'registry.k8s.io/kube-controller-manager:v1.35.4',
      karmadaAggregatedAPIServer: image('aggregated-apiserver'),
      karmadaControllerManager: image('controller-manager'),
      karmadaScheduler: image('scheduler'),
      karmadaWebhook: image('webhook'),
    },
    kubernetes: 'v1.35.4',
    etcd: '3.6.10',
    members: { min: '1.26', max: '1.35' },
    crds: { digest: `sha256:${digit.repeat(64)}` },
  };
}

export const testCatalogue: Catalogue = [entry('v1.18.1', '1')];
