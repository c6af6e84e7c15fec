// The images of a plane and of the host, in the shape of the upstream ones: where the program lies, who runs it, which
// file capabilities it has. What upstream has beside that (a shell, go-runner) is left out on purpose: nothing may need it.
import { toolPath, type ToolName } from '../tools.ts';
import { versions } from '../tools/table.ts';
import { caCertificates, minimalFiles } from './base-files.ts';
import type { Capability } from './file-capabilities.ts';
import type { ImageFile, ImageSpec } from './spec.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const distrolessEnv = { PATH, SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' };

export const pauseImage = 'registry.k8s.io/pause:3.10';
export const corednsImage = `registry.k8s.io/coredns/coredns:v${versions.coredns}`;

/** What the node itself cannot do without. */
export function nodeImages(): readonly ImageSpec[] {
  return [
    {
      name: pauseImage,
      files: [program('pause', '/pause')],
      entrypoint: ['/pause'],
      env: { PATH },
      user: '65535:65535',
    },
    {
      name: corednsImage,
      files: [...minimalFiles, caCertificates, program('coredns', '/coredns', ['cap_net_bind_service'])],
      entrypoint: ['/coredns'],
      env: distrolessEnv,
      user: 'nonroot:nonroot',
    },
  ];
}

export function planeImages(): readonly ImageSpec[] {
  return [
    kubernetes('kube-apiserver', ['cap_net_bind_service']),
    kubernetes('kube-controller-manager'),
    {
      name: `registry.k8s.io/etcd:${versions.etcd}-0`,
      files: [...minimalFiles, program('etcd', '/usr/local/bin/etcd'), program('etcdctl', '/usr/local/bin/etcdctl')],
      env: distrolessEnv,
    },
    karmada('karmada-aggregated-apiserver'),
    karmada('karmada-controller-manager'),
    karmada('karmada-scheduler'),
    karmada('karmada-webhook'),
  ];
}

/** Distroless with go-runner as entrypoint: a Pod has to name the program in `command`, here as there. */
function kubernetes(name: ToolName, capabilities?: readonly Capability[]): ImageSpec {
  return {
    name: `registry.k8s.io/${name}:${versions.kubernetes}`,
    files: [...minimalFiles, caCertificates, program(name, `/usr/local/bin/${name}`, capabilities)],
    entrypoint: ['/go-runner'],
    env: distrolessEnv,
  };
}

/** Alpine with the program in /bin, no USER and no entrypoint: a Pod has to name both. */
function karmada(name: ToolName): ImageSpec {
  return {
    name: `docker.io/karmada/${name}:${versions.karmada}`,
    files: [...minimalFiles, caCertificates, program(name, `/bin/${name}`)],
    cmd: ['/bin/sh'],
    env: { PATH },
  };
}

function program(name: ToolName, path: string, capabilities?: readonly Capability[]): ImageFile {
  const file = { kind: 'copy', source: toolPath(name), path, mode: 0o755 } as const;
  return capabilities === undefined ? file : { ...file, capabilities };
}
