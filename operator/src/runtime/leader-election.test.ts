import { describe, expect, test } from '@jest/globals';
import { FakeApiServer } from '../../test/fake-api-server.ts';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { quietLog } from '../../test/quiet-log.ts';
import { KubeError } from './kube-error.ts';
import { LeaderElection, type LeaderElectionOptions, type LeaseClient } from './leader-election.ts';
import { leases, type Lease } from './lease-record.ts';

const lease = { namespace: 'slipway-system', name: 'slipway' };
const unreachable = new KubeError({ code: 0, reason: 'Unreachable', message: 'connection refused' });

/** One process: stands, and holds what it got. */
function candidate(
  server: FakeApiServer,
  clock: FakeClock,
  identity: string,
  options: Partial<LeaderElectionOptions> = {},
) {
  const log = quietLog();
  const changes: boolean[] = [];
  const stop = new AbortController();
  const base = { client: server, lease, identity, log, clock, random: () => 0, wall: () => clock.wall() };
  const election = new LeaderElection({ ...base, onChange: (leading) => changes.push(leading), ...options });
  const ended = election
    .acquire(stop.signal)
    .then((elected) => (elected ? election.hold(stop.signal) : ('never' as const)));
  return { election, changes, stop, ended, log };
}

function setUp() {
  const clock = new FakeClock();
  const server = new FakeApiServer({ wall: () => clock.wall() });
  server.seed(
    { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace', namespaced: false },
    { metadata: { name: lease.namespace } },
  );
  const spec = () => server.read<Lease>(leases, lease)?.spec;
  return { clock, server, spec };
}

describe('leader election', () => {
  test('the first takes the lease, keeps renewing it and hands it back', async () => {
    const { clock, server, spec } = setUp();
    const a = candidate(server, clock, 'a');
    await settle();
    expect(a.election.isLeader()).toBe(true);
    expect(spec()).toEqual({
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:00:00.000000Z',
      leaseTransitions: 0,
    });
    await clock.advance(60_000);
    expect(server.writes).toHaveLength(31);
    expect(spec()).toMatchObject({
      acquireTime: '2026-01-01T00:00:00.000000Z',
      renewTime: '2026-01-01T00:01:00.000000Z',
    });
    a.stop.abort();
    expect(await a.ended).toBe('released');
    expect(spec()).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 });
    expect(a.changes).toEqual([true, false]);
    expect(a.election.isLeader()).toBe(false);
  });

  test('the second takes over within one try when the first hands back', async () => {
    const { clock, server, spec } = setUp();
    const a = candidate(server, clock, 'a');
    await settle();
    const b = candidate(server, clock, 'b');
    await clock.advance(60_000);
    expect([a, b].map(({ election }) => election.isLeader())).toEqual([true, false]);
    a.stop.abort();
    await clock.advance(2000);
    expect(b.election.isLeader()).toBe(true);
    expect(spec()).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 });
    b.stop.abort();
    await b.ended;
  });

  test('a dead leader is followed after its term, as the second saw it, whatever the clocks say', async () => {
    for (const skew of [-600_000, 0, 600_000]) {
      const { clock, server, spec } = setUp();
      const dead = {
        holderIdentity: 'dead',
        leaseDurationSeconds: 15,
        renewTime: new Date(clock.wall().getTime() + skew).toISOString().replace('Z', '000Z'),
      };
      server.seed(leases, { metadata: lease, spec: dead });
      const b = candidate(server, clock, 'b');
      await clock.advance(14_999);
      expect(b.election.isLeader()).toBe(false);
      await clock.advance(2000);
      expect(b.election.isLeader()).toBe(true);
      expect(spec()).toMatchObject({ holderIdentity: 'b' });
      b.stop.abort();
      await b.ended;
    }
  });

  test('a leader that cannot renew ends before its term does', async () => {
    const { clock, server } = setUp();
    const a = candidate(server, clock, 'a');
    await clock.advance(4000);
    server.faults.down();
    await clock.advance(9999);
    expect(a.changes).toEqual([true]);
    await clock.advance(1);
    expect(await a.ended).toBe('lost');
    expect(a.changes).toEqual([true, false]);
    const writes = server.writes.length;
    server.faults.up();
    await clock.advance(60_000);
    expect(server.writes).toHaveLength(writes);
  });

  test('a short outage, a conflict and a lost answer do not cost the lease', async () => {
    const { clock, server } = setUp();
    const a = candidate(server, clock, 'a');
    await settle();
    server.failNext({ verb: 'patch' }, unreachable, { times: 3 });
    await clock.advance(10_000);
    server.failNext({ verb: 'patch' }, unreachable, { afterCommit: true });
    await clock.advance(10_000);
    server.edit(
      leases,
      lease,
      (draft) => (draft['metadata'] = { ...(draft['metadata'] as object), labels: { seen: 'yes' } }),
    );
    await clock.advance(30_000);
    expect(a.election.isLeader()).toBe(true);
    expect(server.read<Lease>(leases, lease)?.metadata.labels).toEqual({ seen: 'yes' });
    a.stop.abort();
    expect(await a.ended).toBe('released');
  });

  test('a leader that sees another in its place ends at once', async () => {
    const { clock, server, spec } = setUp();
    const a = candidate(server, clock, 'a');
    await settle();
    server.edit(leases, lease, (draft) => (draft['spec'] = { holderIdentity: 'b', leaseDurationSeconds: 15 }));
    await clock.advance(2000);
    expect(await a.ended).toBe('lost');
    expect(spec()).toMatchObject({ holderIdentity: 'b' });
  });

  test('of many that start at once one leads', async () => {
    const { clock, server } = setUp();
    const all = ['a', 'b', 'c', 'd'].map((identity) => candidate(server, clock, identity));
    for (let i = 0; i < 20; i += 1) {
      await clock.advance(1000);
      expect(all.filter(({ election }) => election.isLeader())).toHaveLength(1);
    }
    for (const { stop } of all) stop.abort();
    await clock.advance(5000);
    expect((await Promise.all(all.map(({ ended }) => ended))).sort()).toEqual(['never', 'never', 'never', 'released']);
  });

  test('a renewal that hangs is given up at the deadline', async () => {
    const { server } = setUp();
    const log = quietLog();
    let hang = false;
    const client: LeaseClient = {
      get: (...args) => server.get(...args),
      create: (...args) => server.create(...args),
      mergePatch: (...args) => {
        if (!hang) return server.mergePatch(...args);
        return new Promise((_resolve, reject) => args[3]?.signal?.addEventListener('abort', () => reject(unreachable)));
      },
    };
    const election = new LeaderElection({
      client,
      lease,
      identity: 'a',
      log,
      leaseMs: 3000,
      renewDeadlineMs: 200,
      retryMs: 20,
    });
    const stop = new AbortController();
    await election.acquire(stop.signal);
    hang = true;
    const start = performance.now();
    expect(await election.hold(stop.signal)).toBe('lost');
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
