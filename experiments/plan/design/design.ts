import { UserError } from '../../base/userError.ts';
import { type Dimension, levelsOf, settingAt, type Value } from './domain.ts';
import { grid } from './grid.ts';
import { mostDimensions } from './joeKuo.ts';
import { latinHypercube } from './latinHypercube.ts';
import { randomPoints } from './random.ts';
import { scrambledSobol } from './sobol.ts';

/** Ways to spread points over the factors, `list` apart, which names them. */
export const designKinds = ['grid', 'random', 'lhs', 'sobol'] as const;
export type DesignKind = (typeof designKinds)[number];

/** How the cells of a study were drawn: plain data, part of its plan. */
export interface Design {
  readonly kind: DesignKind | 'list';
  /** Cells of a random design; levels of each interval of a grid. */
  readonly points: number;
  readonly seed: string;
  readonly dimensions: readonly Dimension[];
}

const mostCells = 100_000;

/**
 * The cells of a design: each names the value of every factor. The same seed gives the same cells. A cell that comes out twice (whole
 * numbers and choices) is kept once. Throws `UserError` for a design of no or too many cells.
 */
export function cellsOf({ kind, points, seed, dimensions }: Design): Record<string, Value>[] {
  if (dimensions.length === 0) throw new UserError('a design needs at least one factor; received none');
  const cells =
    kind === 'grid'
      ? grid(gridLevels(dimensions, points))
      : unitPoints(kind, points, dimensions.length, seed).map((point) => settingAt(dimensions, point));
  const byText = new Map(cells.map((cell) => [JSON.stringify(cell), cell]));
  return [...byText.values()];
}

function gridLevels(dimensions: readonly Dimension[], points: number) {
  const levels = dimensions.map(({ name, domain }) => ({ name, values: levelsOf(domain, points) }));
  const cells = levels.reduce((product, { values }) => product * values.length, 1);
  if (cells > mostCells)
    throw new UserError(
      `this grid has ${cells.toLocaleString('en')} cells, more than ${mostCells.toLocaleString('en')}: take fewer points, or --design sobol`,
    );
  return levels;
}

function unitPoints(kind: Design['kind'], points: number, dimensions: number, seed: string): number[][] {
  if (!(Number.isInteger(points) && points >= 1 && points <= mostCells))
    throw new UserError(`points must be a whole number in 1 … 100,000; received ${points}`);
  if (kind === 'random') return randomPoints(points, dimensions, seed);
  if (kind === 'lhs') return latinHypercube(points, dimensions, seed);
  if (kind === 'list') throw new UserError('a list names its cells; it draws none');
  if (dimensions > mostDimensions)
    throw new UserError(`sobol reaches ${mostDimensions} factors; received ${dimensions} (take lhs)`);
  return scrambledSobol(points, dimensions, seed);
}
