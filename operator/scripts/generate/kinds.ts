import { KarmadaInstance } from '../../src/api/karmada-instance.ts';
import { MemberCluster } from '../../src/api/member-cluster.ts';
import type { Column, Kind } from './crd.ts';

const ready = (field: 'status' | 'reason' | 'message'): string => `.status.conditions[?(@.type=="Ready")].${field}`;

const story: readonly Column[] = [
  { name: 'Ready', type: 'string', jsonPath: ready('status'), description: 'Whether it is as its spec says.' },
  { name: 'Reason', type: 'string', jsonPath: ready('reason'), description: 'Why it is ready or not.' },
];
const age: Column = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
  description: 'Time since its creation.',
};
const message: Column = {
  name: 'Message',
  type: 'string',
  jsonPath: ready('message'),
  description: 'Why it is ready or not, as a sentence.',
  priority: 1,
};
const text = (name: string, jsonPath: string, description: string): Column => ({
  name,
  type: 'string',
  jsonPath,
  description,
});
const wide = (name: string, jsonPath: string, description: string): Column => ({
  ...text(name, jsonPath, description),
  priority: 1,
});

const instanceKind: Kind = {
  schema: KarmadaInstance,
  kind: 'KarmadaInstance',
  plural: 'karmadainstances',
  singular: 'karmadainstance',
  shortName: 'kmi',
  selectableFields: ['.spec.version'],
  columns: [
    ...story,
    text('Version', '.status.version.observed', 'Version of Karmada that runs.'),
    text('Members', '.status.display.members', 'Members that are ready, of all members.'),
    text('Nodes', '.status.display.nodes', 'Nodes of all members that are ready, of all nodes.'),
    age,
    wide('Endpoint', '.status.endpoints[?(@.type=="External")].url', 'Address of the API server from outside.'),
    wide('Host-Namespace', '.status.hostNamespace', 'Namespace on the host cluster that holds the plane.'),
    message,
  ],
};

const memberKind: Kind = {
  schema: MemberCluster,
  kind: 'MemberCluster',
  plural: 'memberclusters',
  singular: 'membercluster',
  shortName: 'kmc',
  selectableFields: ['.spec.instanceRef.name'],
  columns: [
    text('Instance', '.spec.instanceRef.name', 'The instance that it joins.'),
    ...story,
    text('Mode', '.status.syncMode', 'Who carries the work.'),
    text('Version', '.status.kubernetesVersion', 'Version of Kubernetes that it runs.'),
    text('Nodes', '.status.display.nodes', 'Nodes that are ready, of all nodes.'),
    age,
    wide('Cluster', '.status.clusterName', 'Name of the cluster in the plane.'),
    wide('Endpoint', '.status.apiEndpoint', 'Address of the cluster as the plane uses it.'),
    message,
  ],
};

export const kinds: readonly Kind[] = [instanceKind, memberKind];
