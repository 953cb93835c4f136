import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutants } from './mutants.ts';

/**
 * `npm run mutants [part of a name]`: puts one wrong line at a time into a copy of the engine and runs the tests
 * that should notice. Properties first; what they cannot see, the recorded vectors of the chain must. Ends with
 * 1 if a mutant survives both.
 */
const project = fileURLToPath(new URL('../..', import.meta.url));
const copied = ['sim', 'agents', 'experiments', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const juries = [
  { name: 'properties', tests: ['test/properties'] },
  {
    name: 'vectors',
    tests: [
      'test/sim/consensus/chain.test.ts',
      'test/sim/consensus/chainVersions.test.ts',
      'test/sim/consensus/float64.test.ts',
      'test/sim/pruning.test.ts',
    ],
  },
] as const;

const wanted = process.argv[2] ?? '';
const chosen = mutants.filter(({ name }) => name.includes(wanted));
const copy = mkdtempSync(join(tmpdir(), 'yuma-mutants-'));
try {
  for (const entry of copied) cpSync(join(project, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  if (juryThatObjects() !== null) throw new Error('the tests fail before anything is changed');
  const survivors = chosen.filter((mutant) => !caught(mutant));
  console.log(`\n${chosen.length - survivors.length} of ${chosen.length} mutants caught`);
  for (const { name, file } of survivors) console.log(`SURVIVED: ${name} (${file})`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function caught({ name, file, line, becomes }: Mutant): boolean {
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  if (original.split(line).length !== 2)
    throw new Error(`${name}: its line must stand once in ${file}: ${line}`);
  writeFileSync(
    path,
    original.replace(line, () => becomes),
  );
  const jury = juryThatObjects();
  writeFileSync(path, original);
  console.log(`${jury === null ? 'SURVIVED' : `caught by ${jury}`.padEnd(20)}  ${name}`);
  return jury !== null;
}

function juryThatObjects(): string | null {
  return juries.find(({ tests }) => !pass(tests))?.name ?? null;
}

function pass(tests: readonly string[]): boolean {
  try {
    execFileSync('node', [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', ...tests], {
      cwd: copy,
      env: { ...process.env, YUMA_LAB_WORLDS: '100' },
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
