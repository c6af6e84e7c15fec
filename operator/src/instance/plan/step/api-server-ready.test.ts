import { observed, present } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { apiServerReady } from './api-server-ready.ts';
import { expect, test } from '@jest/globals';

const silent = { kind: 'unreachable', why: 'connection refused' } as const;

test('the host’s own words say more than a refused connection', () => {
  const workloads = present([
    {
      component: 'etcd' as const,
      desired: 1,
      ready: 0,
      settled: false,
      version: '',
      uid: '',
      trouble: 'etcd: no volume',
    },
  ]);
  expect(apiServerReady.judge(observed({ plane: silent, workloads })).message).toContain('no volume');
});

verdictTable(apiServerReady, [
  ['answers', observed(), ['met', 'APIServerAnswers']],
  ['not asked', observed({ plane: { kind: 'notAsked' } }), ['wait', 'Pending']],
  [
    'starting',
    observed({ plane: silent, helm: { kind: 'deployed', revision: 1, stage: 'Foundation' } }),
    ['wait', 'APIServerStarting'],
  ],
  ['gone', observed({ plane: silent }), ['wait', 'PlaneUnreachable']],
]);
