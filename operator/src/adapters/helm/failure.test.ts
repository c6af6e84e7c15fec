import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fastest } from '../../../test/fastest.ts';
import { outcomeOf } from './failure.ts';

const values = { text: 'hi', extra: 'canaryvalue', deep: { x: 'canarydeep' }, mode: 'CANARY' };
const failureOf = (stderr: string) => outcomeOf({ kind: 'exited', code: 1, stderr }, values);

/** What Helm 4.2.4 wrote on a real kube-apiserver 1.35.4: name, stderr, and what it must mean. */
const recorded: readonly (readonly [string, string, string, string, string])[] = [
  [
    'a field that the schema does not know',
    "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '': additional properties 'secretKey' not allowed\n\n",
    'terminal',
    'ValuesRejected',
    "the values do not meet the chart's schema: the top level (unknown field)",
  ],
  [
    'a value of another type',
    "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '/replicas': got string, want integer\n\n",
    'terminal',
    'ValuesRejected',
    "the values do not meet the chart's schema: /replicas (got string, want integer)",
  ],
  [
    'a value against its pattern',
    "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '/text': 'CANARY' does not match pattern '^[a-z ]*$'\n\n",
    'terminal',
    'ValuesRejected',
    "the values do not meet the chart's schema: /text",
  ],
  [
    'two values out of range',
    "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '/mode': value must be one of 'a', 'b'\n- at '/replicas': minimum: got -4, want 0\n\n",
    'terminal',
    'ValuesRejected',
    "the values do not meet the chart's schema: /mode, /replicas",
  ],
  [
    'a template that reaches through nothing',
    'Error: UPGRADE FAILED: tiny/templates/bad.yaml:1:10\n  executing "tiny/templates/bad.yaml" at <.Values.a.b.c>:\n    nil pointer evaluating interface {}.b\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:10: at <.Values.a.b.c>: nil pointer evaluating interface {}.b',
  ],
  [
    'a template that fails and quotes a value',
    'Error: UPGRADE FAILED: execution error at (tiny/templates/bad.yaml:1:3): bad canaryvalue\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:3: bad […]',
  ],
  [
    'a missing required value',
    'Error: UPGRADE FAILED: execution error at (tiny/templates/bad.yaml:1:3): text is needed\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:3: text is needed',
  ],
  [
    'a template that does not parse',
    'Error: UPGRADE FAILED: parse error at (tiny/templates/bad.yaml:1): missing value for if\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1: missing value for if',
  ],
  [
    'an unknown function',
    'Error: UPGRADE FAILED: parse error at (tiny/templates/bad.yaml:1): function "nofunc" not defined\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1: function "nofunc" not defined',
  ],
  [
    'an unknown template',
    'Error: UPGRADE FAILED: tiny/templates/bad.yaml:1:3\n  executing "tiny/templates/bad.yaml" at <include "nope" .>:\n    error calling include:\ntemplate: no template "nope" associated with template "gotpl"\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:3: at <include […] .>: error calling include: template: no template "nope" associated with template "gotpl"',
  ],
  [
    'YAML that is none',
    'Error: UPGRADE FAILED: YAML parse error on tiny/templates/bad.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
  ],
  [
    'YAML that breaks off',
    'Error: UPGRADE FAILED: YAML parse error on tiny/templates/bad.yaml: error converting YAML to JSON: yaml: line 4: did not find expected key\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml: error converting YAML to JSON: yaml: line 4: did not find expected key',
  ],
  [
    'an object without a kind',
    'Error: UPGRADE FAILED: error validating "": error validating data: [apiVersion not set, kind not set]\n',
    'terminal',
    'ChartNotRenderable',
    'the chart renders something that is no Kubernetes object',
  ],
  [
    'a kind that the host does not serve',
    'Error: UPGRADE FAILED: resource mapping not found for name: "x" namespace: "" from "": no matches for kind "Nope" in version "nope.io/v1"\nensure CRDs are installed first\n',
    'terminal',
    'ObjectRejected',
    'the host does not serve Nope of nope.io/v1',
  ],
  [
    'a field of a text',
    'Error: UPGRADE FAILED: tiny/templates/bad.yaml:1:10\n  executing "tiny/templates/bad.yaml" at <.Values.extra.foo>:\n    can\'t evaluate field foo in type interface {}\n',
    'terminal',
    'ChartNotRenderable',
    "the chart cannot be rendered: tiny/templates/bad.yaml:1:10: at <.Values.extra.foo>: can't evaluate field foo in type interface {}",
  ],
  [
    'an index into a map',
    'Error: UPGRADE FAILED: template: tiny/templates/bad.yaml:1:10: executing "tiny/templates/bad.yaml" at <index .Values.deep 0>: error calling index: value has type int; should be string\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:10: at <index .Values.deep 0>: error calling index: value has type int; should be string',
  ],
  [
    'a value that is no JSON',
    'Error: UPGRADE FAILED: template: tiny/templates/bad.yaml:1:3: executing "tiny/templates/bad.yaml" at <mustFromJson .Values.extra>: error calling mustFromJson: invalid character \'c\' looking for beginning of value\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:3: at <mustFromJson .Values.extra>: error calling mustFromJson: invalid character […] looking for beginning of value',
  ],
  [
    'an object with a bad name',
    "Error: server-side apply failed for object t1/Bad_Name /v1, Kind=ConfigMap: ConfigMap \"Bad_Name\" is invalid: metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n",
    'terminal',
    'ObjectRejected',
    'the host rejects ConfigMap "Bad_Name" of the chart at metadata.name',
  ],
  [
    'a field of another type',
    'Error: server-side apply failed for object t1/x1 /v1, Kind=ConfigMap: failed to create typed patch object (t1/x1; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"b":"canary"}}\n',
    'terminal',
    'ObjectRejected',
    'the host rejects ConfigMap "t1/x1" of the chart at .data.a',
  ],
  [
    'a value out of range for the API',
    'Error: server-side apply failed for object t1/x1 /v1, Kind=Service: Service "x1" is invalid: [spec.ports[0].port: Invalid value: 99999: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 99999: must be between 1 and 65535, inclusive]\n',
    'terminal',
    'ObjectRejected',
    'the host rejects Service "x1" of the chart at spec.ports[0].port',
  ],
  [
    'a field that the API does not know',
    'Error: server-side apply failed for object t1/x1 /v1, Kind=Service: failed to create typed patch object (t1/x1; /v1, Kind=Service): .spec.portz: field not declared in schema\n',
    'terminal',
    'ObjectRejected',
    'the host rejects Service "t1/x1" of the chart at .spec.portz',
  ],
  [
    'a key twice',
    'Error: server-side apply failed for object t1/x1 /v1, Kind=Pod: failed to create typed patch object (t1/x1; /v1, Kind=Pod): .spec.containers[name="a"].env: duplicate entries for key [name="A"]\n',
    'terminal',
    'ObjectRejected',
    'the host rejects Pod "t1/x1" of the chart at .spec.containers',
  ],
  [
    'a directory that is no chart',
    'Error: unable to detect chart at /charts/bad/Chart.yaml: open /charts/bad/Chart.yaml: no such file or directory\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: unable to detect chart at /charts/bad/Chart.yaml: open /charts/bad/Chart.yaml: no such file or directory',
  ],
  [
    'no directory',
    'Error: path "./nonexist" not found\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: cannot load its directory, which does not exist',
  ],
  [
    'a broken Chart.yaml',
    'Error: cannot load Chart.yaml: error converting YAML to JSON: yaml: did not find expected key\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: cannot load Chart.yaml: error converting YAML to JSON: yaml: did not find expected key',
  ],
  [
    'a broken values.yaml',
    'Error: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 1: did not find expected node content\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 1: did not find expected node content',
  ],
  [
    'a broken schema',
    "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\nunexpected EOF\n",
    'terminal',
    'ChartNotRenderable',
    "the chart's values.schema.json cannot be read",
  ],
  [
    'a missing dependency',
    "Error: an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: foo\n",
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: an error occurred while checking for chart dependencies. You may need to run […] to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: foo',
  ],
  [
    'no namespace',
    'Error: create: failed to create: namespaces "nonexist" not found\n',
    'transient',
    'NamespaceMissing',
    'namespace "nonexist" does not exist',
  ],
  [
    'a name too long',
    'Error: release name is invalid: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: release name is invalid: […]',
  ],
  [
    'a bad name',
    'Error: release name is invalid: Bad_name\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: release name is invalid: Bad_name',
  ],
  [
    'an immutable field',
    'level=WARN msg="upgrade failed" name=demo error="server-side apply failed for object t1/demo-web apps/v1, Kind=Deployment: Deployment.apps \\"demo-web\\" is invalid: spec.selector: Invalid value: {\\"matchLabels\\":{\\"app\\":\\"web2\\"}}: field is immutable"\nError: UPGRADE FAILED: server-side apply failed for object t1/demo-web apps/v1, Kind=Deployment: Deployment.apps "demo-web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"web2"}}: field is immutable\n',
    'terminal',
    'ObjectRejected',
    'the host rejects Deployment.apps "demo-web" of the chart at spec.selector',
  ],
  [
    'an object of someone else',
    'Error: unable to continue with install: ConfigMap "demo-one" in namespace "t2" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"; annotation validation error: missing key "meta.helm.sh/release-name": must be set to "demo"; annotation validation error: missing key "meta.helm.sh/release-namespace": must be set to "t2"\n',
    'terminal',
    'OwnedByOthers',
    'ConfigMap "demo-one" exists already and is not of this release; move it away',
  ],
  [
    'no right to read records',
    'Error: query: failed to query with labels: secrets is forbidden: User "weak" cannot list resource "secrets" in API group "" in the namespace "t1"\n',
    'transient',
    'Forbidden',
    'the operator may not list secrets in the namespace; right after a RoleBinding this passes by itself',
  ],
  [
    'no right to read an object',
    'Error: unable to continue with install: could not get information about the resource ConfigMap "fresh-one" in namespace "t1": configmaps "fresh-one" is forbidden: User "weak" cannot get resource "configmaps" in API group "" in the namespace "t1"\n',
    'transient',
    'Forbidden',
    'the operator may not get configmaps in the namespace; right after a RoleBinding this passes by itself',
  ],
  [
    'no right to write objects',
    'Error: server-side apply failed for object t1/fresh-one /v1, Kind=ConfigMap: configmaps "fresh-one" is forbidden: User "weak" cannot patch resource "configmaps" in API group "" in the namespace "t1"\nserver-side apply failed for object t1/fresh-web apps/v1, Kind=Deployment: deployments.apps "fresh-web" is forbidden: User "weak" cannot patch resource "deployments" in API group "apps" in the namespace "t1"\n',
    'transient',
    'Forbidden',
    'the operator may not patch configmaps in the namespace; right after a RoleBinding this passes by itself',
  ],
  [
    'a credential that is not accepted',
    'Error: kubernetes cluster unreachable: the server has asked for the client to provide credentials\n',
    'transient',
    'Unauthorized',
    "the host does not accept the operator's credentials",
  ],
  [
    'a host that is down',
    'Error: kubernetes cluster unreachable: Get "https://127.0.0.1:33999/version": dial tcp 127.0.0.1:33999: connect: connection refused\n',
    'transient',
    'Unreachable',
    "the host's API did not answer",
  ],
  [
    'a kubeconfig that is not there',
    'Error: kubernetes cluster unreachable: Get "http://localhost:8080/version": dial tcp 127.0.0.1:8080: connect: connection refused\n',
    'transient',
    'Unreachable',
    "the host's API did not answer",
  ],
  [
    'a host name that does not resolve',
    'Error: kubernetes cluster unreachable: Get "https://nosuch.invalid:33443/version": dial tcp: lookup nosuch.invalid on 10.255.255.53:53: no such host\n',
    'transient',
    'Unreachable',
    "the host's API did not answer",
  ],
  [
    'a certificate of another CA',
    'Error: kubernetes cluster unreachable: Get "https://127.0.0.1:33443/version": tls: failed to verify certificate: x509: certificate signed by unknown authority\n',
    'transient',
    'Unreachable',
    "the host's API did not answer",
  ],
  [
    'a quota for an object',
    'Error: server-side apply failed for object q/demo2-one /v1, Kind=ConfigMap: configmaps "demo2-one" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=0, limited: configmaps=0\n',
    'transient',
    'QuotaExceeded',
    'ResourceQuota "q" of the namespace leaves no room; raise it',
  ],
  [
    'a quota for the record',
    'Error: create: failed to create: secrets "sh.helm.release.v1.demo.v1" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=0, limited: secrets=0\n',
    'transient',
    'QuotaExceeded',
    'ResourceQuota "q" of the namespace leaves no room; raise it',
  ],
  [
    'Pod Security, with a warning before it',
    'I1121 03:51:53.185119   29631 warnings.go:107] "Warning: would violate PodSecurity \\"restricted:latest\\": allowPrivilegeEscalation != false (container \\"web\\" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container \\"web\\" must set securityContext.capabilities.drop=[\\"ALL\\"]), runAsNonRoot != true (pod or container \\"web\\" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container \\"web\\" must set securityContext.seccompProfile.type to \\"RuntimeDefault\\" or \\"Localhost\\")"\nError: server-side apply failed for object pss/x1 /v1, Kind=Pod: pods "x1" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")\n',
    'terminal',
    'PodSecurityDenied',
    'a Pod of the chart violates Pod Security level "restricted" of the namespace',
  ],
  [
    'an admission policy',
    "Error: server-side apply failed for object d1/demo-one /v1, Kind=ConfigMap: configmaps \"demo-one\" is forbidden: ValidatingAdmissionPolicy 'deny' with binding 'deny' denied request: no config maps here\n",
    'terminal',
    'AdmissionDenied',
    'ValidatingAdmissionPolicy "deny" of the host denies an object of the chart',
  ],
  [
    'a webhook that is down',
    'Error: server-side apply failed for object d2/demo-one /v1, Kind=ConfigMap: Internal error occurred: failed calling webhook "a.b.c": failed to call webhook: Post "https://127.0.0.1:1/x?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused\n',
    'transient',
    'WebhookUnavailable',
    'admission webhook "a.b.c" of the host does not answer',
  ],
  [
    'a namespace on its way out',
    'Error: create: failed to create: secrets "sh.helm.release.v1.demo.v1" is forbidden: unable to create new content in namespace term because it is being terminated\n',
    'transient',
    'NamespaceTerminating',
    'the namespace is being deleted; it must be gone before the release can be installed',
  ],
  [
    'a chart too large for its record',
    'Error: create: failed to create: Request entity too large: limit is 3145728\n',
    'terminal',
    'TooLarge',
    'the release record or an object of the chart is larger than the host takes',
  ],
  [
    'an object too large',
    'Error: server-side apply failed for object t1/x1 /v1, Kind=ConfigMap: ConfigMap "x1" is invalid: []: Too long: may not be more than 1048576 bytes\n',
    'terminal',
    'TooLarge',
    'the release record or an object of the chart is larger than the host takes',
  ],
  [
    'a template, first install',
    'Error: tiny/templates/bad.yaml:1:10\n  executing "tiny/templates/bad.yaml" at <.Values.a.b.c>:\n    nil pointer evaluating interface {}.b\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:10: at <.Values.a.b.c>: nil pointer evaluating interface {}.b',
  ],
  [
    'a schema, first install',
    "Error: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '': additional properties 'secretKey' not allowed\n\n",
    'terminal',
    'ValuesRejected',
    "the values do not meet the chart's schema: the top level (unknown field)",
  ],
  [
    'a locked release',
    'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n',
    'transient',
    'ReleaseLocked',
    'an operation on this release was interrupted; it is unlocked first',
  ],
  [
    'a damaged record',
    'Error: UPGRADE FAILED: no revision for release "demo"\n',
    'terminal',
    'RecordUnreadable',
    "Helm's record of the release is damaged; restore or delete its Secret",
  ],
  [
    'a damaged record, removal',
    'Error: no release provided\n',
    'terminal',
    'RecordUnreadable',
    "Helm's record of the release is damaged; restore or delete its Secret",
  ],
  [
    'a field of another type, with a log line before it',
    'level=WARN msg="upgrade failed" name=demo error="failed to create resource: server-side apply failed for object t7/yy /v1, Kind=ConfigMap: failed to create typed patch object (t7/yy; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}"\nError: UPGRADE FAILED: failed to create resource: server-side apply failed for object t7/yy /v1, Kind=ConfigMap: failed to create typed patch object (t7/yy; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}\n',
    'terminal',
    'ObjectRejected',
    'the host rejects ConfigMap "t7/yy" of the chart at .data.a',
  ],
  [
    'a failure of two lines',
    'Error: execution error at (tiny/templates/bad.yaml:1:3): line one \nline two%!(EXTRA string=hi)\n',
    'terminal',
    'ChartNotRenderable',
    'the chart cannot be rendered: tiny/templates/bad.yaml:1:3: line one',
  ],
];

