/** What an unset field means. The operator fills these in; the schemas do not, or nothing could ever tell "unset" from "chosen". */
export const instanceDefaults = {
  managementPolicy: 'Full',
  availability: 'Single',
  etcdType: 'Managed',
  etcdStorageSize: '5Gi',
  exposureType: 'ClusterIP',
  leafDuration: '8760h',
  networkPolicy: 'Enforce',
  onInstanceDeletion: 'Detach',
  deletionPolicy: 'Delete',
  deletionDeadline: '10m',
  countInterval: '10m',
} as const;

export const memberDefaults = {
  managementPolicy: 'Full',
  syncMode: 'Auto',
  tokenDuration: '720h',
  leaveWorkloads: 'Retain',
  leaveOnUnreachable: 'Force',
  leaveDeadline: '10m',
} as const;
