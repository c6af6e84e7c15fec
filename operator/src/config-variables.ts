import { z } from 'zod';
import { cidrList, count, dnsLabel, nameList, port } from './config-fields.ts';

const path = z.string().max(4096, 'is longer than a path may be');

/** Every variable the operator knows. Its description completes the sentence "set it to …"; an empty value counts as unset. */
export const Variables = z.strictObject({
  POD_NAME: z.string().max(253).optional().describe("the Pod's name"),
  POD_NAMESPACE: dnsLabel.optional().describe("the Pod's namespace"),

  SLIPWAY_SERVICE_ACCOUNT: dnsLabel.default('slipway').describe("the name of the operator's ServiceAccount"),
  SLIPWAY_WATCH_NAMESPACES: nameList.default([]).describe('namespaces separated by commas'),
  SLIPWAY_LEADER_ELECTION: z.enum(['on', 'off'], 'is neither').default('on').describe('on or off'),
  SLIPWAY_KUBECONFIG: path.optional().describe('the path of a kubeconfig file'),
  SLIPWAY_PLANE_ACCESS: z
    .enum(['service', 'portForward', 'endpoint'], 'is none of these')
    .optional()
    .describe('service, portForward or endpoint'),

  SLIPWAY_MEMBER_ALLOWED_CIDRS: cidrList.default([]).describe('address ranges separated by commas'),
  SLIPWAY_MEMBER_DENIED_CIDRS: cidrList.default([]).describe('address ranges separated by commas'),

  SLIPWAY_HELM_BINARY: path.default('helm').describe('the path of the Helm 4 binary'),
  SLIPWAY_HELM_HOME: path.default('.slipway/helm').describe('a directory that Helm may write in'),
  SLIPWAY_CHARTS_DIR: path.default('charts').describe('the directory that holds karmada/'),
  SLIPWAY_CATALOGUE_DIR: path.default('config/catalogue').describe('the directory of the catalogue'),
  SLIPWAY_BUNDLES_DIR: path.default('dist/bundles').describe('the directory of the CRD bundles'),

  SLIPWAY_METRICS_PORT: port.default(8080).describe('a port from 1024 on'),
  SLIPWAY_HEALTH_PORT: port.default(8081).describe('a port from 1024 on'),
  SLIPWAY_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'is none of these')
    .default('info')
    .describe('trace, debug, info, warn, error, fatal or silent'),
  SLIPWAY_CONCURRENT_INSTANCES: count(64).default(8).describe('a number from 1 to 64'),
  SLIPWAY_CONCURRENT_MEMBERS: count(256).default(16).describe('a number from 1 to 256'),
  SLIPWAY_CONCURRENT_HELM: count(16).default(2).describe('a number from 1 to 16'),
});
export type Variables = z.infer<typeof Variables>;
