import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { writesIn } from './kit/audit.ts';
import type { Client } from './kit/client.ts';
import { demo, readMember } from './kit/fleet.ts';
import { operatorAccount, restartOperator } from './kit/operator.ts';
import { settled } from './kit/settled.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';

/** A restart of the operator is nobody's business: it looks at everything again and finds nothing to do. */
export const quiet: Story = {
  title: 'the operator restarts and for two minutes writes nothing but its lease',
  run: (stage) => writesNothingFor(stage, 120),
};

/** Long enough for a look at everything that only time has asked for. */
export const longQuiet: Story = {
  title: 'for twelve minutes, a full resync among them, it writes nothing but its lease',
  length: 'long',
  run: (stage) => writesNothingFor(stage, 720),
};

async function writesNothingFor(stage: Stage, seconds: number): Promise<void> {
  await demo(stage);
  // A count that comes due is told with its time.
  await stage.host.patch('karmadainstance/demo', { spec: { summary: { countInterval: '1h' } } });
  await settled(stage);
  const plane = await planeOf(stage, 'demo');
  const since = new Date();
  const before = await planeWrites(plane);
  await restartOperator(stage);
  stage.note(`listening for ${seconds} seconds`);
  await sleep(seconds * 1000);

  const { auditLog = '' } = stage.cluster;
  assert.deepEqual(await writesIn(auditLog, since, (name) => name === operatorAccount), [], 'writes on the host');
  const { memberNamespace = '' } = (await readMember(stage, 'member-1')).status ?? {};
  const account = `system:serviceaccount:${memberNamespace}:`;
  const { machine } = memberOf(stage, 'member-1');
  const onMember = await writesIn(machine.auditLog, since, (name) => name.startsWith(account));
  assert.deepEqual(onMember, [], 'writes on the member');
  assert.deepEqual(await planeWrites(plane), before, 'writes in the plane');
  await stage.host.patch('karmadainstance/demo', { spec: { summary: null } });
}

/** Karmada's own components update, patch and create all the time; server-side apply is the operator's way alone. */
const operatorsVerbs = /verb="(?:APPLY|DELETE|DELETECOLLECTION)"/;

/** How many such writes of each kind the plane's API server has counted since it started. */
async function planeWrites(plane: Client): Promise<readonly string[]> {
  const metrics = (await plane.run('get --raw /metrics')).split('\n');
  return metrics.filter((line) => line.startsWith('apiserver_request_total{') && operatorsVerbs.test(line));
}
