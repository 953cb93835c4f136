import { writeFileSync } from 'node:fs';
import { compileModule } from './compileModule.ts';
import { kernelModules } from './modules.ts';

/** `npm run remake kernel`: compiles the kernels from AssemblyScript and writes them where `sim` imports them. */
for (const module of kernelModules) {
  writeFileSync(new URL(`../../../${module.output}`, import.meta.url), await compileModule(module));
  console.log(`${module.output} from ${module.source}`);
}
