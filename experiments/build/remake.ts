import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { textTable } from '../base/textTable.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { type Remake, remakes } from './remakes.ts';

/**
 * `npm run remake <what> [words …]`: makes committed files again by the script listed for them, in a process of its own, and ends
 * as that ends. Without a name it lists what can be made.
 */
const [name, ...words] = process.argv.slice(2);
try {
  if (name === undefined) process.stdout.write(`${listOf(remakes)}\n`);
  else process.exitCode = make(chosen(name), words);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}

function chosen(name: string): Remake {
  const remake = remakes.find((known) => known.name === name);
  if (remake !== undefined) return remake;
  throw unknownName(
    'remake',
    name,
    remakes.map((known) => known.name),
  );
}

function make({ script }: Remake, words: readonly string[]): number {
  const file = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...words], { stdio: 'inherit' });
  return status ?? 130;
}

function listOf(all: readonly Remake[]): string {
  const rows = all.map(({ name, words = '', makes, takes }) => [`${name} ${words}`.trim(), makes, takes]);
  const columns = [{ title: 'npm run remake …' }, { title: 'makes', shrinks: true }, { title: 'takes' }];
  return textTable(columns, rows);
}
