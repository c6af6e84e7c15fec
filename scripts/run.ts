// Runs the steps of `check` and `test` one after another and tells how each went.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { readReport, type Tally } from './jest-report.ts';

export interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** A run of tests: jest tells what it counted in a file of this name. */
  readonly report?: string;
  /** Its output is shown as it comes; without this only the output of what fails is shown. */
  readonly output?: 'live';
}

export interface Done {
  readonly title: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** Present after a run of tests that came so far as to report. */
  readonly tally?: Tally;
}

/** Where reports and the logs of failed steps are kept. */
export const reports = join(import.meta.dirname, '../.slipway/reports');

/** Goes on after a step that failed, so that one run tells all. When `signal` is aborted, the running step is ended and the rest fails. */
export async function runSteps(steps: readonly Step[], signal?: AbortSignal): Promise<readonly Done[]> {
  await mkdir(reports, { recursive: true });
  const all: Done[] = [];
  for (const step of steps) all.push(await (signal?.aborted ? stopped(step) : runStep(step, signal)));
  return all;
}

/** Chains of steps side by side: of two cores, one step alone uses one. */
export async function runChains(chains: readonly (readonly Step[])[], signal?: AbortSignal): Promise<readonly Done[]> {
  return (await Promise.all(chains.map((steps) => runSteps(steps, signal)))).flat();
}

function stopped({ title }: Step): Promise<Done> {
  console.log(`FAIL ${title}: stopped before its turn`);
  return Promise.resolve({ title, passed: false, seconds: 0 });
}

async function runStep(step: Step, signal: AbortSignal | undefined): Promise<Done> {
  const { title, report, output } = step;
  const since = performance.now();
  if (report !== undefined) await rm(join(reports, report), { force: true });
  const result = await execute(step, signal);
  const tally = report === undefined ? undefined : await readReport(join(reports, report));
  const complaint = report === undefined ? undefined : complaintOf(tally);
  const passed = !result.failed && complaint === undefined;
  const seconds = (performance.now() - since) / 1000;
  console.log(
    `${passed ? 'ok  ' : 'FAIL'} ${title}${tally === undefined ? '' : `: ${tally.passed} passed`} (${seconds.toFixed(1)}s)`,
  );
  if (!passed && output !== 'live')
    await show(title, [complaint, result.text].filter((text) => text !== undefined).join('\n'));
  return { title, passed, seconds, ...(tally && { tally }) };
}

interface Ended {
  readonly failed: boolean;
  /** What it printed, or why it did not even start. */
  readonly text: string;
}

async function execute(
  { command: [file, ...args], report, output }: Step,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  const reporting = report === undefined ? [] : ['--json', `--outputFile=${join(reports, report)}`];
  const { failed, all, shortMessage } = await execa(file, [...args, ...reporting], {
    preferLocal: true,
    reject: false,
    all: true,
    stdin: 'ignore',
    ...(output === 'live' && { stdout: 'inherit', stderr: 'inherit' }),
    ...(signal && { cancelSignal: signal, forceKillAfterDelay: 120_000 }),
  });
  return { failed, text: typeof all === 'string' && all !== '' ? all : (shortMessage ?? '') };
}

/** A test that did not run proves nothing. */
function complaintOf(tally: Tally | undefined): string | undefined {
  if (tally === undefined) return 'there is no report of what ran';
  if (tally.skipped > 0) return `${tally.skipped} tests were skipped: every test has to run`;
  return tally.passed === 0 ? 'no test ran' : undefined;
}

/** The end of a long output says most; all of it is in a file. */
async function show(title: string, text: string): Promise<void> {
  const log = join(reports, `${title.replaceAll(' ', '-')}.log`);
  await writeFile(log, text);
  const lines = text.trimEnd().split('\n');
  console.log(lines.slice(-200).join('\n'));
  console.log(`     log: ${log}`);
}
