import { describe, expect, test } from '@jest/globals';
import { FakeApiServer } from '../../test/fake-api-server.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { quietLog } from '../../test/quiet-log.ts';
import { EventRecorder, events } from './events.ts';
import { KubeError } from './kube-error.ts';
import type { KubeObject, Resource } from './kube-types.ts';

interface Event extends KubeObject {
  readonly note: string;
  readonly series?: object;
}

const namespaces: Resource = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false };
const subject: KubeObject = {
  apiVersion: 'slipway.dev/v1alpha1',
  kind: 'KarmadaInstance',
  metadata: { namespace: 'default', name: 'demo', uid: 'u' },
};
const installed = { type: 'Normal', reason: 'Installed', message: 'release demo is installed' } as const;

function setUp() {
  const clock = new FakeClock();
  const server = new FakeApiServer({ wall: () => clock.wall(), namespaceDeletion: 'by-hand' });
  const log = quietLog();
  let n = 0;
  const suffix = () => String((n += 1));
  const recorder = new EventRecorder({
    client: server,
    controller: 'slipway.dev/operator',
    instance: 'pod-1',
    log,
    clock,
    wall: () => clock.wall(),
    suffix,
  });
  const told = () => server.all<Event>(events);
  return { clock, server, log, recorder, told };
}

describe('an event recorder', () => {
  test('writes what kubectl describe shows', async () => {
    const { recorder, told } = setUp();
    recorder.record(subject, installed);
    await recorder.flush();
    expect(told()).toMatchObject([
      {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { namespace: 'default', name: 'demo.1' },
        eventTime: '2026-01-01T00:00:00.000000Z',
        type: 'Normal',
        reason: 'Installed',
        action: 'Reconcile',
        note: 'release demo is installed',
        reportingController: 'slipway.dev/operator',
        reportingInstance: 'pod-1',
        regarding: {
          apiVersion: 'slipway.dev/v1alpha1',
          kind: 'KarmadaInstance',
          namespace: 'default',
          name: 'demo',
          uid: 'u',
        },
      },
    ]);
  });

  test('counts what repeats, and begins anew after six minutes or when the event has expired', async () => {
    const { clock, server, recorder, told } = setUp();
    for (let i = 0; i < 3; i += 1) {
      recorder.record(subject, installed);
      await recorder.flush();
      await clock.advance(1000);
    }
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatchObject({ series: { count: 3, lastObservedTime: '2026-01-01T00:00:02.000000Z' } });
    await clock.advance(360_000);
    recorder.record(subject, installed);
    await recorder.flush();
    expect(told()).toHaveLength(2);
    for (const { metadata } of told()) server.remove(events, metadata);
    recorder.record(subject, installed);
    await recorder.flush();
    expect(told()).toHaveLength(1);
    expect(told()[0]?.series).toBeUndefined();
  });

  test('lets one object say 25 things at once and then one in five minutes, and others as much', async () => {
    const { clock, recorder, told } = setUp();
    const other = { ...subject, metadata: { ...subject.metadata, name: 'other', uid: 'v' } };
    for (let i = 0; i < 100; i += 1) recorder.record(subject, { ...installed, message: `${i}` });
    recorder.record(other, installed);
    await recorder.flush();
    expect(told()).toHaveLength(26);
    await clock.advance(300_000);
    for (let i = 100; i < 110; i += 1) recorder.record(subject, { ...installed, message: `${i}` });
    await recorder.flush();
    expect(told()).toHaveLength(27);
  });

  test('is silent about a namespace that goes', async () => {
    const { server, log, recorder } = setUp();
    const inside = { ...subject, metadata: { ...subject.metadata, namespace: 'doomed' } };
    server.seed(namespaces, { metadata: { name: 'doomed' } });
    server.remove(namespaces, { name: 'doomed' });
    recorder.record(inside, installed);
    await recorder.flush();
    server.finishNamespace('doomed');
    recorder.record(inside, installed);
    await recorder.flush();
    expect(log.lines).toEqual([]);
  });

  test('never fails its caller', async () => {
    const { server, log, recorder, told } = setUp();
    server.failNext({ verb: 'create' }, new KubeError({ code: 500, reason: 'InternalError', message: 'x' }));
    recorder.record(subject, installed);
    recorder.record(subject, { ...installed, message: 'more' });
    await recorder.flush();
    expect(told().map(({ note }) => note)).toEqual(['more']);
    expect(log.lines).toHaveLength(1);
  });

  test('keeps within the bounds of the API', async () => {
    const { recorder, told } = setUp();
    const long = { ...subject, metadata: { ...subject.metadata, name: 'x'.repeat(253) } };
    recorder.record(long, { ...installed, message: 'ü'.repeat(2000), reason: 'R'.repeat(500) });
    await recorder.flush();
    const [event] = told();
    expect(Buffer.byteLength(event?.note ?? '')).toBeLessThanOrEqual(1024);
    expect(event?.note).not.toContain('\ufffd');
    expect(event?.metadata.name.length).toBeLessThanOrEqual(253);
  });
});
