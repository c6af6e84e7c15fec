import { loadConfig } from './config.ts';
import { createLog } from './log.ts';
import { reconcileInstance } from './instance/reconcile.ts';
import { reconcileMember } from './member/reconcile.ts';
import { keyOf, objectKey } from './keys.ts';
import { ClusterClient } from './runtime/cluster-client.ts';
import { Controller } from './runtime/controller.ts';
import { WorkQueue } from './runtime/work-queue.ts';
import { resources } from './api/resources.ts';
import { labels } from './api/names.ts';
import { follow } from './temporary-follow.ts';
import { worlds } from './worlds.ts';
import type { KarmadaInstance } from './api/karmada-instance.ts';
import type { MemberCluster } from './api/member-cluster.ts';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const config = loadConfig();
const log = createLog(config.logLevel);
const kc = parse(readFileSync(config.kube.kind === 'kubeconfig' ? config.kube.path : '', 'utf8'));
const b = (s: string) => Buffer.from(s, 'base64').toString();
const host = new ClusterClient({ server: kc.clusters[0].cluster.server, ca: b(kc.clusters[0].cluster['certificate-authority-data']), cert: b(kc.users[0].user['client-certificate-data']), key: b(kc.users[0].user['client-key-data']) });
const instances = new WorkQueue({ backoff: { baseMs: 1000, capMs: 60_000 } });
const membersQ = new WorkQueue({ backoff: { baseMs: 1000, capMs: 60_000 } });
const byID = new Map<string, string>();
const membersOf = new Map<string, Set<string>>();
const touchMembers = (k: string) => membersOf.get(k)?.forEach((m) => membersQ.add(m));
const w = await worlds({
  host,
  helm: { ...config.helm, access: { kind: 'kubeconfig', path: config.kube.kind === 'kubeconfig' ? config.kube.path : '' } },
  planeAccess: config.planeAccess === 'portForward' ? { kind: 'portForward', kubeconfig: config.kube.kind === 'kubeconfig' ? config.kube.path : '' } : { kind: config.planeAccess },
  memberAddresses: config.memberAddresses,
  chartsDir: config.chartsDir, catalogueDir: config.catalogueDir, bundlesDir: config.bundlesDir,
  serviceAccount: { namespace: config.operatorNamespace, name: config.serviceAccount },
  watch: (client, resource, onChange) => follow(client, resource, {}, onChange),
  announce: (o, a) => a.forEach((x) => log.info({ object: keyOf(o.metadata), ...x }, 'announced')),
  onFleetChange: (i) => { const k = keyOf(i.metadata); instances.add(k); touchMembers(k); },
});
const seen = new Map<string,string>(); const news = (o: any) => { const k=o.kind+keyOf(o.metadata); const v = JSON.stringify([o.metadata.generation, o.metadata.deletionTimestamp, o.metadata.annotations, o.metadata.finalizers, o.metadata.uid]); const is = seen.get(k) !== v; seen.set(k, v); return is; };
follow(host, resources.karmadaInstances, {}, (o) => { const i = o as KarmadaInstance; const k = keyOf(i.metadata); touchMembers(k); if (i.status?.id) byID.set(i.status.id, k); if (!news(o)) return; if (i.status?.id) byID.set(i.status.id, k); instances.add(k); touchMembers(k); });
follow(host, resources.memberClusters, {}, (o) => { const m = o as MemberCluster; const i = keyOf({ namespace: m.metadata.namespace, name: m.spec.instanceRef.name }); if (!membersOf.has(i)) membersOf.set(i, new Set()); membersOf.get(i)?.add(keyOf(m.metadata)); if (news(o)) membersQ.add(keyOf(m.metadata)); instances.add(i); });
for (const r of [resources.deployments, resources.statefulSets]) follow(host, r, { labelSelector: labels.instanceId }, (o) => { const k = byID.get(o.metadata.labels?.[labels.instanceId] ?? ''); if (k) instances.add(k); });
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
process.on('SIGINT', () => stop.abort());
const timed = (f: (k: string, s: AbortSignal) => Promise<any>, kind: string) => async (k: string, s: AbortSignal) => { const t = performance.now(); const n = await f(k, s); log.info({ kind, k, next: n, ms: Math.round(performance.now() - t) }, 'pass'); return n; };
await Promise.all([
  new Controller({ name: 'karmadainstance', queue: instances, workers: 4, deadlineMs: 180_000, drainMs: 30_000, log, reconcile: timed((k, s) => reconcileInstance(w.instance, objectKey(k), s), 'instance') }).run(stop.signal),
  new Controller({ name: 'membercluster', queue: membersQ, workers: 8, deadlineMs: 60_000, drainMs: 10_000, log, reconcile: timed((k, s) => reconcileMember(w.member, objectKey(k), s), 'member') }).run(stop.signal),
]);
process.exit(0);
