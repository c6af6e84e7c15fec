import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { Cluster, Member } from '../../cluster/provider.ts';
import { client, type Client } from './client.ts';

/** Read from what runs, never from a table of ours. */
export interface Versions {
  readonly host: string;
  readonly plane: string;
  readonly karmada: string;
  readonly member: string;
}

/** What the stories are played on. */
export interface Stage {
  readonly cluster: Cluster;
  /** The host cluster, as its administrator. */
  readonly host: Client;
  /** A folder for files of the stories. */
  readonly folder: string;
  /** Shows how far a story has come. */
  readonly note: (text: string) => void;
  /** Keeps the versions that were read from what runs. */
  readonly record: (versions: Versions) => void;
}

export interface Story {
  /** What a user would say of it. */
  readonly title: string;
  /** `long` ones are told only when asked for. */
  readonly length?: 'long';
  run(stage: Stage): Promise<void>;
}

export function stageOf(cluster: Cluster, surroundings: Pick<Stage, 'folder' | 'note' | 'record'>): Stage {
  return { cluster, host: client(cluster.kubeconfig), ...surroundings };
}

/** The member of that name, and a client of it as its administrator. */
export function memberOf({ cluster }: Stage, name: string): { readonly machine: Member; readonly api: Client } {
  const machine = cluster.members.find((member) => member.name === name);
  if (machine === undefined) throw new Error(`there is no ${name}`);
  return { machine, api: client(machine.kubeconfig) };
}

/** The plane as its owner reaches it from outside: with the published kubeconfig and nothing else. */
export async function planeOf({ host, folder }: Stage, instance: string, namespace = 'default'): Promise<Client> {
  const encoded = await host.run(`-n ${namespace} get secret ${instance}-kubeconfig -o jsonpath={.data.kubeconfig}`);
  const path = join(folder, `${namespace}-${instance}.kubeconfig`);
  await writeFile(path, Buffer.from(encoded, 'base64'), { mode: 0o600 });
  return client(path);
}
