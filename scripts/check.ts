// `make check`: everything that needs no cluster.
import { checkSteps } from './steps.ts';
import { runSteps } from './run.ts';

const failed = await runSteps(checkSteps);
if (failed.length > 0) {
  console.log(`\nfailed: ${failed.join(', ')}`);
  process.exit(1);
}
