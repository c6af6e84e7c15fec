import { hash } from 'node:crypto';
import type { Digest } from './layer.ts';
import type { ImageSpec } from './spec.ts';

const type = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

interface Document {
  readonly path: string;
  readonly content: string;
}

/** All small files of an OCI layout with one image; index.json first, so that a reader finds the digest at the start. */
export function imageDocuments(spec: ImageSpec, layer: Digest): readonly Document[] {
  const config = blob(type.config, imageConfig(spec, layer));
  const manifest = blob(type.manifest, {
    schemaVersion: 2,
    mediaType: type.manifest,
    config: config.descriptor,
    layers: [{ mediaType: type.layer, ...layer }],
  });
  return [
    json('index.json', {
      schemaVersion: 2,
      mediaType: type.index,
      manifests: [{ ...manifest.descriptor, annotations: names(spec.name) }],
    }),
    json('oci-layout', { imageLayoutVersion: '1.0.0' }),
    // For `docker load` and `kind load image-archive`.
    json('manifest.json', [
      { Config: config.path, RepoTags: [spec.name], Layers: [`blobs/${layer.digest.replace(':', '/')}`] },
    ]),
    config,
    manifest,
  ];
}

function imageConfig(spec: ImageSpec, layer: Digest): unknown {
  return {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      User: spec.user ?? '',
      Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
      Entrypoint: spec.entrypoint,
      Cmd: spec.cmd,
      WorkingDir: spec.workdir ?? '/',
      Labels: spec.labels,
    },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  };
}

function names(name: string): Readonly<Record<string, string>> {
  return {
    'io.containerd.image.name': name,
    'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
  };
}

function json(path: string, value: unknown): Document {
  return { path, content: JSON.stringify(value) };
}

function blob(
  mediaType: string,
  value: unknown,
): Document & { readonly descriptor: Digest & { readonly mediaType: string } } {
  const content = JSON.stringify(value);
  const digest = hash('sha256', content);
  const descriptor = { mediaType, digest: `sha256:${digest}`, size: Buffer.byteLength(content) };
  return { path: `blobs/sha256/${digest}`, content, descriptor };
}
