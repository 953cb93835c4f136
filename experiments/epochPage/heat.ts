import { bondIn, type Frame } from './frame.ts';
import { type Hotkeys, keyBehind } from './hotkeys.ts';

/** A map of pairs: a row for each validator, a column for each miner. */
export interface Heat {
  /** Uids by stake that votes, the largest first. */
  readonly validators: readonly number[];
  /** Uids by incentive, the largest first. */
  readonly miners: readonly number[];
  /** [validator × miner], row-major: the value, 0 … 1. */
  readonly values: Float64Array;
  /** [validator × miner]: what of the value counts, 0 … 1 of it; 1 where nothing is cut. */
  readonly counted: Float64Array;
  readonly largest: number;
}

/** Weights as the epoch counts them, and how much of each is left after the clip; in the order of `before`, so that a cell stays where it is. */
export function weightHeat(frame: Frame, before: Frame): Heat {
  const pairs = frame.weights.map(({ targets, shares }) => ({ targets, values: shares }));
  return filled(shapeOf(before, pairs), frame, pairs, 1);
}

/** Bonds after the epoch, as shares of 65,535. */
export function bondHeat(frame: Frame, before: Frame): Heat {
  const shape = shapeOf(before, frame.bonds);
  return { ...filled(shape, frame, frame.bonds, 65_535), counted: onesOf(shape) };
}

interface Pairs {
  readonly targets: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

type Shape = Pick<Heat, 'validators' | 'miners'>;

/** Who has a row or a column, in order. */
function shapeOf({ stake, incentive }: Frame, rows: readonly Pairs[]): Shape {
  const isNamed = new Uint8Array(stake.length);
  for (const { targets } of rows)
    for (let entry = 0; entry < targets.length; entry++) isNamed[targets[entry]] = 1;
  return {
    validators: [...rows.keys()]
      .filter((uid) => rows[uid].targets.length > 0)
      .sort((one, other) => stake[other] - stake[one] || one - other),
    miners: [...isNamed.keys()]
      .filter((uid) => isNamed[uid] === 1)
      .sort((one, other) => incentive[other] - incentive[one] || one - other),
  };
}

function filled(
  { validators, miners }: Shape,
  { consensus }: Frame,
  rows: readonly Pairs[],
  whole: number,
): Heat {
  const columns = new Int32Array(consensus.length);
  for (const [column, uid] of miners.entries()) columns[uid] = column;
  const values = new Float64Array(validators.length * miners.length);
  const counted = onesOf({ validators, miners });
  let largest = 0;
  for (const [place, uid] of validators.entries()) {
    const { targets, values: stored } = rows[uid];
    for (let entry = 0; entry < targets.length; entry++) {
      const value = stored[entry] / whole;
      const at = place * miners.length + columns[targets[entry]];
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
export function pairWords(frame: Frame, validator: number, miner: number, hotkeys: Hotkeys = []): string {
  const { targets, shares } = frame.weights[validator];
  const place = targets.indexOf(miner);
  const weight = place < 0 ? 0 : shares[place];
  const counts = Math.min(weight, frame.consensus[miner]);
  const bond = bondIn(frame.bonds[validator], miner);
  const [from, to] = [validator, miner].map((uid) => `${uid}${keyBehind(hotkeys, uid)}`);
  return `Uid ${from} gives uid ${to} ${(100 * weight).toFixed(2)} % of its row, of which ${(100 * counts).toFixed(2)} % counts; its bond is ${bond.toLocaleString('en')} of 65,535.`;
}
