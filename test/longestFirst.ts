import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longest } from './companies.ts';

/**
 * Begins with the files that take longest, so that no core is left alone with one of them at the end. Files that share a process come last and
 * one after another: a file with a process of its own between them would end theirs.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number => {
      const found = longest.findIndex((path) => moduleId.endsWith(path));
      const shares = project.config.isolate ? 0 : longest.length + 1;
      return shares + (found < 0 ? longest.length : found);
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
