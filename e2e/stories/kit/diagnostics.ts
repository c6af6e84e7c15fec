import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Stage } from './stage.ts';
import { operatorNamespace } from '../../platform/install-operator.ts';

const questions: Readonly<Record<string, string>> = {
  'objects.yaml': 'get karmadainstances,memberclusters -A -o yaml',
  'pods.txt': 'get pods,persistentvolumeclaims,namespaces -A -o wide',
  'events.txt': 'get events -A --sort-by .lastTimestamp',
  'operator.log': `logs -n ${operatorNamespace} -l app.kubernetes.io/name=slipway --prefix --tail -1 --ignore-errors`,
};

/** Keeps what explains a failure, for the cluster itself will be gone. */
export async function keepDiagnostics({ host, cluster }: Stage, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(questions).map(async ([file, line]) => {
      const text = await host.run(line).catch((error: unknown) => String(error));
      await writeFile(join(folder, file), text);
    }),
  );
  await cp(join(dirname(cluster.kubeconfig), 'logs'), join(folder, 'logs'), { recursive: true });
}
