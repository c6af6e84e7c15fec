import type { ImageFile } from './spec.ts';

/** What images without a distribution hold beside their program: accounts and a /tmp. */
export const minimalFiles: readonly ImageFile[] = [
  {
    kind: 'text',
    path: '/etc/passwd',
    mode: 0o644,
    content: [
      'root:x:0:0:root:/root:/sbin/nologin',
      'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
      'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
    ].join('\n'),
  },
  { kind: 'text', path: '/etc/group', mode: 0o644, content: 'root:x:0:\nnobody:x:65534:\nnonroot:x:65532:\n' },
  { kind: 'directory', path: '/tmp', mode: 0o1777 },
];

/** The machine's CA certificates, at the place where Go, OpenSSL and distroless images expect them. */
export const caCertificates: ImageFile = {
  kind: 'copy',
  source: '/etc/ssl/certs/ca-certificates.crt',
  path: '/etc/ssl/certs/ca-certificates.crt',
  mode: 0o644,
};
