export type Capability = 'cap_net_bind_service';

const bits: Readonly<Record<Capability, number>> = { cap_net_bind_service: 10 };

const revision2 = 0x0200_0000;
const effective = 1;

/** The value of `security.capability` for `=+ep` of the given capabilities: magic, then permitted and inheritable twice. */
export function fileCapabilities(capabilities: readonly Capability[]): Buffer {
  const value = Buffer.alloc(20);
  value.writeUInt32LE(revision2 | effective, 0);
  for (const capability of capabilities) {
    const word = 4 + 8 * Math.floor(bits[capability] / 32);
    value.writeUInt32LE((value.readUInt32LE(word) | (1 << (bits[capability] % 32))) >>> 0, word);
  }
  return value;
}
