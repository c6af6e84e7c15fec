// The few parts of the tar format (POSIX.1-2001) that images need.
export interface TarEntry {
  /** Without a leading slash. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes that follow; 0 for a directory. */
  readonly size: number;
  /** Extended attributes by full name, such as security.capability. */
  readonly attributes?: Readonly<Record<string, Buffer>>;
}

const block = 512;
/** Two empty blocks end an archive. */
export const tarEnd = Buffer.alloc(2 * block);

/** The header blocks of one entry: a PAX record block first where the plain header cannot say it all. */
export function tarHeader(entry: TarEntry): Buffer {
  const path = entry.kind === 'directory' ? `${entry.path}/` : entry.path;
  const records = Object.entries(entry.attributes ?? {}).map(([name, value]) =>
    paxRecord(`SCHILY.xattr.${name}`, value),
  );
  if (Buffer.byteLength(path) > 100) records.unshift(paxRecord('path', Buffer.from(path)));
  const plain = ustar({ ...entry, path, type: entry.kind === 'directory' ? '5' : '0' });
  if (records.length === 0) return plain;
  const pax = Buffer.concat(records);
  const head = ustar({ path: 'PaxHeaders/entry', mode: 0o644, uid: 0, gid: 0, size: pax.length, type: 'x' });
  return Buffer.concat([head, pax, tarPadding(pax.length), plain]);
}

/** What fills the last block after `size` bytes of content. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** `<length> <key>=<value>\n`, where the length counts its own digits. */
export function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length;
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function ustar(entry: Omit<TarEntry, 'kind' | 'attributes'> & { readonly type: '0' | '5' | 'x' }): Buffer {
  const header = Buffer.alloc(block);
  header.write(entry.path, 0, 100);
  header.write(octal(entry.mode, 7), 100);
  header.write(octal(entry.uid, 7), 108);
  header.write(octal(entry.gid, 7), 116);
  header.write(octal(entry.size, 11), 124);
  // A fixed time: the same content gives the same digest.
  header.write(octal(0, 11), 136);
  header.write('        ', 148);
  header.write(entry.type, 156);
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
