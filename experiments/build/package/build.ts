import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import packageJson from '../../../package.json' with { type: 'json' };
import { dataFiles } from './dataFiles.ts';
import { reachableDeclarations } from './reachableDeclarations.ts';

/**
 * `npm run build`, which `npm pack` runs: compiles what the package ships into `dist/`, which mirrors the checkout, and copies the data
 * that is read beside it. In a checkout nothing needs it. Types are checked by `npm run types`, not here.
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
// The declarations keep the comments; modules without them are half of what is downloaded.
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.m?js$/.test(file),
)) {
  const path = join(dist, name);
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    format: 'esm',
    target: 'esnext',
    legalComments: 'none',
  });
  writeFileSync(path, code);
}
// A program reads the declarations of what it may import; the others nothing reads.
const open = reachableDeclarations(
  ['sim', 'agents', 'experiments'].map((room) => join(dist, room, 'index.d.ts')),
);
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
  if (name.endsWith('.d.ts') && !open.has(join(dist, name))) rmSync(join(dist, name));
for (const file of dataFiles) cpSync(join(root, file), join(dist, file), { recursive: true });
// Without a name or exports: what is in `dist` finds the package as anyone else does.
const { version, engines } = packageJson;
writeFileSync(
  join(dist, 'package.json'),
  `${JSON.stringify({ version, engines, type: 'module' }, null, 2)}\n`,
);
