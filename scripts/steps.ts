import { join } from 'node:path';
import { reports, type Step } from './run.ts';

const jest = [
  'node',
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--config',
  'jest.config.js',
] as const;

/** Two chains that take about as long as each other. */
export const staticChecks: readonly (readonly Step[])[] = [
  [{ title: 'lint', command: ['eslint', '.', '--max-warnings', '0'] }],
  [
    { title: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
    { title: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    {
      title: 'dependency rules',
      command: [
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        'operator',
        'e2e',
        'scripts',
        '--output-type',
        'err',
      ],
    },
    { title: 'unused code', command: ['knip', '--no-progress'] },
    { title: 'generated files', command: ['node', 'operator/scripts/generate.ts', '--check'] },
  ],
];

export const unitTests: Step = {
  title: 'unit tests',
  command: [...jest, '--selectProjects', 'unit', '--silent'],
  report: 'unit.json',
};

/** Whatever real servers and clusters are made of; nothing to do when the cache has it. */
export const provideTools: Step = { title: 'tools', command: ['node', 'e2e/cluster/main.ts', 'tools'], output: 'live' };

/** Real servers, no nodes. */
export const serverTests: Step = {
  title: 'server tests',
  command: [...jest, '--selectProjects', 'server', '--runInBand', '--silent'],
  report: 'server.json',
};

export const storiesReport = join(reports, 'stories.json');

/** The stories bring their clusters up and take them down themselves. */
export const stories = (selection: readonly string[]): Step => ({
  title: 'stories on real clusters',
  command: ['node', 'e2e/stories/main.ts', '--results', storiesReport, ...selection],
  output: 'live',
});

export const removeClusters: Step = {
  title: 'remove the clusters of the stories',
  command: ['node', 'e2e/cluster/main.ts', 'down', '--name', 'e2e'],
  output: 'live',
};
