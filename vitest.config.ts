import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page or a server that shares its core with other tests may take seconds to answer.
    expect: { poll: { timeout: 30_000 } },
    // Tests compute or wait for browsers and servers: a core each.
    maxWorkers: '100%',
    setupFiles: ['test/pure.setup.ts'],
  },
});
