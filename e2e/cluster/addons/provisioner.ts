// The program that makes and removes volumes: node provisioner.ts <kubeconfig> <folder of volumes>. It runs until it is ended.
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { connect, type KubeConnection } from '../kube/connection.ts';
import { Claim, claimsToServe, Volume, volumeFor, volumeName, volumesToRemove } from './volumes.ts';

const claims = '/api/v1/persistentvolumeclaims';
const volumes = '/api/v1/persistentvolumes';
const retryAfter = 1_000;

const [kubeconfig = '', folder = ''] = process.argv.slice(2);
const kube = await connect(kubeconfig);
await Promise.all([follow(claims), follow(volumes)]);

/** Settles after every event, whatever it says, and whenever a watch starts: a missed event costs nothing. */
async function follow(path: string): Promise<never> {
  for (;;) {
    try {
      const events = await kube.lines(`${path}?watch=true&timeoutSeconds=600`);
      await settle(kube);
      await forEach(events, () => settle(kube));
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      await sleep(retryAfter);
    }
  }
}

async function forEach(events: AsyncIterable<unknown>, work: () => Promise<void>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true) await work();
}

async function settle(server: KubeConnection): Promise<void> {
  const existing = await list(server, volumes, Volume);
  for (const claim of claimsToServe(await list(server, claims, Claim), existing)) {
    const path = join(folder, volumeName(claim.metadata.uid));
    await mkdir(path, { recursive: true });
    // Whoever the Pod runs as may write; the kubelet narrows it to the Pod's fsGroup. mkdir's mode obeys the umask.
    await chmod(path, 0o777);
    await server.apply(volumeFor(claim, path));
    console.log(`made ${volumeName(claim.metadata.uid)} for ${claim.metadata.namespace}/${claim.metadata.name}`);
  }
  for (const name of volumesToRemove(existing)) {
    await rm(join(folder, name), { recursive: true, force: true });
    await server.call('DELETE', `${volumes}/${name}`);
    console.log(`removed ${name}`);
  }
}

async function list<T>(server: KubeConnection, path: string, item: z.ZodType<T>): Promise<readonly T[]> {
  const { status, body } = await server.call('GET', path);
  if (status !== 200) throw new Error(`list of ${path} ended with ${status}`);
  return z.object({ items: z.array(item) }).parse(JSON.parse(body)).items;
}
