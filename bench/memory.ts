import { createInterface } from 'node:readline/promises';
import { execa } from 'execa';
import { toolPath } from '../e2e/cluster/tools.ts';
import { operatorNamespace } from '../e2e/platform/install-operator.ts';
import { kubectlJson } from '../e2e/platform/kubectl.ts';
import { resources } from '../operator/src/api/resources.ts';
import type { KubeObject } from '../operator/src/runtime/kube-types.ts';
import type { Stage } from './stage.ts';

export interface Footprint {
  readonly pod: string;
  readonly role: 'leader' | 'standby';
  /** All in bytes. */
  readonly rss: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly external: number;
}

interface Lease extends KubeObject {
  readonly spec?: { readonly holderIdentity?: string };
}

/** What the operator's processes say of themselves on /metrics, each asked through a port-forward to its Pod. */
export async function footprints({ cluster, host, signal }: Stage): Promise<readonly Footprint[]> {
  const lease = await host.get<Lease>(resources.leases, { namespace: operatorNamespace, name: 'slipway' }, { signal });
  const holder = lease?.spec?.holderIdentity ?? '';
  const selector = ['-n', operatorNamespace, 'get', 'pods', '-l', 'app.kubernetes.io/name=slipway'];
  const { items } = await kubectlJson<{ readonly items: readonly KubeObject[] }>(cluster.kubeconfig, selector);
  const all: Footprint[] = [];
  for (const { metadata } of items) {
    const text = await metricsOf(cluster.kubeconfig, metadata.name);
    all.push({
      pod: metadata.name,
      role: holder.startsWith(`${metadata.name}_`) ? 'leader' : 'standby',
      rss: valueOf(text, 'process_resident_memory_bytes'),
      heapUsed: valueOf(text, 'nodejs_heap_size_used_bytes'),
      heapTotal: valueOf(text, 'nodejs_heap_size_total_bytes'),
      external: valueOf(text, 'nodejs_external_memory_bytes'),
    });
  }
  return all;
}

async function metricsOf(kubeconfig: string, pod: string): Promise<string> {
  const args = ['--kubeconfig', kubeconfig, '-n', operatorNamespace, 'port-forward', `pod/${pod}`, ':8080'];
  const forward = execa(toolPath('kubectl'), args, { reject: false, timeout: 30_000 });
  try {
    // Not of the process itself: leaving that loop waits for its end.
    for await (const line of createInterface({ input: forward.stdout })) {
      const port = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port !== undefined) return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    }
    throw new Error(`no way to ${pod}: ${(await forward).stderr}`);
  } finally {
    forward.kill();
    await forward;
  }
}

function valueOf(text: string, metric: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${metric} `));
  if (line === undefined) throw new Error(`the operator does not tell ${metric}`);
  return Number(line.slice(metric.length + 1));
}
