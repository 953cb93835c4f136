import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { own, shared } from './test/companies.ts';
import { LongestFirst } from './test/longestFirst.ts';

const all = 'test/**/*.test.ts';
const sharing = shared.map((folder) => `${folder}**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page or a server that shares its core with other tests may take seconds to answer.
    expect: { poll: { timeout: 30_000 } },
    // One more than there are cores: many files wait for browsers, servers and processes, each for a while.
    maxWorkers: availableParallelism() + 1,
    setupFiles: ['test/pure.setup.ts', 'test/threads.setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: [all], exclude: sharing } },
      { extends: true, test: { name: 'own', include: [...own] } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: sharing,
          exclude: [...own],
          isolate: false,
          // Node's own modules, of which tsx takes the types: loops are spared what the runner of Vite wraps around every import.
          execArgv: ['--import', 'tsx'],
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
    ],
  },
});
