// In a checkout the TypeScript itself runs; the package has it compiled.
import { existsSync } from 'node:fs';

const source = new URL('../main.ts', import.meta.url);
if (existsSync(source)) {
  (await import('tsx/esm/api')).register();
  await import(source.href);
} else await import('../../dist/experiments/main.js');
