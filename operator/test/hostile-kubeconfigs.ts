import { createAuthority, issueLeaf, keyPem, newKey } from '../../e2e/cluster/pki/certificate.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

const authority = createAuthority('member');
const leaf = issueLeaf(authority, { commonName: 'someone', usage: ['client'] });

/** Material that is in order, so that only the fault under test is at fault. */
export const good = {
  ca: authority.certificate,
  cert: leaf.certificate,
  key: keyPem(leaf.key),
  token: 'abc.DEF-123_~+/=',
  server: 'https://member.example.com:6443',
};

export const goodCluster = { server: good.server, 'certificate-authority-data': base64(good.ca) };
export const tokenUser = { token: good.token };
export const certUser = { 'client-certificate-data': base64(good.cert), 'client-key-data': base64(good.key) };

/** A kubeconfig of one context; parts replace what is in order. */
export function kubeconfig(
  parts: { readonly cluster?: object; readonly user?: object; readonly root?: object } = {},
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u', namespace: 'default' } }],
    clusters: [{ name: 'k', cluster: parts.cluster ?? goodCluster }],
    users: [{ name: 'u', user: parts.user ?? tokenUser }],
    preferences: {},
    ...parts.root,
  });
}

/** The same as YAML in the usual form, for faults of the syntax. */
export const yamlOf = (user: string, before = ''): string => `${before}apiVersion: v1
kind: Config
current-context: c
contexts:
- name: c
  context: {cluster: k, user: u}
clusters:
- name: k
  cluster:
    server: ${good.server}
    certificate-authority-data: ${base64(good.ca)}
users:
- name: u
  user:
    ${user}
`;

/** Stands in every place where a secret or an attacker's text may stand; no message may hold it. */
export const canary = 'canary-7f3a';

type Reason = 'KubeconfigMalformed' | 'KubeconfigRejected' | 'ContextNotFound' | 'AddressNotAllowed';
export type Hostile = readonly [what: string, text: string | Uint8Array, reason: Reason, field: string];

const user = (fields: object): string => kubeconfig({ user: fields });
const cluster = (fields: object): string => kubeconfig({ cluster: { ...goodCluster, ...fields } });
const evilExec = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: '/bin/sh',
  args: ['-c', `touch /tmp/${canary}`],
  interactiveMode: 'Never',
};

const inUser = 'users[].user';
const inCluster = 'clusters[].cluster';

