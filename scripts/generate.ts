// `make generate`: everything that is made from something else and committed. The manifests need the pinned Helm.
import { silent } from '../e2e/cluster/progress.ts';
import { ensureTools } from '../e2e/cluster/tools.ts';
import { runSteps } from './run.ts';

await ensureTools(['helm'], silent);
const failed = await runSteps([
  { title: 'digest of the chart', command: ['node', 'operator/scripts/chart-digest.ts'] },
  { title: 'CRDs and references', command: ['node', 'operator/scripts/generate.ts'] },
  { title: 'manifests', command: ['node', 'operator/scripts/manifests.ts'] },
]);
process.exit(failed.length === 0 ? 0 : 1);