/** What the sources of Helm and Kubernetes say that they write. */
const known: typeof recorded = [
  [
    'a slow etcd',
    'Error: UPGRADE FAILED: create: failed to create: etcdserver: request timed out\n',
    'transient',
    'Timeout',
    'the host did not answer in time',
  ],
  [
    'an apiserver that closes',
    'Error: kubernetes cluster unreachable: Get "https://10.96.0.1:443/version": read tcp 10.0.0.9:41418->10.96.0.1:443: read: connection reset by peer\n',
    'transient',
    'Unreachable',
    "the host's API did not answer",
  ],
  [
    'a conflict of owners',
    'Error: UPGRADE FAILED: conflict occurred while applying object t1/demo-web apps/v1, Kind=Deployment: Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas\n',
    'transient',
    'Conflict',
    'an object of the release was changed by someone else at the same time',
  ],
  [
    'an edit at the same time',
    'Error: UPGRADE FAILED: Operation cannot be fulfilled on deployments.apps "demo-web": the object has been modified; please apply your changes to the latest version and try again\n',
    'transient',
    'Conflict',
    'an object of the release was changed by someone else at the same time',
  ],
  [
    'two at once',
    'Error: UPGRADE FAILED: release: already exists\n',
    'transient',
    'ReleaseLocked',
    'an operation on this release was interrupted; it is unlocked first',
  ],
  [
    'a validating webhook',
    'Error: server-side apply failed for object t1/demo-one /v1, Kind=ConfigMap: admission webhook "guard.example.com" denied the request: value canaryvalue is not welcome\n',
    'terminal',
    'AdmissionDenied',
    'admission webhook "guard.example.com" of the host denies an object of the chart',
  ],
  [
    'an escalation',
    'Error: server-side apply failed for object t1/demo rbac.authorization.k8s.io/v1, Kind=Role: roles.rbac.authorization.k8s.io "demo" is forbidden: user "slipway" (groups=[]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}\n',
    'transient',
    'Forbidden',
    'the host forbids an object of the chart to the operator',
  ],
  [
    'words never seen before',
    'Error: UPGRADE FAILED: the moon is full of canaryvalue and "quotes" and c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0\n',
    'transient',
    'HelmFailed',
    'helm failed: the moon is full of […] and […] and […]',
  ],
  ['nothing at all', '', 'transient', 'HelmFailed', 'helm failed: no reason given'],
];

