import { hash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/** A socket's path has 107 characters at most, and kubelet and containerd need some of them below this folder. */
const longest = 56;

/** The folder for the state of clusters: .slipway in the project, or one in the system's folder for temporary files when the project's path is long. */
export function stateRoot(root = join(project, '.slipway')): string {
  return root.length <= longest ? root : join(tmpdir(), `slipway-${hash('sha256', root).slice(0, 8)}`);
}
