import type { ComponentKey } from '../names.ts';
import { reservedArgs } from './reserved-args.ts';

/** What no name of an extra argument of the component may match; the CRD and the chart's schema hold the same text. */
export function reservedArgPattern(key: ComponentKey): RegExp {
  return new RegExp(`^(${reservedArgs[key].map((name) => name.replace(/\*$/, '.*')).join('|')})$`);
}
