import { condition, ready } from './kit/conditions.ts';
import { demo } from './kit/fleet.ts';
import { freshPods } from './kit/fresh-pods.ts';
import type { Story } from './kit/stage.ts';

/** The worst edit there is: it takes away what the plane's API server stands on. */
export const takenBack: Story = {
  title: 'an edit that keeps etcd from running says why, and taking it back mends the plane',
  async run(stage) {
    await demo(stage);
    const { host, note } = stage;
    const requests = (memory: string | null) => ({
      spec: { components: { etcd: { resources: { requests: { memory } } } } },
    });
    await host.patch('karmadainstance/demo', requests('9999Gi'));
    await condition(host, 'karmadainstance/demo', {
      type: 'APIServerReady',
      status: 'False',
      reason: 'PlaneUnreachable',
      says: /Pod demo-etcd-0 cannot be scheduled: .*Insufficient memory/,
      seconds: 180,
    });
    note('it says why');
    await host.patch('karmadainstance/demo', { spec: { components: { etcd: null } } });
    await condition(host, 'karmadainstance/demo', { type: 'APIServerReady', status: 'True', seconds: 180 });
    note('the plane answers again');
    await ready(host, 'karmadainstance/demo');
    await freshPods(stage, 'demo');
    await ready(host, 'membercluster/member-1', { seconds: 240 });
  },
};
