import { checkFields, clusterFields, userFields } from './kubeconfig-fields.ts';
import { wantedContext } from './kubeconfig-context.ts';
import { credential, endpoint } from './kubeconfig-connection.ts';
import { malformed, Rejection, type GateVerdict } from './rejection.ts';
import { strictYaml, type YamlMap } from './strict-yaml.ts';

/**
 * Reads an untrusted kubeconfig and rebuilds the connection from inline material only. Nothing is run, opened or dialled.
 * Of several contexts only the wanted one (default: current-context) is looked at, because nothing else is ever used.
 */
export function kubeconfigGate(kubeconfig: Uint8Array | string, context?: string): GateVerdict {
  try {
    const { cluster, user } = wantedContext(rootOf(kubeconfig), context);
    checkFields(cluster, clusterFields, 'clusters[].cluster');
    checkFields(user, userFields, 'users[].user');
    return { kind: 'accepted', connection: { ...endpoint(cluster), ...credential(user) } };
  } catch (error) {
    if (error instanceof Rejection) return error.verdict;
    throw error;
  }
}

const sizeLimit = 64 * 1024;

function rootOf(kubeconfig: Uint8Array | string): YamlMap {
  const size = typeof kubeconfig === 'string' ? Buffer.byteLength(kubeconfig) : kubeconfig.byteLength;
  if (size > sizeLimit)
    throw malformed('', 'the kubeconfig is larger than 64 KB; keep only the context that is needed');
  const text = typeof kubeconfig === 'string' ? kubeconfig : Buffer.from(kubeconfig).toString('utf8');
  if (text.includes('\ufffd')) throw malformed('', 'the kubeconfig is no UTF-8 text');
  if (text.trim() === '') throw malformed('', 'the kubeconfig is empty');

  const read = strictYaml(text);
  if (read.kind === 'refused') throw malformed('', `the kubeconfig ${read.why}`);
  if (!(read.value instanceof Map)) throw malformed('', 'the kubeconfig is no map of fields');
  const root: YamlMap = read.value;
  if ((root.get('kind') ?? 'Config') !== 'Config') throw malformed('kind', 'kind is not Config; this is no kubeconfig');
  if ((root.get('apiVersion') ?? 'v1') !== 'v1') throw malformed('apiVersion', 'apiVersion is not v1');
  return root;
}
