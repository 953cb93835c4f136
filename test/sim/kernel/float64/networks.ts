import type { LaterYuma, YumaParameters } from '../../../../sim/consensus/yuma.ts';
import { createNetwork, type Network } from '../../../../sim/network.ts';
import { type Stream, stream } from '../../../../sim/random.ts';
import { type Row, rowOf } from '../../../../sim/row.ts';

/** How a made-up network looks; every share 0 … 1. */
export interface Look {
  readonly seed: string;
  readonly size: number;
  readonly validators: number;
  /** Share of pairs with an entry; 1: rows are whole and ascend. */
  readonly density: number;
  /** Whether all stakes are equal (ties at the median) or span five decades. */
  readonly equalStakes: boolean;
  /** How many different values a weight takes: few make ties. */
  readonly levels: number;
  /** Validators that lost their permit, have gone silent, and uids that registered lately. */
  readonly disturbed: number;
}

export const block = 10_000;

/** A network with weights and bonds; the first `validators` uids are the validators. */
export function networkOf({
  seed,
  size,
  validators,
  density,
  equalStakes,
  levels,
  disturbed,
}: Look): Network {
  const draw = stream(seed, 'kernel network', 0);
  const network = createNetwork(size);
  network.size = size;
  const odd = () => draw.next() < disturbed;
  for (let uid = 0; uid < size; uid++) {
    const stake = equalStakes ? 1_000_000 : Math.floor(10 ** (9 + 5 * draw.next()));
    network.stakes.rao[uid] = uid < validators || odd() ? BigInt(stake) : 0n;
    network.lastUpdate[uid] = block - (odd() ? 9000 : 10);
    network.registrationBlock[uid] = odd() ? block - Math.floor(20 * draw.next()) : 0;
    network.validatorPermit[uid] = uid < validators && !odd() ? 1 : 0;
  }
  for (let uid = 0; uid < size; uid++) {
    if (uid >= validators && !odd()) continue;
    network.weights[uid] = rowIn(
      size,
      density,
      () => Math.floor(levels * draw.next()) * Math.floor(65_535 / levels),
      draw,
    );
    if (!odd()) network.bonds[uid] = rowIn(size, density, () => Math.floor(65_536 * draw.next()), draw);
  }
  return network;
}

function rowIn(size: number, density: number, value: () => number, draw: Stream): Row {
  const entries: [number, number][] = [];
  for (let uid = 0; uid < size; uid++)
    if (density === 1 || draw.next() < density) entries.push([uid, value()]);
  return rowOf(entries);
}

const base = { kappa: 32_767 / 65_535, activityCutoff: 5000, maxAllowedValidators: 64, bondsAlpha: 0.1 };
const standard: LaterYuma = {
  rules: 'current',
  tempo: 99,
  bondsPenalty: 65_535,
  liquidAlpha: false,
  alphaLow: 45_875,
  alphaHigh: 58_982,
  alphaSigmoidSteepness: 1000,
  yuma3: false,
  stakeThreshold: 0n,
  ownerUid: null,
  lastMechanismStepBlock: 0,
};
const later = (changes: Partial<LaterYuma>, more: Partial<YumaParameters> = {}): YumaParameters => ({
  ...base,
  ...more,
  later: { ...standard, ...changes },
});

/** Every text of the epoch that float64 has, by name. */
export const flavours: Readonly<Record<string, YumaParameters>> = {
  'Yuma 2': base,
  'Yuma 2, kappa exactly 1/2': { ...base, kappa: 0.5 },
  'Yuma 2, kappa 0': { ...base, kappa: 0 },
  'Yuma 2, kappa 1': { ...base, kappa: 1 },
  'liquid alpha by column': later({ rules: 'liquid', liquidAlpha: true }),
  'half a bonds penalty, owner': later({ rules: 'dtao', bondsPenalty: 32_768, ownerUid: 1 }),
  'bonds reset since the last epoch': later({ rules: 'dtao', lastMechanismStepBlock: block - 12 }),
  'Yuma 3': later({ yuma3: true, stakeThreshold: 2_000_000_000n, ownerUid: 2 }),
  'Yuma 3 without a penalty': later({ rules: 'pairwise', yuma3: true, bondsPenalty: 0 }),
  'Yuma 3, liquid alpha by pair': later({ yuma3: true, liquidAlpha: true, bondsPenalty: 32_768 }),
};
