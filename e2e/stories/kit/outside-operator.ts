import { hostname } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Stage } from './stage.ts';

interface OutsideOperator {
  /** How the holder of the lease begins while this process leads. */
  readonly identity: string;
  /** Asks it to end, and resolves to its exit code; undefined if it had to be killed. */
  stop(): Promise<number | undefined>;
}

/** The operator of this tree as a process of this computer. The usual ports may be somebody else's. */
export function outsideOperator(
  { folder }: Stage,
  name: string,
  settings: Readonly<Record<string, string>>,
): OutsideOperator {
  const log = join(folder, `${name}.log`);
  const running = execa('node', ['operator/src/main.ts'], {
    cwd: join(import.meta.dirname, '../../..'),
    preferLocal: true,
    reject: false,
    forceKillAfterDelay: 60_000,
    stdout: { file: log },
    stderr: { file: log },
    env: {
      SLIPWAY_HELM_HOME: join(folder, `${name}-helm`),
      SLIPWAY_METRICS_PORT: '18480',
      SLIPWAY_HEALTH_PORT: '18481',
      ...settings,
    },
  });
  return {
    identity: `${hostname()}-${running.pid ?? 0}_`,
    async stop() {
      running.kill('SIGTERM');
      return (await running).exitCode;
    },
  };
}
