import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import project from '../../../vitest.config.ts';

/** Files in the order of how long they took last; those not yet run after them. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const took = ({ moduleId, project }: TestSpecification) => {
      const name = moduleId.slice(this.ctx.config.root.length + 1);
      return (
        this.ctx.cache.getFileTestResults(`${project.name}:${name}`)?.duration || Number.POSITIVE_INFINITY
      );
    };
    return [...files].sort((one, other) => (took(one) < took(other) ? -1 : took(one) > took(other) ? 1 : 0));
  }
}

/** As the project tests, one file after another, with caches of the copy's own. */
export default defineConfig({
  cacheDir: '.cache',
  test: {
    ...project.test,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    sequence: { sequencer: QuickestFirst },
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/modules' },
  },
});
