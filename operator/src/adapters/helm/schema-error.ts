/** Which values a chart's schema refuses, by path and type only; undefined when the error is of another kind or the schema itself is broken. */
export function schemaError(error: string): string | undefined {
  if (!/^values don't meet the specifications of the schema/.test(error)) return undefined;
  const faults = [...error.matchAll(fault)].map(({ groups }) => toSentence(groups ?? {}));
  if (faults.length === 0) return undefined;
  const more = faults.length > shown ? `, and ${faults.length - shown} more` : '';
  return `the values do not meet the chart's schema: ${faults.slice(0, shown).join(', ')}${more}`;
}

const shown = 3;
const type = '(?:string|number|integer|object|array|boolean|null)';
const fault = new RegExp(
  `^ *- at '(?<path>[\\w./~-]{0,200})': (?<types>got ${type}, want ${type}$)?(?<unknown>additional properties)?(?<missing>missing propert)?`,
  'gm',
);

function toSentence({ path, types, unknown, missing }: Readonly<Record<string, string | undefined>>): string {
  const where = path === undefined || path === '' ? 'the top level' : path;
  if (types !== undefined) return `${where} (${types})`;
  if (unknown !== undefined) return `${where} (unknown field)`;
  return missing === undefined ? where : `${where} (missing field)`;
}
