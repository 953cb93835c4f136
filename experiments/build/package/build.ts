import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import { dataFiles } from './dataFiles.ts';

/**
 * `npm run build`, which `npm pack` runs: compiles what the package ships into `dist/`, which mirrors the checkout, and copies the data
 * that is read beside it. In a checkout nothing needs it.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
// What runs in a page has other types than what runs under Node, so it is a project of its own.
for (const folder of [
  '',
  'experiments/panel/view',
  'experiments/report/view',
  'experiments/epochPage/view',
]) {
  const project = join(root, folder, 'tsconfig.build.json');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
for (const file of dataFiles) cpSync(join(root, file), join(dist, file), { recursive: true });
// Without a name or exports: what is in `dist` finds the package as anyone else does.
const { version, engines } = packageJson;
writeFileSync(
  join(dist, 'package.json'),
  `${JSON.stringify({ version, engines, type: 'module' }, null, 2)}\n`,
);
