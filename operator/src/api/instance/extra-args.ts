import { z } from 'zod';
import type { ComponentKey } from '../names.ts';
import { mapList } from '../shared/fields.ts';
import { patterns } from '../shared/patterns.ts';
import { withRules } from '../shared/rules.ts';
import { reservedArgPattern } from './reserved-arg-pattern.ts';

/** Flags of one component that a plane's owner may add. */
export function extraArgs(key: ComponentKey) {
  return mapList(
    'Further flags of the component, in any order. Flags that the operator answers for are refused.',
    argument(key),
    { max: 64, keys: ['name'] },
  );
}

function argument(key: ComponentKey) {
  return withRules(z.object({ name: name(key), value }), [
    {
      cel: `self.name != 'v' || self.value.matches(r'${patterns.verbosity.source}')`,
      message: 'must be a number from 0 to 7 for v, because from 8 on logs hold tokens: choose a lower number',
      holds: ({ name, value }) => name !== 'v' || patterns.verbosity.test(value),
      at: ['value'],
    },
  ]);
}

function name(key: ComponentKey) {
  const reserved = reservedArgPattern(key);
  return withRules(z.string().min(1).max(64).describe('The flag without its dashes, e.g. v.'), [
    {
      cel: `self.matches(r'${patterns.flag.source}')`,
      message: 'must be a flag without dashes in front and without a value, e.g. v',
      holds: (value) => patterns.flag.test(value),
    },
    {
      cel: `!self.matches(r'${reserved.source}')`,
      message: `is decided by the operator for ${key} and cannot be set: remove it from extraArgs`,
      holds: (value) => !reserved.test(value),
    },
  ]);
}

const value = withRules(
  z.string().max(1024).describe('What follows the equals sign. Empty gives the flag an empty value.'),
  [
    {
      cel: `self.matches(r'${patterns.printable.source}')`,
      message: 'must be one line of printable ASCII characters',
      holds: (text) => patterns.printable.test(text),
    },
  ],
);
