import type { z } from 'zod';

/**
 * One sentence of the contract, told to the server as CEL and to zod as a function.
 * A rule without `holds` compares with the old object (`oldSelf`), which only the server has;
 * one without `cel` is what the type of a list already tells the server.
 */
export interface Rule<T> {
  readonly cel?: string;
  readonly message: string;
  readonly holds?: (value: T) => boolean;
  /** The field below this one that the sentence is about. */
  readonly at?: readonly string[];
}

const validations = 'x-kubernetes-validations';

/** The same schema, refusing values that break a rule; its CRD form carries the rules as CEL, after those it had. */
export function withRules<S extends z.ZodType>(schema: S, rules: readonly Rule<z.output<S>>[]): S {
  const checked = rules.reduce((current, rule) => withCheck(current, rule), schema);
  return checked.meta({ [validations]: [...ownValidations(schema), ...rules.flatMap(toCel)] });
}

function withCheck<S extends z.ZodType>(schema: S, { holds, message, at }: Rule<z.output<S>>): S {
  if (holds === undefined) return schema;
  return schema.check((context) => {
    if (holds(context.value)) return;
    context.issues.push({ code: 'custom', message, input: context.value, path: [...(at ?? [])] });
  });
}

function ownValidations(schema: z.ZodType): readonly unknown[] {
  const own = schema.meta()?.[validations];
  return Array.isArray(own) ? own : [];
}

function toCel<T>({ cel, message, at }: Rule<T>): readonly object[] {
  if (cel === undefined) return [];
  return [{ rule: cel, message, ...(at === undefined ? {} : { fieldPath: `.${at.join('.')}` }) }];
}
