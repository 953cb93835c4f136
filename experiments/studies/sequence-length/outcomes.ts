import { pathOf } from '../../analysis/beginning/path.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import type { Cells, Levels } from '../../analysis/cells.ts';
import { worldOf } from '../../plan/beginningPlan.ts';
import { cellsOf } from '../../plan/study.ts';
import type { Results } from '../../report/readResults.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { isBeginning } from '../../sweep/finding.ts';

/** What a length costs and brings, as the table shows it. */
export const shown = [
  { measure: 'clientLoss', title: 'client’s loss, nats' },
  { measure: 'servedQuality', title: 'loss served, nats' },
  { measure: 'ableShare', title: 'serve their whole model' },
  { measure: 'gpuShare', title: 'rent a GPU' },
  { measure: 'runningShare', title: 'still run' },
  { measure: 'deployedCompute', title: 'compute, TFLOP/s' },
  { measure: 'minerProfit', title: 'profit, dollars a day' },
] as const;
export type Shown = (typeof shown)[number]['measure'];

/** The length of late 2022, under which every world settles. */
export const usualLength = 256;

/** One length under one set of circumstances. */
export interface LengthOutcome {
  readonly levels: Levels;
  readonly length: number;
  /** Means of the long run. */
  readonly means: Readonly<Record<Shown, Estimate | null>>;
  /** The client's loss less that of 256 tokens, paired, in the short run and in the long; the latter for all lengths of a circumstance together. */
  readonly soon: Estimate | null;
  readonly late: Estimate | null;
  readonly settled: boolean;
}

/** Batch, access and price, with the lengths under them, ascending. */
export interface Circumstance {
  readonly name: string;
  readonly settled: boolean;
  readonly outcomes: readonly LengthOutcome[];
}

type Told = Pick<Results, 'study' | 'rows' | 'warmUp'>;

/** Every circumstance of the study with its lengths. Throws a `RangeError` for rows of a study without a beginning. */
export function circumstancesOf({ study, rows, warmUp }: Told, cells: Cells): Circumstance[] {
  if (!isBegun(study) || !isBeginning(warmUp))
    throw new RangeError(`${study.name} tells of settled worlds; received one without a beginning`);
  return pathOf(study, rows, warmUp).worlds.map(({ settling, measures }) => {
    const { levels } = settling.world;
    const own = cellsOf(study).filter((cell) => isSame(worldOf(study.beginning, cell), levels));
    const changes = measures.find(({ metric }) => metric === 'clientLoss')?.levels ?? [];
    const outcomes = own.map((cell): LengthOutcome => {
      const length = Number(cell.validatorSequenceLength);
      const change = changes.find((one) => one.change.validatorSequenceLength === length);
      return {
        levels: cell,
        length,
        means: Object.fromEntries(
          shown.map(({ measure }) => [measure, cells.mean(cell, measure)]),
        ) as LengthOutcome['means'],
        soon: change?.shortRun ?? null,
        late: change?.simultaneous ?? null,
        settled: change?.settled ?? settling.settled,
      };
    });
    return {
      name: nameOf(levels),
      settled: settling.settled,
      outcomes: outcomes.sort((one, other) => one.length - other.length),
    };
  });
}

const isSame = (one: Levels, other: Levels): boolean =>
  Object.entries(one).every(([name, value]) => other[name] === value);

const nameOf = (levels: Levels): string => {
  const device = levels['validator.device'] ?? 'none';
  const validators = device === 'none' ? '' : `, validators with a ${device} each`;
  return `batch ${levels.validatorBatchSize}, ${100 * Number(levels['market.gpuAccess'])} % can rent a GPU, ${levels['market.startPrice']} dollars a TAO${validators}`;
};
