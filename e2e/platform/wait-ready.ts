import { Failure } from '../cluster/failure.ts';
import { operatorLog } from './install-operator.ts';
import { kubectl } from './kubectl.ts';

/** Waits for condition Ready of an object in namespace default; rejects with a Failure that has the object's own words. */
export async function waitReady(kubeconfig: string, object: string, seconds: number): Promise<void> {
  try {
    await kubectl(kubeconfig, ['wait', '--for=condition=Ready', object, `--timeout=${seconds}s`]);
  } catch (cause) {
    throw new Failure(`${object} is not Ready after ${seconds} s: ${await ownWords(kubeconfig, object)}`, {
      log: operatorLog(kubeconfig),
      next: `read its conditions: kubectl --kubeconfig ${kubeconfig} describe ${object}`,
      cause,
    });
  }
}

async function ownWords(kubeconfig: string, object: string): Promise<string> {
  const path = 'jsonpath={range .status.conditions[?(@.type=="Ready")]}{.reason}: {.message}{end}';
  const words = await kubectl(kubeconfig, ['get', object, '-o', path]).catch((error: unknown) => String(error));
  return words === '' ? 'it has no condition yet, so the operator has not seen it' : words;
}
