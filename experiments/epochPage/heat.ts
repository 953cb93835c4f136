import { bondIn, type Frame } from './frame.ts';

/** A map of pairs: a row for each validator, a column for each miner. */
export interface Heat {
  /** Uids by stake that votes, the largest first. */
  readonly validators: readonly number[];
  /** Uids by pay, the best paid first. */
  readonly miners: readonly number[];
  /** [validator × miner], row-major: the value, 0 … 1. */
  readonly values: Float64Array;
  /** [validator × miner]: what of the value counts, 0 … 1 of it; 1 where nothing is cut. */
  readonly counted: Float64Array;
  readonly largest: number;
}

/** Weights as the epoch counts them, and how much of each is left after the clip. */
export function weightHeat(frame: Frame): Heat {
  const pairs = frame.weights.map(({ targets, shares }) => ({ targets, values: shares }));
  const shape = shapeOf(frame, pairs);
  return filled(shape, frame, pairs, (value) => value);
}

/** Bonds after the epoch, as shares of 65,535. */
export function bondHeat(frame: Frame): Heat {
  const shape = shapeOf(frame, frame.bonds);
  return { ...filled(shape, frame, frame.bonds, (value) => value / 65_535), counted: onesOf(shape) };
}

interface Pairs {
  readonly targets: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

type Shape = Pick<Heat, 'validators' | 'miners'>;

/** Who has a row or a column, in order. */
function shapeOf({ stake, pay }: Frame, rows: readonly Pairs[]): Shape {
  const named = new Set<number>();
  for (const { targets } of rows) for (const target of Array.from(targets)) named.add(target);
  return {
    validators: [...rows.keys()]
      .filter((uid) => rows[uid].targets.length > 0)
      .sort((one, other) => stake[other] - stake[one] || one - other),
    miners: [...named].sort((one, other) => pay[other] - pay[one] || one - other),
  };
}

function filled(
  { validators, miners }: Shape,
  { consensus }: Frame,
  rows: readonly Pairs[],
  shareOf: (value: number) => number,
): Heat {
  const columns = new Map(miners.map((uid, column) => [uid, column]));
  const values = new Float64Array(validators.length * miners.length);
  const counted = onesOf({ validators, miners });
  let largest = 0;
  for (const [place, uid] of validators.entries()) {
    const { targets, values: stored } = rows[uid];
    for (let entry = 0; entry < targets.length; entry++) {
      const value = shareOf(stored[entry]);
      const at = place * miners.length + (columns.get(targets[entry]) ?? 0);
      values[at] = value;
      if (value > 0) counted[at] = Math.min(1, consensus[targets[entry]] / value);
      if (value > largest) largest = value;
    }
  }
  return { validators, miners, values, counted, largest };
}

const onesOf = ({ validators, miners }: Shape): Float64Array =>
  new Float64Array(validators.length * miners.length).fill(1);

/** What a pair comes to, a sentence. */
export function pairWords(frame: Frame, validator: number, miner: number): string {
  const { targets, shares } = frame.weights[validator];
  const place = targets.indexOf(miner);
  const weight = place < 0 ? 0 : shares[place];
  const counts = Math.min(weight, frame.consensus[miner]);
  const bond = bondIn(frame.bonds[validator], miner);
  return `Uid ${validator} gives uid ${miner} ${(100 * weight).toFixed(2)} % of its row, of which ${(100 * counts).toFixed(2)} % counts; its bond is ${bond.toLocaleString('en')} of 65,535.`;
}
