import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests compute or wait for browsers and servers: a core each.
    maxWorkers: '100%',
    setupFiles: ['test/pure.setup.ts'],
  },
});
