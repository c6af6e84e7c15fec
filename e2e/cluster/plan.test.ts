import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { belongsTo, clusterPlan, defaults } from './plan.ts';

describe('a plan', () => {
  test('gives the host .2 and the members .11 upward', () => {
    const plan = clusterPlan('/state', { name: 'e2e', net: '10.98.0', members: 2 });
    expect(
      [plan.host, ...plan.members].map(({ name, address, namespace, directory }) => [
        name,
        address,
        namespace,
        directory,
      ]),
    ).toEqual([
      ['host', '10.98.0.2', 'slipway-e2e.host', '/state/e2e/host'],
      ['member-1', '10.98.0.11', 'slipway-e2e.member-1', '/state/e2e/member-1'],
      ['member-2', '10.98.0.12', 'slipway-e2e.member-2', '/state/e2e/member-2'],
    ]);
  });

  test('names its link within the 15 characters that Linux allows, another one for every cluster', () => {
    const link = (name: string) => clusterPlan('/state', { ...defaults, name }).link;
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,19}$/), (name) => {
        expect(link(name).length).toBeLessThanOrEqual(15);
      }),
    );
    expect(link('one')).not.toBe(link('two'));
  });

  test.each(['', 'A', '1a', 'a.b', 'a/b', '../x', 'a'.repeat(21)])('refuses the name %j', (name) => {
    expect(() => clusterPlan('/state', { ...defaults, name })).toThrow('is no cluster name');
  });

  test.each([
    '10.97',
    '10.97.0.0',
    '8.8.8',
    '10.256.0',
    '10.07.0',
    '172.15.0',
    '192.169.0',
    '10.96.0',
    '10.244.1',
    'x',
  ])('refuses the net %j', (net) => {
    expect(() => clusterPlan('/state', { ...defaults, net })).toThrow('is no private /24 net');
  });

  test.each(['10.97.0', '172.16.5', '192.168.7'])('takes the net %j', (net) => {
    expect(clusterPlan('/state', { ...defaults, net }).net).toBe(net);
  });

  test('refuses a folder in which sockets could not be made', () => {
    expect(() => clusterPlan(`/${'long/'.repeat(20)}`, defaults)).toThrow('too long for the sockets');
  });

  test.each([-1, 1.5, Number.NaN, 201])('refuses %j members', (members) => {
    expect(() => clusterPlan('/state', { ...defaults, members })).toThrow('members cannot be made');
  });
});

test('a cluster never claims the namespaces of one whose name begins like its own', () => {
  expect(belongsTo('a', 'slipway-a')).toBe(true);
  expect(belongsTo('a', 'slipway-a.member-1')).toBe(true);
  expect(belongsTo('a', 'slipway-a-b')).toBe(false);
  expect(belongsTo('a', 'slipway-a-b.host')).toBe(false);
  expect(belongsTo('a', 'slipway-ab')).toBe(false);
});
