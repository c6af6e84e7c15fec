import { withoutValues } from './without-values.ts';

/**
 * Why a chart cannot be loaded or rendered: place, expression and cause, at most 256 characters and without values.
 * Undefined when the error is of another kind.
 */
export function chartError(error: string, values: object): string | undefined {
  const sentence = firstSentence(error.slice(0, 2048));
  if (!chartFaults.some((fault) => fault.test(sentence))) return undefined;
  const { place = '', rest = sentence } = placed.exec(sentence)?.groups ?? {};
  const clean = `${place}${place === '' ? '' : ': '}${withoutValues(rest, values)}`;
  return clean.length > 256 ? `${clean.slice(0, 255)}…` : clean;
}

const chartFaults = [
  /^(?:[\w.-]+\/)+[\w.-]+:\d+:\d+/,
  /^(?:template: |execution error at |parse error at |YAML parse error on |error calling )/,
  /^(?:cannot load |unable to detect chart|an error occurred while checking for chart dependencies)/,
  /^(?:chart\.metadata|validation: chart|invalid chart|release name is invalid|file '[^']*' (?:does not appear|seems))/,
];

/** The place comes from the chart's own file names, so it is kept as it stands. */
const placed =
  /^(?:(?:template|execution error at|parse error at|YAML parse error on):? )?\(?(?<place>(?:[\w.-]{1,64}\/){1,8}[\w.-]{1,64}(?::\d{1,6}){0,2})\)?:? ?(?<rest>.*)$/;

/** Helm breaks a template error over indented lines: place, expression, cause. */
function firstSentence(error: string): string {
  if (/^path "[^"]*" not found/.test(error)) return 'cannot load its directory, which does not exist';
  const lines = error.split('\n').map((line) => line.trim());
  const first = lines[0] ?? '';
  const sentence = /^\S+:\d+:\d+$/.test(first) ? lines.slice(0, 4).join(' ') : first;
  return sentence.replace(/ executing "[^"]*"/, '').trim();
}
