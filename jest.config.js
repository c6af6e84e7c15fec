// Native ES modules: client-node, execa and undici ship nothing else (docs/adr). swc only strips the types.
const shared = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/operator/test/seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.slipway'],
};

export default {
  // Two cores may be busy with something else.
  testTimeout: 180_000,
  // Of two cores Jest would leave one idle.
  maxWorkers: '100%',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.server\\.test\\.ts$'],
    },
    { ...shared, displayName: 'server', testMatch: ['<rootDir>/**/*.server.test.ts'] },
  ],
};
