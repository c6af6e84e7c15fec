// `make check`: everything that needs no cluster.
import { runSteps } from './run.ts';
import { checkSteps } from './steps.ts';

const failed = (await runSteps(checkSteps)).filter(({ passed }) => !passed);
if (failed.length > 0) {
  console.log(`\nfailed: ${failed.map(({ title }) => title).join(', ')}`);
  process.exit(1);
}
