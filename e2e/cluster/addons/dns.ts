import { corednsImage } from '../images/upstream.ts';
import type { KubeObject } from '../kube/object-path.ts';
import { serviceNet } from '../pki/machine-pki.ts';

const namespace = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };

/** Machines have no way out, so names of other places are answered at once: there are none. */
const corefile = `cluster.local:53 in-addr.arpa:53 ip6.arpa:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       ttl 5
    }
    reload
}
.:53 {
    errors
    health
    ready
    template ANY ANY {
       rcode NXDOMAIN
    }
    reload
}
`;

/** Answers 200 if CoreDNS itself does, whatever its Deployment's status still says. */
export const dnsReadyPath = `/api/v1/namespaces/${namespace}/services/kube-dns:ready/proxy/ready`;

export const dns: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'coredns', namespace } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:coredns' },
    rules: [
      { apiGroups: [''], resources: ['services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'system:coredns' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
    subjects: [{ kind: 'ServiceAccount', name: 'coredns', namespace }],
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns', namespace }, data: { Corefile: corefile } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace, labels },
    spec: {
      clusterIP: serviceNet.dns,
      selector: labels,
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        { name: 'ready', port: 8181, protocol: 'TCP' },
      ],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec() },
    },
  },
];

function podSpec(): unknown {
  return {
    serviceAccountName: 'coredns',
    priorityClassName: 'system-cluster-critical',
    // Not the node's resolver, which leads back here.
    dnsPolicy: 'Default',
    containers: [
      {
        name: 'coredns',
        image: corednsImage,
        imagePullPolicy: 'IfNotPresent',
        args: ['-conf', '/etc/coredns/Corefile'],
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
        ],
        readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 1, failureThreshold: 3 },
        livenessProbe: {
          httpGet: { path: '/health', port: 8080 },
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 8,
        },
        resources: { requests: { cpu: '20m', memory: '30Mi' }, limits: { memory: '170Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        },
        volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
      },
    ],
    volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
  };
}
