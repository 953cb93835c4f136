import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from './judge.ts';

/** The kept table of a seed's changes. */
export interface Table {
  readonly command: string;
  /** Changes that were tried, that a test noticed, and that none can. */
  readonly tried: number;
  readonly caught: number;
  readonly equivalent: number;
  /** Changes that are none, as the type checker refuses them, by name (`keyOf`). */
  readonly refused: readonly string[];
  readonly outcomes: readonly Outcome[];
}

export const tableFile = (project: string, seed: number): string =>
  join(project, `results/reference/mutants/random-${seed}.json`);

export function keptTable(project: string, seed: number): Pick<Table, 'outcomes' | 'refused'> {
  const file = tableFile(project, seed);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Table) : { outcomes: [], refused: [] };
}

export function keepTable(
  project: string,
  seed: number,
  drawn: number,
  { outcomes, refused }: Pick<Table, 'outcomes' | 'refused'>,
): void {
  const table: Table = {
    command: `npm run mutants -- --random ${drawn} --seed ${seed} --write`,
    tried: outcomes.length,
    caught: outcomes.filter(({ caughtBy }) => caughtBy !== null).length,
    equivalent: outcomes.filter((outcome) => isEquivalent(outcome)).length,
    refused,
    outcomes,
  };
  mkdirSync(dirname(tableFile(project, seed)), { recursive: true });
  writeFileSync(tableFile(project, seed), `${JSON.stringify(table, null, 2)}\n`);
}

const isEquivalent = ({ caughtBy, equivalent }: Outcome): boolean =>
  caughtBy === null && equivalent !== undefined;

/** Changes that a test could have noticed and none did. */
export const survivorsOf = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter((outcome) => outcome.caughtBy === null && !isEquivalent(outcome));
