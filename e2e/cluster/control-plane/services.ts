// The arguments of one machine's etcd, API server, controller manager and scheduler.
import { join } from 'node:path';
import type { Service } from '../machine/service.ts';
import { apiServerPort, serviceNet } from '../pki/machine-pki.ts';
import type { MachinePlan } from '../plan.ts';

export const podNet = '10.244.0.0/16';

export function etcd({ directory }: MachinePlan): Service {
  return {
    name: 'etcd',
    program: { tool: 'etcd' },
    args: [
      `--data-dir=${join(directory, 'etcd')}`,
      '--listen-client-urls=http://127.0.0.1:2379',
      '--advertise-client-urls=http://127.0.0.1:2379',
      '--listen-peer-urls=http://127.0.0.1:2380',
      // Its data lives no longer than the cluster.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  };
}

export function apiServer(machine: MachinePlan): Service {
  const pki = (name: string) => join(machine.directory, 'pki', name);
  return {
    name: 'kube-apiserver',
    program: { tool: 'kube-apiserver' },
    args: [
      '--etcd-servers=http://127.0.0.1:2379',
      `--advertise-address=${machine.address}`,
      `--secure-port=${apiServerPort}`,
      `--service-cluster-ip-range=${serviceNet.cidr}`,
      `--tls-cert-file=${pki('apiserver.crt')}`,
      `--tls-private-key-file=${pki('apiserver.key')}`,
      `--client-ca-file=${pki('ca.crt')}`,
      `--service-account-key-file=${pki('sa.pub')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--enable-bootstrap-token-auth',
      '--allow-privileged',
      `--kubelet-client-certificate=${pki('kubelet-client.crt')}`,
      `--kubelet-client-key=${pki('kubelet-client.key')}`,
      `--kubelet-certificate-authority=${pki('ca.crt')}`,
      // Nobody resolves the node's name.
      '--kubelet-preferred-address-types=InternalIP',
      '--enable-aggregator-routing',
      `--requestheader-client-ca-file=${pki('front-proxy-ca.crt')}`,
      '--requestheader-allowed-names=front-proxy',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${pki('front-proxy.crt')}`,
      `--proxy-client-key-file=${pki('front-proxy.key')}`,
      `--audit-policy-file=${join(machine.directory, 'audit-policy.yaml')}`,
      `--audit-log-path=${auditLog(machine)}`,
      '--audit-log-maxsize=200',
      '--audit-log-maxbackup=2',
    ],
  };
}

export function controllerManager({ directory }: MachinePlan): Service {
  const pki = (name: string) => join(directory, 'pki', name);
  const credentials = pki('kube-controller-manager.kubeconfig');
  return {
    name: 'kube-controller-manager',
    program: { tool: 'kube-controller-manager' },
    args: [
      ...asClient(credentials),
      `--service-account-private-key-file=${pki('sa.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      '--use-service-account-credentials',
      '--allocate-node-cidrs',
      `--cluster-cidr=${podNet}`,
      '--controllers=*,bootstrapsigner,tokencleaner',
      // Its controllers fetch a token each before they begin: at the usual 20 requests a second that takes seconds.
      '--kube-api-qps=200',
      '--kube-api-burst=400',
    ],
  };
}

export function scheduler({ directory }: MachinePlan): Service {
  const credentials = join(directory, 'pki', 'kube-scheduler.kubeconfig');
  return { name: 'kube-scheduler', program: { tool: 'kube-scheduler' }, args: asClient(credentials) };
}

/** Where every request is told, one JSON object a line, without bodies. */
export function auditLog(machine: MachinePlan): string {
  return join(machine.logs, `${machine.name}-audit.log`);
}

function asClient(kubeconfig: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
  ];
}
