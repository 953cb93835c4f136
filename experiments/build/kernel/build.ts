import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { compileModule } from './compileModule.ts';
import { kernelModules } from './modules.ts';

/** `npm run remake kernel`: compiles the kernels from AssemblyScript and writes them where `sim` imports them. */
for (const module of kernelModules) {
  writeWhole(
    fileURLToPath(new URL(`../../../${module.output}`, import.meta.url)),
    await compileModule(module),
  );
  console.log(`${module.output} from ${module.source}`);
}
