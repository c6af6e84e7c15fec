// `make check`: everything that needs no cluster.
import { runChains, runSteps } from './run.ts';
import { staticChecks, unitTests } from './steps.ts';

const done = [...(await runChains(staticChecks)), ...(await runSteps([unitTests]))];
const failed = done.filter(({ passed }) => !passed);
if (failed.length > 0) {
  console.log(`\nfailed: ${failed.map(({ title }) => title).join(', ')}`);
  process.exit(1);
}
