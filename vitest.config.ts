import { defineConfig } from 'vitest/config';
import { mocking, shared } from './test/companies.ts';
import { LongestFirst } from './test/longestFirst.ts';

const all = ['test/**/*.test.ts'];
const sharing = shared.map((folder) => `${folder}**/*.test.ts`);
/** Node's own modules, of which tsx takes the types: loops are spared what the runner of Vite wraps around every import. */
const native = {
  execArgv: ['--import', 'tsx'],
  experimental: { viteModuleRunner: false, nodeLoader: false },
};

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page or a server that shares its core with other tests may take seconds to answer.
    expect: { poll: { timeout: 30_000 } },
    // Tests compute or wait for browsers and servers: a core each.
    maxWorkers: '100%',
    setupFiles: ['test/pure.setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: all, exclude: [...sharing, ...mocking], ...native },
      },
      {
        extends: true,
        test: { name: 'shared', include: sharing, exclude: [...mocking], isolate: false, ...native },
      },
      { extends: true, test: { name: 'mocking', include: [...mocking] } },
    ],
  },
});
