// The import table of docs/architecture.md, kept by a machine.
const src = '^operator/src/';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { pathNot: allowed.concat(['^node_modules/@types/']).join('|') },
});

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    only('api-is-a-leaf', `${src}api/`, [`${src}api/`, 'node_modules/zod/'], 'api/ holds the contract: zod only'),
    only(
      'plan-and-report-are-pure',
      `${src}(instance|member)/(plan|report)/`,
      [`${src}api/`, `${src}(instance|member)/(plan|report)/`, `${src}(steps|fleet)/`, `${src}world\\.ts$`],
      'a decision may only look at facts',
    ),
    only(
      'observe-and-act-see-ports-only',
      `${src}(instance|member)/(observe|act)/`,
      [
        `${src}api/`,
        `${src}(instance|member)/(plan|observe|act)/`,
        `${src}(steps|fleet)/`,
        `${src}((instance|member)/)?world\\.ts$`,
      ],
      'reads and writes go through the ports of world.ts',
    ),
    only(
      'steps-know-no-kind',
      `${src}(steps|fleet)/`,
      [`${src}(api|steps|fleet)/`, `${src}runtime/next\\.ts$`, `${src}world\\.ts$`, '^crypto$'],
      'the kernel of a reconcile: verdicts, lanes, conditions',
    ),
    only(
      'runtime-is-generic',
      `${src}runtime/`,
      [`${src}runtime/`, 'node_modules/', '^node:', '^[a-z_/]+$'],
      'runtime/ knows no Karmada and no Helm',
    ),
    {
      name: 'adapters-do-not-decide',
      severity: 'error',
      from: { path: `${src}adapters/` },
      to: { path: `${src}(instance|member)/(observe|act|report)/|${src}main\\.ts$|${src}config\\.ts$` },
    },
    {
      name: 'only-main-reads-config',
      severity: 'error',
      from: { path: `${src}.+/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${src}config\\.ts$` },
    },
    { name: 'nobody-imports-main', severity: 'error', from: {}, to: { path: `${src}main\\.ts$` } },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: src, pathNot: '\\.test\\.ts$' },
      to: { path: '^(e2e|bench|operator/test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
