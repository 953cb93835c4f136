import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bondRowsOf, fillCells, placeColumns } from '../../../sim/kernel/columnEntries.ts';
import { emptyRow, type Row, rowOf } from '../../../sim/row.ts';
import { makeDraws } from './draws.ts';

/** A row in a random order, some of its values zero. */
function rowIn(n: number, density: number, draws: ReturnType<typeof makeDraws>): Row {
  const targets = Array.from({ length: n }, (_, uid) => uid).filter(() => draws.chance(density));
  const row = targets.map((uid) => [uid, draws.chance(0.2) ? 0 : 1 + draws.below(65_535)] as const);
  return rowOf(draws.chance(0.3) ? [...row].reverse() : row);
}

const storedFor = ({ targets, values }: Row, column: number) => values[targets.indexOf(column)] ?? 0;

describe('rows turned into columns', () => {
  it('every cell has the weight and the bond of its row, rows ascend, and what is past a column is zero', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0, 0.1, 0.5, 1),
        (seed, n, density) => {
          const draws = makeDraws(seed);
          const weights = Array.from({ length: n }, () =>
            draws.chance(0.2) ? emptyRow : rowIn(n, density, draws),
          );
          const bonds = weights.map(() => (draws.chance(0.2) ? emptyRow : rowIn(n, density, draws)));
          const room = n * (n + 8);
          const made = {
            starts: new Uint32Array(n + 1),
            counts: new Uint32Array(n),
            entryRows: new Uint16Array(room).fill(9),
            weights: new Uint16Array(room).fill(9),
            bonds: new Uint16Array(room).fill(9),
          };
          placeColumns(made, n, { weights, bonds });
          fillCells(made, n, { weights, bonds });
          for (let column = 0; column < n; column++) {
            const asked = weights.flatMap((row, k) => {
              const both = [storedFor(row, column), storedFor(bonds[k], column)];
              return both.some((value) => value > 0) ? [[k, ...both]] : [];
            });
            const first = made.starts[column];
            const cells = Array.from({ length: made.starts[column + 1] - first }, (_, k) => [
              made.entryRows[first + k],
              made.weights[first + k],
              made.bonds[first + k],
            ]);
            expect(cells.slice(0, made.counts[column])).toEqual(asked);
            expect(cells.slice(made.counts[column]).every((cell) => cell.every((value) => value === 0))).toBe(
              true,
            );
            expect(first % 8).toBe(0);
          }
          const held = new Uint8Array(room / 8 + 1);
          made.bonds.forEach((bond, cell) => {
            if (bond > 0) held[cell >> 3] |= 1 << (cell & 7);
          });
          const back = bondRowsOf(
            made,
            n,
            held,
            weights.map(() => true),
          );
          back.forEach((row, k) => {
            expect(row.values.every((value) => value > 0)).toBe(true);
            for (let column = 0; column < n; column++)
              expect(storedFor(row, column)).toBe(storedFor(bonds[k], column));
          });
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });
});
