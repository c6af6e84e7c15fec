import { beforeEach, describe, expect, test } from '@jest/globals';
import { failed } from '../src/adapters/helm/failure.ts';
import { KubeError } from '../src/runtime/kube-error.ts';
import { FakeApiServer } from './fake-api-server.ts';
import { fakeReleases, type FakeReleases } from './fake-releases.ts';
import { releasesContract } from './releases.contract.ts';
import { renderTiny } from './tiny-chart.ts';

const never = new AbortController().signal;
let kube = new FakeApiServer();
let releases: FakeReleases;

beforeEach(() => {
  kube = new FakeApiServer();
  const invalid = new KubeError({ code: 422, reason: 'Invalid', message: 'metadata.name: Invalid value' });
  kube.faults.failNext({ verb: 'apply', name: 'Bad_Name' }, invalid, { times: 1000 });
  releases = fakeReleases({
    kube,
    render: (desired) =>
      typeof (desired.values as { text: unknown }).text === 'string'
        ? renderTiny(desired)
        : failed('terminal', 'ValuesRejected', 'the values do not meet the schema'),
  });
});

releasesContract('in memory', () => ({
  releases,
  kube,
  chartDir: '/charts/tiny',
  async applyAndDie(desired) {
    releases.dieNext(renderTiny(desired).length);
    await releases.apply(desired, never);
  },
}));

describe('the fake', () => {
  const desired = {
    name: 'demo',
    namespace: 'default',
    chartDir: '/charts/tiny',
    values: { text: 'one', extra: true },
    labels: { stage: 'all', chartDigest: 'c', valuesDigest: 'v' },
  };

  test('fails as ordered, once, and counts its runs', async () => {
    const order = failed('transient', 'Unreachable', 'no answer');
    releases.failNext(order);
    expect(await releases.apply(desired, never)).toEqual(order);
    expect(await releases.apply(desired, never)).toEqual({ kind: 'done' });
    expect(releases.runs).toBe(2);
  });

  test('dies after as many objects as told', async () => {
    releases.dieNext(1);
    expect(await releases.apply(desired, never)).toMatchObject({ kind: 'failed', retry: 'transient' });
    const names = kube.writes.filter(({ plural }) => plural === 'configmaps').map(({ name }) => name);
    expect(names).toEqual(['demo-one']);
    expect(await releases.find('default', 'demo')).toMatchObject({ kind: 'locked', operation: 'install' });
  });

  test('tells a chart that throws as one that cannot be rendered', async () => {
    const broken = fakeReleases({
      kube,
      render: () => {
        throw new Error('no');
      },
    });
    expect(await broken.apply(desired, never)).toMatchObject({ retry: 'terminal', reason: 'ChartNotRenderable' });
  });
});
