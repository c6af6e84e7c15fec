import { keyOf } from './keys.ts';
import type { Logger } from './runtime/logger.ts';
import type { Plan } from './steps/judge.ts';
import type { Performed } from './steps/perform.ts';
import type { KubeObject } from './world.ts';

export type PassLog = <A extends { readonly kind: string }>(
  object: KubeObject,
  plan: Plan<A>,
  performed: readonly Performed<A>[],
) => void;

/** One line for each pass: at info when something was done, else at debug. Names and sentences only: an action's content may be secret. */
export function passLog(log: Logger): PassLog {
  return ({ kind, metadata }, { lanes }, performed) => {
    const current = lanes.flatMap(({ name, current: step }) =>
      step === undefined
        ? []
        : [{ lane: name, condition: step.condition, verdict: step.verdict.kind, reason: step.verdict.reason }],
    );
    const actions = performed.map(({ action, outcome }) =>
      outcome.kind === 'done' ? action.kind : `${action.kind}: ${outcome.reason}, ${outcome.message}`,
    );
    const fields = {
      kind,
      object: keyOf(metadata),
      generation: metadata.generation,
      current,
      ...(actions.length > 0 && { actions }),
    };
    if (actions.length > 0) log.info(fields, 'pass');
    else log.debug(fields, 'pass');
  };
}
