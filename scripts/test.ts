// `make test`: check, then all that needs real servers and real clusters. The last line gives the counts.
import { rm } from 'node:fs/promises';
import { readResults, type Results } from '../e2e/stories/results.ts';
import { runChains, runSteps, type Done } from './run.ts';
import { provideTools, removeClusters, serverTests, staticChecks, stories, storiesReport, unitTests } from './steps.ts';

const all = process.argv.includes('--all');
// The long variant looks for what the usual cases do not show.
if (all) process.env['SLIPWAY_SEED'] ??= 'random';
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Error(signal)));

const since = performance.now();
await rm(storiesReport, { force: true });
const done = [
  ...(await runChains(staticChecks, stop.signal)),
  ...(await runSteps([unitTests, provideTools, serverTests, stories(all ? ['--all'] : [])], stop.signal)),
];
// A run that was stopped could not take its clusters down.
if (stop.signal.aborted) await runSteps([removeClusters]);
const told = await readResults(storiesReport);
closingLines(done, told);
process.exitCode = failures(done, told) === 0 ? 0 : 1;

function closingLines(steps: readonly Done[], results: Results | undefined): void {
  const told = results?.stories ?? [];
  const versions = results?.versions;
  console.log('\nStories on real clusters');
  for (const { title, passed, seconds } of told)
    console.log(`  ${passed ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)}s  ${title}`);
  console.log(`Ran on real clusters: ${told.length} of ${results?.planned ?? 'all'} stories`);
  if (versions !== undefined) {
    const { host, plane, karmada, member } = versions;
    console.log(
      `Versions read from what ran: host Kubernetes ${host}, plane Kubernetes ${plane} with Karmada ${karmada}, member Kubernetes ${member}`,
    );
  }
  const bad = steps.filter(({ passed }) => !passed).map(({ title }) => title);
  if (bad.length > 0) console.log(`Failed: ${bad.join(', ')}`);
  console.log(`Took ${((performance.now() - since) / 60_000).toFixed(1)} minutes`);
  const passed =
    steps.reduce((sum, { tally }) => sum + (tally?.passed ?? 0), 0) + told.filter((story) => story.passed).length;
  console.log(`${passed} passed, ${failures(steps, results)} failed`);
}

/** Failed tests and stories; a step that failed without naming any counts as one. */
function failures(steps: readonly Done[], results: Results | undefined): number {
  const stories = results === undefined ? 0 : results.planned - results.stories.filter(({ passed }) => passed).length;
  const unnamed = steps.filter(
    (step) =>
      !step.passed &&
      !(step.tally && step.tally.failed > 0) &&
      !(step.title === 'stories on real clusters' && stories > 0),
  );
  return steps.reduce((sum, { tally }) => sum + (tally?.failed ?? 0), 0) + stories + unnamed.length;
}
