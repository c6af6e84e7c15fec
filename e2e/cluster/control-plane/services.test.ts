import { describe, expect, test } from '@jest/globals';
import { clusterPlan, defaults } from '../plan.ts';
import { apiServer, controllerManager, etcd, scheduler } from './services.ts';

const { host, members } = clusterPlan('/state', defaults);
const services = [etcd, apiServer, controllerManager, scheduler];

describe.each([host, ...members])('the control plane of $name', (machine) => {
  test.each(services.map((service) => [service.name, service] as const))(
    '%s reads and writes below its own folder',
    (_name, service) => {
      const paths = service(machine).args.flatMap((argument) => /=(\/.*)$/.exec(argument)?.[1] ?? []);
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths)
        expect(path).toMatch(new RegExp(`^/state/slipway/(${machine.name}/|logs/${machine.name}-)`));
    },
  );

  test('the API server tells its own address', () => {
    expect(apiServer(machine).args).toContain(`--advertise-address=${machine.address}`);
  });

  test('no argument is given twice', () => {
    for (const service of services) {
      const flags = service(machine).args.map((argument) => argument.split('=')[0]);
      expect(new Set(flags).size).toBe(flags.length);
    }
  });
});
