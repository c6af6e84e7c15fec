import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from './failure.ts';
import type { Provider } from './provider.ts';

/** A cluster that the user has: nothing is made or removed, images have to be where its nodes can pull them. */
export function existingProvider(kubeconfig: string): Provider {
  const path = resolve(kubeconfig);
  return {
    up() {
      const next = 'give the path of one: --kubeconfig';
      if (!existsSync(path)) return Promise.reject(new Failure(`there is no kubeconfig at ${path}`, { next }));
      return Promise.resolve({ name: 'existing', kubeconfig: path, members: [], loadImages: () => Promise.resolve() });
    },
    down: () => Promise.resolve([]),
  };
}
