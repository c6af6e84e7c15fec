import type { Step } from './run.ts';

const jest = ['node', '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'jest.config.js'] as const;

export const checkSteps: readonly Step[] = [
  { title: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { title: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { title: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'dependency rules', command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'operator', 'e2e', 'scripts', '--output-type', 'err'] },
  { title: 'unused code', command: ['knip', '--no-progress'] },
  { title: 'generated files', command: ['node', 'operator/scripts/generate.ts', '--check'] },
  { title: 'unit tests', command: [...jest, '--selectProjects', 'unit', '--silent'] },
];

/** Real servers, no nodes. */
export const serverSteps: readonly Step[] = [{ title: 'server tests', command: [...jest, '--selectProjects', 'server', '--runInBand', '--silent'] }];
