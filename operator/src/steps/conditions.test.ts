import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditions, type Condition } from './conditions.ts';
import { judge, type Lane } from './judge.ts';
import { failed, type Outcome } from './outcome.ts';
import { act, blocked, met, upkeep, wait, type Verdict } from './verdict.ts';

type Judged = Verdict<string>;
const gates = ['A', 'B', 'C'];

function lane(
  name: string,
  verdicts: Readonly<Record<string, Judged>>,
  more: Partial<Lane<undefined, string>> & { readonly undoes?: boolean } = {},
): Lane<undefined, string> {
  const { undoes = false, ...rest } = more;
  return {
    name,
    steps: Object.entries(verdicts).map(([condition, verdict]) => ({ condition, undoes, judge: () => verdict })),
    ...rest,
  };
}

function report(
  lanes: readonly Lane<undefined, string>[],
  more: {
    readonly previous?: readonly Condition[];
    readonly failures?: Readonly<Record<string, Outcome>>;
    readonly now?: string;
  } = {},
) {
  const plan = judge(lanes, undefined);
  const performed = plan.lanes.flatMap(({ name, current, actions }) =>
    actions.map((action) => ({
      lane: name,
      condition: current?.condition ?? '',
      action,
      outcome: more.failures?.[action] ?? ({ kind: 'done' } as const),
    })),
  );
  const all = conditions({
    plan,
    performed,
    previous: more.previous ?? [],
    generation: 2,
    now: more.now ?? 'T1',
    gates,
    ready: { reason: 'Fine', message: 'all is fine' },
  });
  return Object.fromEntries(all.map(({ type, status, reason, message }) => [type, `${status} ${reason}: ${message}`]));
}

const ok = met('Ok', 'it holds');

describe('one lane', () => {
  test('all met: Ready and nothing else', () =>
    expect(report([lane('l', { A: ok, B: ok })])).toEqual({
      Ready: 'True Fine: all is fine',
      A: 'True Ok: it holds',
      B: 'True Ok: it holds',
    }));

  test('what acts is told, what would act behind it waits its turn', () =>
    expect(
      report([lane('l', { A: ok, B: act('Making', 'making B', 'makeB'), C: act('Making', 'making C', 'makeC') })]),
    ).toEqual({
      Ready: 'False Making: making B',
      Reconciling: 'True Making: making B',
      A: 'True Ok: it holds',
      B: 'False Making: making B',
      C: 'Unknown Pending: waits for B',
    }));

  test('a step behind reports its own fact', () =>
    expect(
      report([lane('l', { A: wait('Slow', 'A is slow', 1), B: wait('Gone', 'B is gone', 1), C: ok })]),
    ).toMatchObject({ Ready: 'False Slow: A is slow', B: 'False Gone: B is gone', C: 'True Ok: it holds' }));

  test('a blocked step stalls', () =>
    expect(report([lane('l', { A: blocked('Wrong', 'A is wrong') })])).toEqual({
      Ready: 'False Wrong: A is wrong',
      Stalled: 'True Wrong: A is wrong',
      A: 'False Wrong: A is wrong',
    }));

  test('a failure takes the place of the verdict', () =>
    expect(
      report([lane('l', { A: act('Making', 'making A', 'makeA') })], {
        failures: { makeA: failed('transient', 'Refused', 'no') },
      }),
    ).toEqual({
      Ready: 'False Refused: no',
      Reconciling: 'True Refused: no',
      A: 'False Refused: no',
    }));

  test('a failure that would repeat itself stalls', () =>
    expect(
      report([lane('l', { A: act('Making', 'making A', 'makeA') })], {
        failures: { makeA: failed('terminal', 'Refused', 'no') },
      }),
    ).toMatchObject({ Stalled: 'True Refused: no' }));

  test('upkeep takes nothing away until it fails', () => {
    const verdicts = { A: upkeep('Renewing', 'renewing A', 'renew') };
    expect(report([lane('l', verdicts)])).toMatchObject({
      Ready: 'True Fine: all is fine',
      A: 'True Renewing: renewing A',
    });
    expect(report([lane('l', verdicts)], { failures: { renew: failed('transient', 'Refused', 'no') } })).toMatchObject({
      Ready: 'False Refused: no',
    });
  });

  test('two steps of one condition: the first that is not met, else the last', () => {
    const twice = (first: Judged, second: Judged): Lane<undefined, string> => ({
      name: 'l',
      steps: [
        { condition: 'A', judge: () => first },
        { condition: 'A', judge: () => second },
      ],
    });
    expect(report([twice(ok, met('Later', 'the second'))])).toMatchObject({ A: 'True Later: the second' });
    expect(report([twice(wait('First', 'the first', 1), wait('Later', 'the second', 1))])).toMatchObject({
      A: 'False First: the first',
    });
  });

  test('a step of removal ends in False, and Ready does not mind', () =>
    expect(
      report([lane('l', { A: met('Gone', 'A is gone'), B: wait('Going', 'B is going', 1) }, { undoes: true })]),
    ).toMatchObject({ Ready: 'False Going: B is going', A: 'False Gone: A is gone' }));
});

