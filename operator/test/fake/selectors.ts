import { isObject, type Json, type JsonObject } from './json.ts';

export type Predicate = (object: JsonObject) => boolean;

/** `a=b,a!=b,a in (x,y),a notin (x),a,!a` */
export function labelPredicate(selector: string | undefined): Predicate {
  const terms = split(selector).map(labelTerm);
  return (object) => {
    const metadata = object['metadata'];
    const labels = isObject(metadata) && isObject(metadata['labels']) ? metadata['labels'] : {};
    return terms.every((term) => term(labels));
  };
}

/** `metadata.name=x,status.phase!=y`, for any path. */
export function fieldPredicate(selector: string | undefined): Predicate {
  const terms = split(selector).map((term) => {
    const [, path = '', operator = '', value = ''] = /^([^=!]+)(!=|==|=)(.*)$/.exec(term) ?? [];
    return (object: JsonObject) => (text(object, path) === value) === (operator !== '!=');
  });
  return (object) => terms.every((term) => term(object));
}

function labelTerm(term: string): Predicate {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (labels) =>
      (Object.hasOwn(labels, key) && values.some((value) => value === labels[key])) === (operator === 'in');
  }
  const equal = /^([^=!\s]+)\s*(!=|==|=)\s*(.*)$/.exec(term);
  if (equal) {
    const [, key = '', operator, value] = equal;
    return (labels) => (Object.hasOwn(labels, key) && labels[key] === value) === (operator !== '!=');
  }
  return term.startsWith('!')
    ? (labels) => !Object.hasOwn(labels, term.slice(1).trim())
    : (labels) => Object.hasOwn(labels, term);
}

/** At commas outside parentheses. */
function split(selector: string | undefined): string[] {
  if (selector === undefined || selector.trim() === '') return [];
  return selector.split(/,(?![^(]*\))/).map((term) => term.trim());
}

function text(object: JsonObject, path: string): string {
  let value: Json | undefined = object;
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}
