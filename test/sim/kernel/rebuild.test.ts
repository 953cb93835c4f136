import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../../experiments/build/kernel/compileModule.ts';
import { kernelModules } from '../../../experiments/build/kernel/modules.ts';

describe('the committed kernels', () => {
  it.each(kernelModules.map((module) => [module.output, module] as const))(
    '%s is what its AssemblyScript compiles to, byte for byte',
    async (output, module) => {
      const committed = readFileSync(new URL(`../../../${output}`, import.meta.url), 'utf8');
      expect(committed === (await compileModule(module))).toBe(true);
    },
  );
});
