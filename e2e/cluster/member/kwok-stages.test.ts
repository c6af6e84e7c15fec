import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { kwokStages } from './kwok-stages.ts';

interface Stage {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly resourceRef: { readonly kind: string };
    readonly selector: {
      readonly matchExpressions: readonly { readonly operator: string; readonly values?: readonly string[] }[];
    };
  };
}

test('kwok is told what nodes and Pods report', () => {
  const stages = parseAllDocuments(kwokStages()).map((document) => document.toJS() as Stage);
  expect(stages.map(({ metadata, spec }) => [metadata.name, spec.resourceRef.kind])).toEqual([
    ['node-ready', 'Node'],
    ['pod-running', 'Pod'],
    ['job-complete', 'Pod'],
    ['pod-gone', 'Pod'],
  ]);
  const values = stages
    .flatMap(({ spec }) => spec.selector.matchExpressions)
    .map(({ operator, values: list }) => [operator, list]);
  expect(values).toContainEqual(['Exists', undefined]);
  expect(values).toContainEqual(['NotIn', ['True']]);
});
