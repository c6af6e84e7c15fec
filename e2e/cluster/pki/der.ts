// The few parts of DER that certificates are made of.
export type Der = Buffer;

export function sequence(...parts: readonly Der[]): Der {
  return tagged(0x30, Buffer.concat(parts));
}

export function set(...parts: readonly Der[]): Der {
  return tagged(0x31, Buffer.concat(parts));
}

export function octets(content: Buffer): Der {
  return tagged(0x04, content);
}

export function utf8(text: string): Der {
  return tagged(0x0c, Buffer.from(text));
}

export function boolean(value: boolean): Der {
  return tagged(0x01, Buffer.from([value ? 0xff : 0]));
}

export function bits(content: Buffer, unused = 0): Der {
  return tagged(0x03, Buffer.concat([Buffer.from([unused]), content]));
}

/** A non-negative integer of any length. */
export function integer(bytes: Buffer): Der {
  return tagged(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** Years beyond 2049 need the long form, all others the short one. */
export function time(at: Date): Der {
  const text = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(text.slice(2))) : tagged(0x18, Buffer.from(text));
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A context-specific tag: primitive for names, constructed for wrapped values. */
export function context(number: number, content: Buffer, form: 'primitive' | 'constructed'): Der {
  return tagged((form === 'constructed' ? 0xa0 : 0x80) | number, content);
}

function base128(value: number): readonly number[] {
  const high = Math.floor(value / 128);
  return high === 0 ? [value] : [...base128(high).map((byte) => byte | 0x80), value % 128];
}

function tagged(tag: number, content: Buffer): Der {
  return Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
}

function length(value: number): readonly number[] {
  if (value < 0x80) return [value];
  return value < 0x100 ? [0x81, value] : [0x82, value >> 8, value & 0xff];
}
