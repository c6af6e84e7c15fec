const censor = '[redacted]';
const longest = 16_384;

/** Fields whose value is never written, whatever it is; compared without case, dashes and underscores. */
const secretFields: ReadonlySet<string> = new Set([
  ...['token', 'tokens', 'accesstoken', 'bearertoken', 'idtoken', 'refreshtoken', 'bootstraptoken', 'authorization'],
  ...['password', 'passphrase', 'secret', 'secrets', 'credentials', 'cookie', 'setcookie', 'headers'],
  ...['kubeconfig', 'kubeconfigs', 'privatekey', 'clientkey', 'clientkeydata', 'cakey', 'keys', 'keydata', 'tokendata'],
  ...['data', 'stringdata', 'binarydata', 'values', 'manifest', 'body', 'env', 'stdin', 'stdout', 'stderr'],
]);

/** What gives a secret away inside a sentence. All linear in the length of the text. */
const secretTexts: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  // "-----BEGIN" in base64, as kubeconfigs and Secrets hold it.
  /LS0tLS1CRUdJTi[\w+/=-]*/g,
  /eyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?/g,
  /(?<=\bbearer )[\w.~+/=-]+/gi,
  /(?<=\b(token|password|client-key-data|tokenFile)["']?[:=] ?["']?)[^\s"',}]+/gi,
  /(?<=:\/\/)[^\s/@]{1,256}@/g,
  /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g,
];

/** One line of JSON without what must not leave the process. A line that is no JSON is replaced whole. */
export function scrubbed(line: string): string {
  try {
    return `${JSON.stringify(JSON.parse(line, scrubField))}\n`;
  } catch {
    return `${JSON.stringify({ level: 'error', msg: 'a log line could not be read back and was dropped' })}\n`;
  }
}

function scrubField(field: string, value: unknown): unknown {
  if (value === null || value === '') return value;
  const plain = field.toLowerCase().replaceAll(/[-_]/g, '');
  if (secretFields.has(plain)) return censor;
  if (plain === 'key' && !isObjectKey(value)) return censor;
  return typeof value === 'string' ? scrubText(value) : value;
}

/** Work is queued by `namespace/name`, which is logged as `key` and no secret. */
function isObjectKey(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9.-]{1,253}(\/[a-z0-9.-]{1,253})?$/.test(value);
}

function scrubText(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return secretTexts.reduce((clean, secret) => clean.replaceAll(secret, censor), short);
}
