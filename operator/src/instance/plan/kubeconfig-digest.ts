import { digest } from '../../steps/digest.ts';
import type { Observed } from './observed.ts';

/** Stands for the published content: addresses and the administrator's certificate. undefined until all are known. */
export function kubeconfigDigest({
  keys,
  endpoints,
  instance,
  effective,
}: Pick<Observed, 'keys' | 'endpoints' | 'instance' | 'effective'>): string | undefined {
  if (keys.kind !== 'present') return undefined;
  const administrator = keys.value.secrets.find(({ name }) => name.endsWith('-admin'))?.certificates[0];
  const exposed = (effective?.spec ?? instance.spec).exposure?.type === 'NodePort';
  if (administrator === undefined || (exposed && endpoints.external === undefined)) return undefined;
  return digest({ internal: endpoints.internal, external: endpoints.external, certificate: administrator.fingerprint });
}
