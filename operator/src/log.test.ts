import { expect, test } from '@jest/globals';
import { fastest } from '../test/fastest.ts';
import { createLog } from './log.ts';

const canary = 'c4n4ry-Q9zX7';
const pem = `-----BEGIN EC PRIVATE KEY-----\nMHcC${canary}\n-----END EC PRIVATE KEY-----\n`;
const jwt = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(canary).toString('base64url')}.c2lnbmF0dXJl`;

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
  return lines.join('');
}

function nested(depth: number, inner: object): object {
  return depth === 0 ? inner : { [`level${depth}`]: nested(depth - 1, inner) };
}

const fields = ['token', 'kubeconfig', 'keys', 'key', 'values', 'data', 'stringData', 'client-key-data', 'privateKey'];
const more = ['password', 'Authorization', 'stdin', 'stderr', 'manifest', 'body', 'accessToken', 'secret', 'headers'];

test.each([...fields, ...more])('a field named %s is never written, at no depth', (field) => {
  for (let depth = 0; depth <= 8; depth += 1) {
    for (const value of [canary, { a: canary }, [canary], { a: [{ b: canary }] }])
      expect(logged((log) => log.info(nested(depth, { [field]: value }), 'applied'))).not.toContain(canary);
  }
});

test.each<[string, object]>([
  ['a private key', { note: pem }],
  ['a private key cut short', { note: pem.slice(0, 60) }],
  ['a private key in base64', { note: Buffer.from(pem).toString('base64') }],
  ['a token', { note: `asked with ${jwt}` }],
  ['a bearer token', { note: `Authorization: Bearer ${canary}` }],
  ['a kubeconfig', { note: `users:\n- name: a\n  user:\n    token: ${canary}\n` }],
  ['a kubeconfig as JSON', { note: JSON.stringify({ users: [{ user: { token: canary } }] }) }],
  ['a URL with a password', { note: `dialling https://me:${canary}@example.com/` }],
  ['a bootstrap token', { note: 'join with abcdef.0123456789abcdef' }],
])('%s in a text is never written', (_, entry) => {
  const line = logged((log) => log.warn(entry, 'refused'));
  expect(line).not.toContain(canary);
  expect(line).not.toContain(Buffer.from(canary).toString('base64').slice(0, 12));
  expect(line).not.toContain('0123456789abcdef');
  expect(line).toContain('[redacted]');
});

test('a secret in the sentence itself is not written', () => {
  expect(logged((log) => log.info(`member answered ${jwt}`))).not.toContain(jwt);
});

test('an error, its cause and what it carries are scrubbed too', () => {
  const cause = Object.assign(new Error(`server said ${pem}`), { body: canary, config: { token: canary } });
  const line = logged((log) => log.error({ err: new Error(`failed: ${jwt}`, { cause }) }, 'pass failed'));
  expect(line).toContain('failed: ');
  expect(line).not.toContain(canary);
  expect(line).not.toContain(jwt);
});

test('fields of a child logger are scrubbed', () => {
  expect(logged((log) => log.child({ token: canary, a: { data: canary } }).info('joined'))).not.toContain(canary);
});

test('what helps at night is written as it is', () => {
  const line = logged((log) =>
    log.info(
      { instance: 'default/demo', key: 'default/demo', revision: 3, secretName: 'demo-kubeconfig' },
      'release applied',
    ),
  );
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    instance: 'default/demo',
    key: 'default/demo',
    revision: 3,
    secretName: 'demo-kubeconfig',
    msg: 'release applied',
  });
});

test('the level holds back what is below it', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  log.info({}, 'not this');
  log.warn({}, 'but this');
  expect(lines).toHaveLength(1);
});

test('a long text takes milliseconds, whatever is in it', () => {
  for (const text of ['-----BEGIN ', 'eyJ', 'token: ', 'LS0tLS1CRUdJTi', '://a', 'bearer ', 'abcdef.']) {
    const note = text.repeat(100_000 / text.length);
    expect(fastest(() => logged((log) => log.info({ note }, 'read')))).toBeLessThan(500);
  }
});
