import { issueLeaf } from './issue-leaf.ts';
import type { KeyPair, PlaneRoot, SecretFiles } from './key-material.ts';
import type { FileSource, SecretSpec } from './secret-layout.ts';
import type { LeafName, LeafSpec } from './wanted-leaves.ts';

export interface IssueOptions {
  readonly root: PlaneRoot;
  readonly leaves: Readonly<Record<LeafName, LeafSpec>>;
  readonly now: Date;
  /** Milliseconds; cut to one year. */
  readonly life: number;
}

/** The files of one Secret with a fresh key and certificate for every leaf in it. Rejects when the root's PEM cannot be read. */
export async function issueSecret(spec: SecretSpec, options: IssueOptions): Promise<SecretFiles> {
  const issued = new Map<LeafName, KeyPair>();
  for (const leaf of leavesOf(spec)) {
    const wanted = options.leaves[leaf];
    issued.set(leaf, await issueLeaf(options.root.authorities[wanted.authority], wanted, options.now, options.life));
  }
  return Object.fromEntries(
    Object.entries(spec.files).map(([file, source]) => [file, content(source, options.root, issued)]),
  );
}

/** The leaves whose certificates stand in a Secret, each once. */
export function leavesOf(spec: SecretSpec): readonly LeafName[] {
  return Object.values(spec.files).flatMap((source) => (source.kind === 'certificate' ? [source.leaf] : []));
}

function content(source: FileSource, root: PlaneRoot, issued: ReadonlyMap<LeafName, KeyPair>): string {
  switch (source.kind) {
    case 'authority':
      return root.authorities[source.authority].certificate;
    case 'serviceAccount':
      return source.half === 'private' ? root.serviceAccount.privateKey : root.serviceAccount.publicKey;
    case 'certificate':
      return issuedPair(issued, source.leaf).certificate;
    case 'key':
      return issuedPair(issued, source.leaf).privateKey;
  }
}

function issuedPair(issued: ReadonlyMap<LeafName, KeyPair>, leaf: LeafName): KeyPair {
  const pair = issued.get(leaf);
  if (pair === undefined) throw new Error(`the layout names a key of ${leaf} without its certificate`);
  return pair;
}
