import { open } from 'node:fs/promises';
import { z } from 'zod';

export interface ImageIdentity {
  readonly name: string;
  /** Of its manifest: what containerd shows beside the name. */
  readonly digest: string;
}

const Index = z.object({
  manifests: z.tuple([
    z.object({ digest: z.string(), annotations: z.object({ 'io.containerd.image.name': z.string() }) }),
  ]),
});

/** Reads name and digest from the first file of an archive that buildImage wrote. Throws if it is another kind of archive. */
export async function archiveIdentity(archive: string): Promise<ImageIdentity> {
  await using file = await open(archive);
  const head = Buffer.alloc(4096);
  await file.read(head, 0, head.length, 0);
  const size = Number.parseInt(head.toString('latin1', 124, 135), 8);
  const [manifest] = Index.parse(JSON.parse(head.toString('utf8', 512, 512 + size))).manifests;
  return { name: manifest.annotations['io.containerd.image.name'], digest: manifest.digest };
}
