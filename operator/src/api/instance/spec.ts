import { z } from 'zod';
import { instanceDefaults as defaults } from '../defaults.ts';
import { duration, formed, objectName, storageSize } from '../shared/fields.ts';
import { patterns } from '../shared/patterns.ts';
import { withRules } from '../shared/rules.ts';
import { Components } from './components.ts';
import { AllowFrom } from './allow-from.ts';

const Placement = z
  .object({
    availability: z
      .enum(['Single', 'Node', 'Zone'])
      .describe(
        `What may fail without taking the plane away: Single runs one Pod of each component, Node spreads two over nodes, Zone spreads them over zones. Unset means ${defaults.availability}.`,
      )
      .optional(),
  })
  .describe("Where and how spread the plane's Pods run.");

const EtcdStorage = z
  .object({
    // Whether it may change depends on whether there is a volume: that is the operator's to judge, and a mistake can be taken back.
    size: storageSize(
      `Size of the volume. It cannot change once the volume exists. Unset means ${defaults.etcdStorageSize}.`,
    ).optional(),
    storageClassName: objectName(
      "StorageClass of the volume on the host cluster. Unset means the host's default class. It takes effect until the volume exists.",
    ).optional(),
  })
  .describe("The volume that holds the plane's data.");

const Etcd = z
  .object({
    type: z
      .enum(['Managed'])
      .describe(
        `Who runs etcd: Managed is an etcd of the plane's own. It cannot change after creation. Unset means ${defaults.etcdType}.`,
      )
      .optional(),
    storage: EtcdStorage.optional(),
  })
  .describe('The store of the plane.');

const Exposure = z
  .object({
    type: z
      .enum(['ClusterIP', 'NodePort'])
      .describe(
        `How the plane's API server is reached: ClusterIP only from within the host cluster and from where isolation.allowFrom says, NodePort also under a port of every node. Unset means ${defaults.exposureType}.`,
      )
      .optional(),
    host: formed(
      "The one external name or address of the plane. It goes into the published kubeconfig and into the server's certificate. Unset with NodePort means the address of a node.",
      {
        max: 253,
        pattern: patterns.host,
        advice: 'must be a DNS name in lower case or an IP address, without scheme and port, e.g. demo.example.org',
      },
    ).optional(),
    port: z
      .int32()
      .min(1)
      .max(65535)
      .describe(
        'Port that clients outside use. With NodePort this node port is asked for, which the host cluster must allow. Unset means one that the host cluster picks.',
      )
      .optional(),
  })
  .describe('How clients outside the plane reach its API server.');

const Certificates = z
  .object({
    leafDuration: duration(
      `Life of every certificate below the plane's own authorities, renewed after two thirds of it. Unset means ${defaults.leafDuration}.`,
      {
        least: '1h',
        most: '8760h',
      },
    ).optional(),
  })
  .describe('Certificates of the plane.');

const Isolation = z
  .object({
    networkPolicy: z
      .enum(['Enforce', 'Disabled'])
      .describe(
        `Enforce keeps network policies in the plane's namespace that close everything but the paths the plane needs; Disabled has none. Whether they bind depends on the host's network plugin. Unset means ${defaults.networkPolicy}.`,
      )
      .optional(),
    allowFrom: AllowFrom.optional(),
  })
  .describe('Separation from everything else on the host cluster.');

const Members = z
  .object({
    onInstanceDeletion: z
      .enum(['Detach', 'Block'])
      .describe(
        `What deletion of the instance does to its members: Detach lets them leave, with their workloads kept as each member's own spec says; Block waits until the last MemberCluster is gone. Unset means ${defaults.onInstanceDeletion}.`,
      )
      .optional(),
  })
  .describe('Rules for the clusters that join this instance.');

const Deletion = z
  .object({
    policy: z
      .enum(['Delete'])
      .describe(
        `What deletion of the instance removes: Delete removes the plane with its data. Unset means ${defaults.deletionPolicy}.`,
      )
      .optional(),
    deadline: duration(
      `Time for an orderly end. After it the plane goes with whatever members could not leave, also those that their own leave would give longer. Unset means ${defaults.deletionDeadline}.`,
      { least: '10s', most: '24h' },
    ).optional(),
  })
  .describe('What happens to the plane when this object is deleted.');

const Summary = z
  .object({
    countInterval: duration(
      `Time between two counts of the objects in the plane. Clusters are watched and need none. Unset means ${defaults.countInterval}.`,
      {
        least: '10s',
        most: '24h',
      },
    ).optional(),
  })
  .describe('How the summary of the fleet is collected.');

const Fields = z
  .object({
    version: formed(
      "Version of Karmada, one that the operator's catalogue holds. An update of the operator never moves it.",
      {
        max: 32,
        pattern: patterns.version,
        advice: 'must be a full version with a leading v, e.g. v1.18.1',
      },
    ),
    managementPolicy: z
      .enum(['Full', 'Suspended', 'ObserveOnly'])
      .describe(
        `What the operator may change: Full everything, Suspended nothing but certificates and credentials that would run out, ObserveOnly nothing at all, so that its deletion waits too. Unset means ${defaults.managementPolicy}.`,
      )
      .optional(),
    placement: Placement.optional(),
    etcd: Etcd.optional(),
    exposure: Exposure.optional(),
    certificates: Certificates.optional(),
    components: Components.optional(),
    isolation: Isolation.optional(),
    members: Members.optional(),
    deletion: Deletion.optional(),
    summary: Summary.optional(),
  })
  .describe('The plane that is wanted.');

export const KarmadaInstanceSpec = withRules(Fields, [
  {
    cel: `${etcdType('self')} == ${etcdType('oldSelf')}`,
    message: 'etcd.type cannot change after creation: make a new instance and move its content',
    at: ['etcd'],
  },
]);

// Plain has() instead of optional chains, whose cost the server takes for unbounded.
function etcdType(self: string): string {
  return `(has(${self}.etcd) && has(${self}.etcd.type) ? ${self}.etcd.type : '${defaults.etcdType}')`;
}
