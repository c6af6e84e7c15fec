import { expect, test } from '@jest/globals';
import { troubleOfPod, type PodObject } from './pod-trouble.ts';

type Status = NonNullable<PodObject['status']>;
type Container = NonNullable<Status['containerStatuses']>[number];

const pod = (status: Status): PodObject => ({ metadata: { name: 'demo-etcd-0' }, status });
const container = (status: Container) => pod({ containerStatuses: [status] });
const ended = { terminated: { reason: 'OOMKilled', exitCode: 137 } };
const again = 'Pod demo-etcd-0 ends again and again: OOMKilled, exit code 137';
const unpulled = 'Pod demo-etcd-0 cannot pull image etcd:v9';

test.each<[string, PodObject, string | undefined]>([
  ['ready', container({ ready: true, lastState: ended }), undefined],
  ['not seen by the kubelet yet', pod({}), undefined],
  ['starting', container({ ready: false, state: { waiting: { reason: 'ContainerCreating' } } }), undefined],
  [
    'no node takes it',
    pod({
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/1 nodes are available: 1 Insufficient memory.',
        },
      ],
    }),
    'Pod demo-etcd-0 cannot be scheduled: 0/1 nodes are available: 1 Insufficient memory.',
  ],
  [
    'waits before it is started again',
    container({ ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: ended }),
    again,
  ],
  ['runs once more', container({ ready: false, state: {}, lastState: ended }), again],
  ['ended a moment ago', container({ ready: false, state: ended }), again],
  ['no image', container({ ready: false, image: 'etcd:v9', state: { waiting: { reason: 'ErrImagePull' } } }), unpulled],
  [
    'no image still',
    container({ ready: false, image: 'etcd:v9', state: { waiting: { reason: 'ImagePullBackOff' } } }),
    unpulled,
  ],
  [
    'a Secret is missing',
    container({ ready: false, state: { waiting: { reason: 'CreateContainerConfigError' } } }),
    'Pod demo-etcd-0 cannot start: CreateContainerConfigError',
  ],
])('%s', (_, object, trouble) => expect(troubleOfPod(object)).toBe(trouble));

test('one that is going has no trouble of its own', () =>
  expect(
    troubleOfPod({ ...container({ ready: false, state: ended }), metadata: { name: 'a', deletionTimestamp: 'now' } }),
  ).toBeUndefined());
