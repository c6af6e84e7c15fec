import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './eventually.ts';
import { readInstance } from './fleet.ts';
import type { List, Pod } from './objects.ts';
import { memberOf, type Stage } from './stage.ts';

/** Nothing is on its way any more: what member-1 has is told, and two looks at all objects, longer apart than Karmada's reports, find them the same. */
export async function settled(stage: Stage): Promise<void> {
  await eventually('the summary counts the Pods that the member has', 90, async () => {
    const { items } = await memberOf(stage, 'member-1').api.get<List<Pod>>('-A pods');
    const { allocated } = (await readInstance(stage, 'demo')).status?.summary?.resources ?? {};
    // Karmada leaves out what there is none of.
    assert.equal(allocated?.['pods'] ?? '0', String(items.length));
  });
  const look = () =>
    stage.host.run('get karmadainstances,memberclusters -A -o jsonpath={.items[*].metadata.resourceVersion}');
  for (let tries = 0; tries < 10; tries++) {
    const first = await look();
    await sleep(12_000);
    if (first === (await look())) return;
  }
  throw new Error('status is written again and again although nothing happens');
}
