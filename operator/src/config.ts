import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { Variables } from './config-variables.ts';

/** What the operator was started with; frozen. Times are milliseconds, paths absolute. */
export interface Config {
  readonly kube:
    | { readonly kind: 'inCluster'; readonly host: string; readonly port: number }
    | { readonly kind: 'kubeconfig'; readonly path: string };
  readonly operatorNamespace: string;
  readonly podName: string;
  readonly serviceAccount: string;
  /** Empty: all namespaces, though Secrets are readable only where a RoleBinding says so. */
  readonly watchNamespaces: readonly string[];
  readonly leaderElection: 'on' | 'off';
  readonly planeAccess: 'service' | 'portForward' | 'endpoint';
  readonly memberAddresses: { readonly allowedCIDRs: readonly string[]; readonly deniedCIDRs: readonly string[] };
  readonly helm: { readonly binary: string; readonly home: string };
  readonly chartsDir: string;
  readonly catalogueDir: string;
  readonly bundlesDir: string;
  readonly ports: { readonly metrics: number; readonly health: number };
  readonly logLevel: Variables['SLIPWAY_LOG_LEVEL'];
  readonly concurrency: { readonly instances: number; readonly members: number; readonly helm: number };
}

export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
  readonly remedy: string;
}

export type ConfigReading =
  | { readonly kind: 'accepted'; readonly config: Config }
  | { readonly kind: 'refused'; readonly problems: readonly ConfigProblem[] };

/** The configuration of this process. One that is not acceptable ends the process with code 2, after a table on stderr. */
export function loadConfig(): Config {
  const reading = readConfig(process.env);
  if (reading.kind === 'accepted') return reading.config;
  process.stderr.write(problemTable(reading.problems));
  process.exit(2);
}

/** Values never appear in a problem: one of them may be a secret that was put in the wrong place. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigReading {
  const set = Object.entries(env).filter(([name, value]) => isOurs(name) && value !== undefined && value !== '');
  const parsed = Variables.safeParse(Object.fromEntries(set));
  if (!parsed.success) return { kind: 'refused', problems: parsed.error.issues.flatMap(problemsOf) };

  const problems = contradictions(parsed.data, env['KUBERNETES_SERVICE_HOST'] !== undefined);
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'accepted', config: frozen(configOf(parsed.data, env)) };
}

export function problemTable(problems: readonly ConfigProblem[]): string {
  const rows = [
    ['VARIABLE', 'PROBLEM', 'REMEDY'],
    ...problems.map(({ variable, problem, remedy }) => [variable, problem, remedy]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `Slipway cannot start with these settings:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function isOurs(name: string): boolean {
  return name.startsWith('SLIPWAY_') || name in Variables.shape;
}

function problemsOf(issue: z.core.$ZodIssue): readonly ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownVariable);
  const variable = String(issue.path[0]);
  const entry = typeof issue.path[1] === 'number' ? `entry ${issue.path[1] + 1} ` : '';
  return [{ variable, problem: `${entry}${issue.message}`, remedy: `set it to ${takes(variable)}` }];
}

function unknownVariable(variable: string): ConfigProblem {
  const known = Object.keys(Variables.shape).filter((name) => name.startsWith('SLIPWAY_'));
  return { variable, problem: 'is not known', remedy: `remove it; known are ${known.join(', ')}` };
}

function takes(variable: string): string {
  const field = Object.entries(Variables.shape).find(([name]) => name === variable)?.[1];
  return field?.description ?? 'something else';
}

function contradictions(set: Variables, inCluster: boolean): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (set.SLIPWAY_KUBECONFIG === undefined && !inCluster)
    problems.push({
      variable: 'SLIPWAY_KUBECONFIG',
      problem: 'is not set, and this is no Pod',
      remedy: `set it to ${takes('SLIPWAY_KUBECONFIG')} of the host cluster`,
    });
  if (set.SLIPWAY_KUBECONFIG === undefined && inCluster && set.POD_NAMESPACE === undefined)
    problems.push({
      variable: 'POD_NAMESPACE',
      problem: 'is not set in this Pod',
      remedy: 'set it from the field metadata.namespace',
    });
  if (set.SLIPWAY_METRICS_PORT === set.SLIPWAY_HEALTH_PORT)
    problems.push({
      variable: 'SLIPWAY_HEALTH_PORT',
      problem: 'is the port of the metrics too',
      remedy: 'set it to another port',
    });
  return problems;
}

function configOf(set: Variables, env: Readonly<Record<string, string | undefined>>): Config {
  const path = set.SLIPWAY_KUBECONFIG;
  return {
    kube:
      path === undefined
        ? {
            kind: 'inCluster',
            host: env['KUBERNETES_SERVICE_HOST'] ?? '',
            port: Number(env['KUBERNETES_SERVICE_PORT'] ?? '443'),
          }
        : { kind: 'kubeconfig', path: resolve(path) },
    operatorNamespace: set.POD_NAMESPACE ?? 'slipway-system',
    podName: set.POD_NAME ?? `${hostname()}-${process.pid}`,
    serviceAccount: set.SLIPWAY_SERVICE_ACCOUNT,
    watchNamespaces: set.SLIPWAY_WATCH_NAMESPACES,
    leaderElection: set.SLIPWAY_LEADER_ELECTION,
    planeAccess: set.SLIPWAY_PLANE_ACCESS ?? (path === undefined ? 'service' : 'portForward'),
    memberAddresses: {
      allowedCIDRs: set.SLIPWAY_MEMBER_ALLOWED_CIDRS,
      deniedCIDRs: set.SLIPWAY_MEMBER_DENIED_CIDRS,
    },
    helm: { binary: set.SLIPWAY_HELM_BINARY, home: resolve(set.SLIPWAY_HELM_HOME) },
    chartsDir: resolve(set.SLIPWAY_CHARTS_DIR),
    catalogueDir: resolve(set.SLIPWAY_CATALOGUE_DIR),
    bundlesDir: resolve(set.SLIPWAY_BUNDLES_DIR),
    ports: { metrics: set.SLIPWAY_METRICS_PORT, health: set.SLIPWAY_HEALTH_PORT },
    logLevel: set.SLIPWAY_LOG_LEVEL,
    concurrency: {
      instances: set.SLIPWAY_CONCURRENT_INSTANCES,
      members: set.SLIPWAY_CONCURRENT_MEMBERS,
      helm: set.SLIPWAY_CONCURRENT_HELM,
    },
  };
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) frozen(inner);
  return Object.freeze(value);
}
