import { readFile } from 'node:fs/promises';
import { runTool } from '../../platform/run-tool.ts';

/** One cluster, or one plane, as a user with a kubeconfig and the pinned kubectl meets it. Commands are typed as one line, files named from the repository. */
export interface Client {
  readonly kubeconfig: string;
  /** Resolves to what kubectl prints; rejects with its own words. */
  run(line: string, input?: string): Promise<string>;
  /** The object or list that `kubectl get` finds. */
  get<T>(line: string): Promise<T>;
  /** The object, or undefined if the server says that there is none. */
  find<T>(line: string): Promise<T | undefined>;
  apply(...objects: readonly object[]): Promise<void>;
  /** Changes one object by a merge patch. */
  patch(object: string, patch: object, namespace?: string): Promise<void>;
  /** Resolves to the words with which kubectl failed; rejects if it did not. */
  refusal(line: string, input?: string): Promise<string>;
}

export function client(kubeconfig: string): Client {
  const call = (args: readonly string[], input?: string) =>
    runTool('kubectl', ['--kubeconfig', kubeconfig, ...args], input);
  const run = (line: string, input?: string) => call(line.split(' '), input);
  return {
    kubeconfig,
    run,
    get: async <T>(line: string) => JSON.parse(await run(`get ${line} -o json`)) as T,
    async find<T>(line: string) {
      const text = await run(`get ${line} -o json --ignore-not-found`);
      return text === '' ? undefined : (JSON.parse(text) as T);
    },
    async apply(...objects) {
      await run('apply --server-side --field-manager user -f -', list(objects));
    },
    async patch(object, patch, namespace = 'default') {
      await call(['-n', namespace, 'patch', object, '--type', 'merge', '--patch', JSON.stringify(patch)]);
    },
    async refusal(line, input) {
      const told = await run(line, input).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : 'no words'),
      );
      if (told === undefined) throw new Error(`kubectl ${line} was not refused`);
      return told;
    },
  };
}

/** One document for kubectl that holds all objects. */
export function list(objects: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

/** The Secret that a user makes of a kubeconfig file. */
export async function kubeconfigSecret(name: string, namespace: string, file: string): Promise<object> {
  const stringData = { kubeconfig: await readFile(file, 'utf8') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}
