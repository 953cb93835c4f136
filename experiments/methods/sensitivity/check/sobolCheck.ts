import { stream } from '../../../../sim/random.ts';
import { type SaltelliRow, saltelliRows } from '../../../plan/design/saltelli.ts';
import type { RowOutputs } from '../rowSums.ts';
import { type SobolIndices, sobolIndices } from '../sobolIndices.ts';
import { Tallier, type Tally } from './tally.ts';
import type { TestFunction } from './testFunctions.ts';

export interface SobolCheck {
  readonly rows: number;
  readonly blocks: number;
  /** Whether the design has the matrices BA. */
  readonly isBoth: boolean;
  readonly seeds: number;
}

/** What a design is called in the table. */
export const sobolMethod = ({ rows, blocks, isBoth }: SobolCheck): string =>
  `Sobol, N ${rows}, ${blocks} blocks${isBoth ? '' : ', A, B and AB only'}`;

export const noisyMethod = ({ rows, blocks }: SobolCheck, replications: number): string =>
  `Sobol with chance, N ${rows}, ${blocks} blocks, ${replications} replications`;

/** Sobol's indices of a function with known ones, over many seeds. */
export function checkSobol(known: TestFunction, check: SobolCheck): Tally {
  const tallier = new Tallier();
  for (let seed = 1; seed <= check.seeds; seed++) {
    see(
      tallier,
      known,
      indicesOf(known, check, seed, (point) => [known.at(point)]),
    );
  }
  return tallier.tally(sobolMethod(check), known.name, check.seeds);
}

/**
 * The same with chance added: f (1 + z / 2) + 2 z', with z common to the points of a row and z' of each point its own. The expected
 * output is f, and chance has the variance E[f²] / 4 + 4 at a point, on average.
 */
export function checkNoisySobol(known: TestFunction, check: SobolCheck, replications: number): Tally {
  const tallier = new Tallier();
  for (let seed = 1; seed <= check.seeds; seed++) {
    const shared = stream(seed, 'chance of a row', known.name);
    const own = stream(seed, 'chance of a point', known.name);
    const result = indicesOf(known, check, seed, (point, common) => {
      while (common.length < replications) common.push(shared.normal());
      return common.map((z) => known.at(point) * (1 + z / 2) + 2 * own.normal());
    });
    see(tallier, known, result);
    const chance = (known.variance + known.mean ** 2) / 4 + 4;
    tallier.see('noise', result.noise!, chance / (chance + known.variance));
  }
  return tallier.tally(noisyMethod(check, replications), known.name, check.seeds);
}

function see(tallier: Tallier, known: TestFunction, { first, total }: SobolIndices): void {
  for (const [k, index] of first.entries()) tallier.see(`S${k + 1}`, index, known.first[k]);
  for (const [k, index] of total.entries()) tallier.see(`ST${k + 1}`, index, known.total[k]);
}

/** `outputOf(point, common)`: `common` is one list for all points of a row, to keep what they share. */
export function indicesOf(
  { dimensions }: TestFunction,
  { rows, blocks, isBoth }: Omit<SobolCheck, 'seeds'>,
  seed: number,
  outputOf: (point: readonly number[], common: number[]) => number[],
): SobolIndices {
  const outputs = ({ block, a, b, ab, ba }: SaltelliRow): RowOutputs => {
    const common: number[] = [];
    const of = (point: readonly number[]) => outputOf(point, common);
    return { block, a: of(a), b: of(b), ab: ab.map(of), ba: ba.map(of) };
  };
  return sobolIndices(saltelliRows({ rows, dimensions, seed, blocks, secondOrder: isBoth }).map(outputs));
}
