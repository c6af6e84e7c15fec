import { phaseNames, type Install } from './install.ts';
import { table, type Row } from './goals.ts';
import type { Result } from './result.ts';
import { spread } from './statistics.ts';

/** The tables that a run ends with. */
export function printed(result: Result): string {
  const { machine } = result;
  const [before, after] = machine.load.map((load) => load.toFixed(1));
  return [
    `${machine.cores} cores (${machine.cpu}), ${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB; load average ${before} before, ${loadOf(result)} during the installs, ${after} at the end`,
    Object.entries(machine.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    '',
    markdown(['figure', 'goal', 'measured', ''], table(result).map(cells)),
    '',
    'Apply to Ready by phases: seconds since the apply, and since the phase before',
    '',
    phaseTable(result.installs),
    '',
  ].join('\n');
}

function loadOf({ installs }: Result): string {
  const { min, max } = spread(installs.map(({ load }) => load));
  return `${min.toFixed(1)} to ${max.toFixed(1)}`;
}

function cells({ what, goal, measured, verdict }: Row): readonly string[] {
  return [what, goal, measured, verdict === 'missed' ? '**missed**' : verdict === 'met' ? 'met' : ''];
}

function phaseTable(installs: readonly Install[]): string {
  const rows = phaseNames.map((name, index) => {
    const previous = phaseNames[index - 1];
    const at = spread(installs.map(({ phases }) => phases[name]));
    const step = spread(installs.map(({ phases }) => phases[name] - (previous === undefined ? 0 : phases[previous])));
    return [name, ...[at.p50, at.min, at.max, step.p50].map((ms) => (ms / 1000).toFixed(2))];
  });
  return markdown(['phase told by status', 'p50', 'min', 'max', 'own part, p50'], rows);
}

/** Readable on a screen and in a document alike. */
function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