describe('a held lane', () => {
  const held = { heldBy: () => ({ reason: 'Suspended', message: 'changes wait' }) };

  test('what holds goes on holding', () =>
    expect(report([lane('l', { A: ok }, held)])).toMatchObject({ Ready: 'True Fine: all is fine' }));

  test('what would change waits, and nobody works on it', () =>
    expect(report([lane('l', { A: act('Making', 'making A', 'makeA') }, held)])).toEqual({
      Ready: 'False Suspended: changes wait',
      A: 'Unknown Suspended: changes wait',
    }));

  test('a lane that is free speaks first', () => {
    const due = act('Making', 'making A', 'makeA');
    expect(report([lane('l', { A: due }, held), lane('m', { A: due })])).toMatchObject({ A: 'False Making: making A' });
  });
});

describe('time', () => {
  const before = { type: 'A', status: 'True', reason: 'Ok', message: 'it holds', lastTransitionTime: 'T0' } as const;
  const after = (verdict: Judged) =>
    conditions({
      plan: judge([lane('l', { A: verdict })], undefined),
      performed: [],
      previous: [before],
      generation: 2,
      now: 'T1',
      gates,
      ready: { reason: 'Fine', message: '' },
    }).find(({ type }) => type === 'A');

  test('it moves only with the status', () => {
    expect(after(met('Other', 'another reason'))).toMatchObject({ lastTransitionTime: 'T0', observedGeneration: 2 });
    expect(after(wait('Gone', 'gone', 1))).toMatchObject({ lastTransitionTime: 'T1' });
  });

  test('messages are bounded', () => expect(after(met('Ok', 'x'.repeat(5000)))?.message).toHaveLength(1024));
});

test('kstatus: whatever the verdicts, Ready is there, and Reconciling and Stalled exclude each other', () => {
  const verdict: fc.Arbitrary<Judged> = fc.constantFrom<Judged[]>(
    ok,
    act('Making', 'm', 'x'),
    upkeep('Keeping', 'k', 'y'),
    wait('Slow', 's', 1),
    wait('Pending', 'p', 1),
    blocked('Wrong', 'w'),
  );
  const anyLane = fc.record({
    verdicts: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), verdict),
    held: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyLane, { minLength: 1, maxLength: 3 }), fc.boolean(), (lanes, fails) => {
      const all = report(
        lanes.map(({ verdicts, held }, index) =>
          lane(`l${index}`, verdicts, held ? { heldBy: () => ({ reason: 'Suspended', message: 'held' }) } : {}),
        ),
        fails ? { failures: { x: failed('terminal', 'Refused', 'no') } } : {},
      );
      const is = (type: string): string | undefined => all[type]?.split(' ')[0];
      expect(['True', 'False']).toContain(is('Ready'));
      expect([is('Reconciling'), is('Stalled')].filter((status) => status !== undefined)).not.toEqual(['True', 'True']);
      for (const type of ['Reconciling', 'Stalled']) expect([undefined, 'True']).toContain(is(type));
      if (is('Stalled') === 'True') expect(is('Ready')).toBe('False');
      if (is('Ready') === 'True') for (const gate of gates) expect([undefined, 'True']).toContain(is(gate));
    }),
    { numRuns: 500 },
  );
});
