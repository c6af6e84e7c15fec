import type { Capability } from './file-capabilities.ts';

/** An image to be built from scratch: one layer, this machine's architecture. */
export interface ImageSpec {
  /** Full reference, such as registry.k8s.io/kube-apiserver:v1.35.4. */
  readonly name: string;
  readonly files: readonly ImageFile[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** "" or absent: root, as in an image without USER. */
  readonly user?: string;
  readonly workdir?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export type ImageFile = Attributes &
  (
    | { readonly kind: 'directory' }
    /** Copied from an absolute path of this machine; links are followed. */
    | { readonly kind: 'copy'; readonly source: string; readonly capabilities?: readonly Capability[] }
    | { readonly kind: 'text'; readonly content: string }
  );

interface Attributes {
  /** Absolute path in the image; parent folders are made, 0755 and root's. */
  readonly path: string;
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}