export const hostileKubeconfigs: readonly Hostile[] = [
  // What runs.
  ['exec alone', user({ exec: evilExec }), 'KubeconfigRejected', `${inUser}.exec`],
  ['exec beside a token', user({ ...tokenUser, exec: evilExec }), 'KubeconfigRejected', `${inUser}.exec`],
  ['exec with nothing in it', user({ ...tokenUser, exec: {} }), 'KubeconfigRejected', `${inUser}.exec`],
  [
    'exec with an environment',
    user({ exec: { ...evilExec, env: [{ name: 'LD_PRELOAD', value: canary }] } }),
    'KubeconfigRejected',
    `${inUser}.exec`,
  ],
  [
    'exec in YAML',
    yamlOf(`exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ${canary}}`),
    'KubeconfigRejected',
    `${inUser}.exec`,
  ],
  ['exec through an escaped key', yamlOf('"\\u0065xec": {command: x}'), 'KubeconfigRejected', `${inUser}.exec`],
  [
    'auth-provider',
    user({ 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/sh', 'cmd-args': canary } } }),
    'KubeconfigRejected',
    `${inUser}.auth-provider`,
  ],
  [
    'auth-provider oidc',
    user({ 'auth-provider': { name: 'oidc', config: { 'idp-issuer-url': 'http://169.254.169.254/' } } }),
    'KubeconfigRejected',
    `${inUser}.auth-provider`,
  ],

  // What reads our files.
  [
    'tokenFile',
    user({ tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' }),
    'KubeconfigRejected',
    `${inUser}.tokenFile`,
  ],
  [
    'tokenFile beside a token',
    user({ ...tokenUser, tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' }),
    'KubeconfigRejected',
    `${inUser}.tokenFile`,
  ],
  [
    'client-certificate as a path',
    user({ 'client-certificate': '/etc/passwd', 'client-key-data': 'eA==' }),
    'KubeconfigRejected',
    `${inUser}.client-certificate`,
  ],
  [
    'client-key as a path',
    user({ ...certUser, 'client-key': `../../${canary}` }),
    'KubeconfigRejected',
    `${inUser}.client-key`,
  ],
  [
    'certificate-authority as a path',
    cluster({ 'certificate-authority': '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' }),
    'KubeconfigRejected',
    `${inCluster}.certificate-authority`,
  ],
  [
    'a path that is a list',
    user({ ...tokenUser, tokenFile: ['/etc/shadow'] }),
    'KubeconfigRejected',
    `${inUser}.tokenFile`,
  ],

  // What weakens or redirects the connection.
  [
    'insecure-skip-tls-verify',
    cluster({ 'insecure-skip-tls-verify': true }),
    'KubeconfigRejected',
    `${inCluster}.insecure-skip-tls-verify`,
  ],
  [
    'insecure-skip-tls-verify as a text',
    cluster({ 'insecure-skip-tls-verify': 'true' }),
    'KubeconfigRejected',
    `${inCluster}.insecure-skip-tls-verify`,
  ],
  ['proxy-url', cluster({ 'proxy-url': `http://${canary}:3128` }), 'KubeconfigRejected', `${inCluster}.proxy-url`],
  [
    'proxy-url socks',
    cluster({ 'proxy-url': 'socks5://169.254.169.254:80' }),
    'KubeconfigRejected',
    `${inCluster}.proxy-url`,
  ],
  ['as', user({ ...tokenUser, as: 'system:admin' }), 'KubeconfigRejected', `${inUser}.as`],
  ['as-uid', user({ ...tokenUser, 'as-uid': '0' }), 'KubeconfigRejected', `${inUser}.as-uid`],
  ['as-groups', user({ ...tokenUser, 'as-groups': ['system:masters'] }), 'KubeconfigRejected', `${inUser}.as-groups`],
  [
    'as-user-extra',
    user({ ...tokenUser, 'as-user-extra': { scopes: ['x'] } }),
    'KubeconfigRejected',
    `${inUser}.as-user-extra`,
  ],
  ['username', user({ ...tokenUser, username: canary }), 'KubeconfigRejected', `${inUser}.username`],
  ['password', user({ ...tokenUser, password: canary }), 'KubeconfigRejected', `${inUser}.password`],
  [
    'an unknown field of a user',
    user({ ...tokenUser, impersonate: canary }),
    'KubeconfigRejected',
    `${inUser}.impersonate`,
  ],
  [
    'an unknown field of a cluster',
    cluster({ 'ca-url': `https://${canary}` }),
    'KubeconfigRejected',
    `${inCluster}.ca-url`,
  ],
  ['a field in another case', user({ ...tokenUser, Exec: evilExec }), 'KubeconfigRejected', `${inUser}.Exec`],
  [
    'an unknown field full of control characters',
    user({ ...tokenUser, [`${canary}\u001b[31m\n`]: 1 }),
    'KubeconfigRejected',
    `${inUser}.?`,
  ],
  [
    'a field named __proto__',
    `{"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k","user":"u"}}],"clusters":[{"name":"k","cluster":${JSON.stringify(goodCluster)}}],"users":[{"name":"u","user":{"token":"t","__proto__":{"polluted":true}}}]}`,
    'KubeconfigRejected',
    `${inUser}.?`,
  ],
  [
    'a field named constructor',
    user({ ...tokenUser, constructor: { prototype: { polluted: true } } }),
    'KubeconfigRejected',
    `${inUser}.constructor`,
  ],

  // Addresses.
  ['http', cluster({ server: 'http://member.example.com' }), 'AddressNotAllowed', `${inCluster}.server`],
  ['a unix socket', cluster({ server: 'unix:///var/run/docker.sock' }), 'AddressNotAllowed', `${inCluster}.server`],
  ['a file', cluster({ server: 'file:///etc/passwd' }), 'AddressNotAllowed', `${inCluster}.server`],
  [
    'user information',
    cluster({ server: `https://good.example.com@${canary}.example` }),
    'AddressNotAllowed',
    `${inCluster}.server`,
  ],
  [
    'a line break in the address',
    cluster({ server: `https://member.example.com\r\nX-Injected: ${canary}` }),
    'AddressNotAllowed',
    `${inCluster}.server`,
  ],
  [
    'a path',
    cluster({ server: `https://rancher.example.com/k8s/clusters/${canary}` }),
    'AddressNotAllowed',
    `${inCluster}.server`,
  ],
  [
    'no address',
    kubeconfig({ cluster: { 'certificate-authority-data': base64(good.ca) } }),
    'KubeconfigMalformed',
    `${inCluster}.server`,
  ],
  ['an address that is a list', cluster({ server: [canary] }), 'KubeconfigMalformed', `${inCluster}.server`],

  // Material.
  [
    'no authority',
    kubeconfig({ cluster: { server: good.server } }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'an authority that is no base64',
    cluster({ 'certificate-authority-data': `${canary}!` }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'an authority that is no PEM',
    cluster({ 'certificate-authority-data': base64(canary) }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'an authority that is broken',
    cluster({
      'certificate-authority-data': base64(
        `-----BEGIN CERTIFICATE-----\n${base64(canary)}\n-----END CERTIFICATE-----\n`,
      ),
    }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'an authority with its key',
    cluster({ 'certificate-authority-data': base64(good.ca + good.key) }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'too many authorities',
    cluster({ 'certificate-authority-data': base64(good.ca.repeat(33)) }),
    'KubeconfigMalformed',
    `${inCluster}.certificate-authority-data`,
  ],
  [
    'a certificate without a key',
    user({ 'client-certificate-data': base64(good.cert) }),
    'KubeconfigMalformed',
    `${inUser}.client-key-data`,
  ],
  [
    'a key without a certificate',
    user({ 'client-key-data': base64(good.key) }),
    'KubeconfigMalformed',
    `${inUser}.client-certificate-data`,
  ],
  [
    'the key of another certificate',
    user({ ...certUser, 'client-key-data': base64(keyPem(newKey())) }),
    'KubeconfigMalformed',
    `${inUser}.client-key-data`,
  ],
  [
    'an encrypted key',
    user({
      ...certUser,
      'client-key-data': base64(
        leaf.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: canary }).toString(),
      ),
    }),
    'KubeconfigMalformed',
    `${inUser}.client-key-data`,
  ],
  [
    'a key that is broken',
    user({
      ...certUser,
      'client-key-data': base64(`-----BEGIN PRIVATE KEY-----\n${base64(canary)}\n-----END PRIVATE KEY-----\n`),
    }),
    'KubeconfigMalformed',
    `${inUser}.client-key-data`,
  ],
  [
    'a certificate for a key',
    user({ ...certUser, 'client-key-data': base64(good.cert) }),
    'KubeconfigMalformed',
    `${inUser}.client-key-data`,
  ],
  [
    'a token that injects a header',
    user({ token: `x\r\nX-Injected: ${canary}` }),
    'KubeconfigMalformed',
    `${inUser}.token`,
  ],
  ['a token beyond ASCII', user({ token: `${canary}é` }), 'KubeconfigMalformed', `${inUser}.token`],
  ['a token that is a number', user({ token: 12345 }), 'KubeconfigMalformed', `${inUser}.token`],
  ['a token that is a map', user({ token: { toString: canary } }), 'KubeconfigMalformed', `${inUser}.token`],
  ['no credential', user({}), 'KubeconfigMalformed', inUser],
  [
    'a TLS name that is none',
    cluster({ 'tls-server-name': `${canary}\u0000.example` }),
    'KubeconfigMalformed',
    `${inCluster}.tls-server-name`,
  ],
  [
    'a TLS name that is an address',
    cluster({ 'tls-server-name': '127.0.0.1' }),
    'KubeconfigMalformed',
    `${inCluster}.tls-server-name`,
  ],

  // Shape.
  ['nothing', '', 'KubeconfigMalformed', ''],
  ['blanks', ' \n\t\n', 'KubeconfigMalformed', ''],
  ['a text', canary, 'KubeconfigMalformed', ''],
  ['a list', `[${canary}]`, 'KubeconfigMalformed', ''],
  ['bytes that are no UTF-8', Uint8Array.of(0x61, 0x3a, 0xff, 0xfe), 'KubeconfigMalformed', ''],
  ['more than 64 KB', `# ${'x'.repeat(65_536)}\n${kubeconfig()}`, 'KubeconfigMalformed', ''],
  ['another kind', kubeconfig({ root: { kind: 'Secret' } }), 'KubeconfigMalformed', 'kind'],
  ['another version', kubeconfig({ root: { apiVersion: 'v2' } }), 'KubeconfigMalformed', 'apiVersion'],
  ['no context named', kubeconfig({ root: { 'current-context': '' } }), 'ContextNotFound', 'current-context'],
  ['a context that is not there', kubeconfig({ root: { 'current-context': canary } }), 'ContextNotFound', 'contexts'],
  ['a context named toString', kubeconfig({ root: { 'current-context': 'toString' } }), 'ContextNotFound', 'contexts'],
  [
    'a cluster that is not there',
    kubeconfig({ root: { clusters: [] } }),
    'ContextNotFound',
    'contexts[].context.cluster',
  ],
  ['a user that is not there', kubeconfig({ root: { users: null } }), 'ContextNotFound', 'contexts[].context.user'],
  [
    'two users of one name',
    kubeconfig({
      root: {
        users: [
          { name: 'u', user: tokenUser },
          { name: 'u', user: { exec: evilExec } },
        ],
      },
    }),
    'KubeconfigMalformed',
    'users',
  ],
  ['users that are a map', kubeconfig({ root: { users: { u: tokenUser } } }), 'KubeconfigMalformed', 'users'],
  [
    'a user that is a text',
    kubeconfig({ root: { users: [{ name: 'u', user: canary }] } }),
    'KubeconfigMalformed',
    'users[].user',
  ],

  // YAML.
  ['an alias', yamlOf('token: *x', `x: &x ${canary}\n`), 'KubeconfigMalformed', ''],
  ['a merge key', yamlOf('<<: {exec: {command: x}}\n    token: t'), 'KubeconfigRejected', `${inUser}.?`],
  ['an anchor', yamlOf(`token: &t ${canary}`), 'KubeconfigMalformed', ''],
  [
    'a billion laughs',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array<string>(9)
            .fill(`*${'abcdefgh'[index] ?? ''}`)
            .join(',')}]\n`,
      )
      .join('')}`,
    'KubeconfigMalformed',
    '',
  ],
  ['a tag', yamlOf(`token: !!js/function "${canary}"`), 'KubeconfigMalformed', ''],
  ['a binary tag', yamlOf('token: !!binary Y2FuYXJ5'), 'KubeconfigMalformed', ''],
  ['a key twice', yamlOf(`token: a\n    token: ${canary}`), 'KubeconfigMalformed', ''],
  ['a key that is a list', yamlOf('? [exec]\n    : {command: x}'), 'KubeconfigMalformed', ''],
  ['two documents', `${yamlOf('token: a')}---\n${yamlOf('exec: {}')}`, 'KubeconfigMalformed', ''],
  ['a directive to YAML 1.1', yamlOf('token: yes', '%YAML 1.1\n---\n'), 'KubeconfigMalformed', ''],
  ['a directive for tags', yamlOf('token: a', '%TAG ! tag:yaml.org,2002:\n---\n'), 'KubeconfigMalformed', ''],
  ['a syntax error beside a secret', yamlOf(`token: "${canary}`), 'KubeconfigMalformed', ''],
  ['a number beyond JSON', yamlOf('token: .inf'), 'KubeconfigMalformed', ''],
  ['too deep', yamlOf(`token: ${'['.repeat(40)}${']'.repeat(40)}`), 'KubeconfigMalformed', ''],
  ['60,000 brackets', '['.repeat(60_000), 'KubeconfigMalformed', ''],
  ['10,000 keys', Array.from({ length: 6000 }, (_, index) => `k${index}: 1`).join('\n'), 'KubeconfigMalformed', ''],
  ['30,000 question marks', '? '.repeat(30_000), 'KubeconfigMalformed', ''],
];