test.each([...recorded, ...known])('%s', (...[, stderr, retry, reason, message]) => {
  expect(failureOf(stderr)).toEqual({ kind: 'failed', retry, reason, message });
});

describe('a message', () => {
  test.each([...recorded, ...known])('is short and free of values: %s', (_name, stderr) => {
    const outcome = failureOf(stderr);
    const message = outcome.kind === 'failed' ? outcome.message : '';
    expect(message).not.toMatch(/canary|CANARY|\p{Cc}/u);
    expect(message.length).toBeGreaterThan(0);
    expect(message.length).toBeLessThanOrEqual(300);
  });

  test('holds no value, wherever in the words it stands', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9 :/.-]{8,40}$/).filter((text) => !/^[ ]|[ ]$|\.yaml/.test(text));
    const frame = fc.constantFrom(
      (text: string) => `Error: UPGRADE FAILED: execution error at (tiny/templates/a.yaml:1:3): bad ${text}\n`,
      (text: string) =>
        `Error: template: tiny/templates/a.yaml:1:3: executing "x" at <.Values.a>: strconv.Atoi: parsing "${text}"`,
      (text: string) => `Error: something about ${text} and more`,
      (text: string) =>
        `Error: values don't meet the specifications of the schema(s) in the following chart(s):\ntiny:\n- at '/a': '${text}' does not match`,
    );
    fc.assert(
      fc.property(value, frame, (text, words) => {
        const outcome = outcomeOf({ kind: 'exited', code: 1, stderr: words(`<${text}>`) }, { a: [{ b: text }] });
        expect(JSON.stringify(outcome)).not.toContain(`<${text}>`);
      }),
    );
  });

  test('of any words at all comes at once', () => {
    const hostile = [
      'a/'.repeat(16_000),
      '"'.repeat(32_000),
      "- at '".repeat(5000),
      ' '.repeat(32_000),
      'A'.repeat(32_000),
      "ValidatingAdmissionPolicy 'a".repeat(1000),
    ];
    for (const words of hostile) {
      expect(fastest(() => [failureOf(`Error: ${words}`), failureOf(words)])).toBeLessThan(200);
    }
  });
});

describe('an end without words', () => {
  test.each([
    [{ kind: 'stopped', by: 'caller' } as const, 'transient', 'Cancelled'],
    [{ kind: 'stopped', by: 'deadline' } as const, 'transient', 'Timeout'],
    [{ kind: 'killed' } as const, 'transient', 'HelmFailed'],
    [{ kind: 'notStarted', code: 'ENOENT' } as const, 'terminal', 'HelmUnavailable'],
    [{ kind: 'notStarted', code: 'EAGAIN' } as const, 'transient', 'HelmUnavailable'],
  ])('%j', (run, retry, reason) => {
    expect(outcomeOf(run, {})).toMatchObject({ kind: 'failed', retry, reason });
  });

  test('success is success, whatever was written', () => {
    expect(outcomeOf({ kind: 'exited', code: 0, stderr: 'Error: not really' }, {})).toEqual({ kind: 'done' });
  });
});
