import { join } from 'node:path';

/** How Helm reaches the host cluster. */
export type HelmAccess =
  | { readonly kind: 'kubeconfig'; readonly path: string }
  /** The Pod's own service account; host and port as Kubernetes gives them to the Pod. */
  | { readonly kind: 'inCluster'; readonly host: string; readonly port: string };

/** The whole environment of a Helm process: nothing is inherited, so no proxy, plugin or credential of ours gets in. */
export function helmEnvironment(home: string, access: HelmAccess): Readonly<Record<string, string>> {
  return {
    HOME: home,
    TMPDIR: home,
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
    HELM_DRIVER: 'secret',
    KUBECACHEDIR: join(home, 'discovery'),
    NO_COLOR: '1',
    ...cluster(access),
  };
}

function cluster(access: HelmAccess): Readonly<Record<string, string>> {
  switch (access.kind) {
    case 'kubeconfig':
      return { KUBECONFIG: access.path };
    case 'inCluster':
      return { KUBERNETES_SERVICE_HOST: access.host, KUBERNETES_SERVICE_PORT: access.port };
  }
}
