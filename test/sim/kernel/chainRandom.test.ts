import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  firstYuma,
  type LaterYumaParameters,
  liquidYuma,
  pairwiseYuma,
} from '../../../sim/consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { chainKernel } from '../../../sim/kernel/chain/chainKernel.ts';
import { ownMemory, SharedMemory } from '../../../sim/kernel/chain/chainMemory.ts';
import { outputOf, vectorsOf } from '../../../sim/kernel/chain/chainOutput.ts';
import { isSparse } from '../../../sim/kernel/chain/chainRows.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import { makeDraws } from './draws.ts';

/**
 * Worlds that the vectors find hard: ties, zero and single entries, empty columns, whole stakes, equal stakes whose
 * shares sum to exactly one, lost permits with bonds, registrations after the last weights.
 */
interface Recipe {
  readonly seed: number;
  readonly n: number;
  readonly validators: number;
  readonly epochs: number;
  readonly density: number;
  readonly levels: number;
  readonly stakes: 'equal' | 'spread' | 'whale' | 'dust' | 'none' | 'sole';
  readonly kappa: number;
  readonly version: number;
  readonly later: Pick<
    LaterYumaParameters,
    'bondsPenalty' | 'liquidAlpha' | 'yuma3' | 'alphaSigmoidSteepness' | 'liquidAlphaConsensusMode'
  >;
  readonly bondsMovingAverage: number;
  readonly scalar: boolean;
  /** Which layout is forced on the kernel; null: it chooses. */
  readonly sparse: boolean | null;
  /** No explicit zeros and no rows out of order, which send Yuma3's liquid alpha to the twin. */
  readonly tidy: boolean;
}

const recipe: fc.Arbitrary<Recipe> = fc.record({
  seed: fc.nat(),
  n: fc.integer({ min: 1, max: 40 }),
  validators: fc.integer({ min: 1, max: 24 }),
  epochs: fc.constantFrom(1, 3),
  density: fc.constantFrom(0, 0.02, 0.1, 0.3, 0.6, 1),
  levels: fc.constantFrom(1, 3, 65_535),
  stakes: fc.constantFrom('equal', 'spread', 'whale', 'dust', 'none', 'sole'),
  kappa: fc.constantFrom(0, 1, 20_000, 32_767, 32_768, 50_000, 65_534, 65_535),
  version: fc.nat(5),
  later: fc.record({
    bondsPenalty: fc.constantFrom(0, 1, 32_768, 65_535),
    liquidAlpha: fc.boolean(),
    yuma3: fc.boolean(),
    alphaSigmoidSteepness: fc.constantFrom(-300, 0, 1000, 32_767),
    liquidAlphaConsensusMode: fc.constantFrom('current', 'previous', 'auto'),
  }),
  bondsMovingAverage: fc.constantFrom(0, 100_000, 900_000, 999_999, 1_000_000),
  scalar: fc.boolean(),
  sparse: fc.constantFrom(true, false, null),
  tidy: fc.boolean(),
});

const versions = [() => firstYuma, liquidYuma, dtaoYuma, pairwiseYuma, currentYuma, autumnYuma] as const;
const emission = 360_000_000_007n;

const shared = new SharedMemory();

/** Runs both for some epochs, bonds and permits moving on, and compares every vector and output. */
function compare(made: Recipe): number {
  const draws = makeDraws(made.seed);
  const { sparse } = made;
  // Every second network lies in a memory with others, which have been there before it.
  const memory = made.seed % 2 === 0 ? shared : ownMemory;
  const kernel = chainKernel(0, sparse === null ? isSparse : () => sparse, memory);
  let state = network(made, draws);
  let ran = 0;
  for (let epoch = 0; epoch < made.epochs; epoch++) {
    const later: LaterYumaParameters = {
      tempo: 360,
      alphaLow: 45_875,
      alphaHigh: 58_982,
      stakeThreshold: 1000n,
      ownerUid: draws.chance(0.5) ? draws.below(made.n) : null,
      lastMechanismStepBlock: 0,
      ...made.later,
    };
    const options = versions[made.version](later, state.block);
    const parameters = {
      activityCutoff: 5000,
      kappa: made.kappa,
      maxAllowedValidators: draws.below(made.validators + 2),
      bondsMovingAverage: made.bondsMovingAverage,
    };
    const { steps, output } = yumaEpochChain(state, parameters, emission, options);
    const order = { block: state.block, emission, parameters, options, scalar: made.scalar };
    const done = kernel.epoch(state, order);
    if (done !== null) {
      ran += 1;
      expect(steps).toMatchObject(vectorsOf(done.arena));
      expect(outputOf(done, options)).toEqual(output);
    }
    state = onward(state, made, draws, output);
  }
  return ran;
}

type Draws = ReturnType<typeof makeDraws>;

function network(made: Recipe, draws: Draws): YumaState {
  const uids = Array.from({ length: made.n }, (_, uid) => uid);
  return {
    block: 10_000,
    stake: BigUint64Array.from(uids, (uid) => stakeOf(made, draws, uid)),
    lastUpdate: uids.map(() => draws.pick([9990, 9990, 9990, 4999, 5000])),
    registrationBlock: uids.map(() => draws.pick([0, 0, 0, 0, 9639, 9640, 9641, 9990])),
    validatorPermit: uids.map((uid) => (uid < made.validators && draws.chance(0.9) ? 1 : 0)),
    weights: uids.map(() => rowFor(made, draws)),
    bonds: uids.map((uid) =>
      uid <= made.validators || draws.chance(0.05) ? rowFor(made, draws) : rowOf([]),
    ),
  };
}

function stakeOf({ stakes, validators }: Recipe, draws: Draws, uid: number): bigint {
  if (stakes === 'none' || (stakes === 'sole' && uid !== 0)) return 0n;
  if (uid >= validators && draws.chance(0.9)) return 0n;
  if (stakes === 'equal') return 2_000_000n;
  if (stakes === 'dust') return BigInt(draws.below(3));
  if (stakes === 'whale') return uid === 0 ? 10n ** 16n : BigInt(1 + draws.below(5000));
  return BigInt(draws.below(2 ** 31)) * BigInt(1 + draws.below(2 ** 20));
}

function rowFor({ n, density, levels, tidy }: Recipe, draws: Draws): Row {
  const targets = Array.from({ length: n }, (_, uid) => uid).filter(() => draws.chance(density));
  const zeros = !tidy && draws.chance(0.2);
  const value = () => Math.ceil((draws.below(levels) + (zeros ? 0 : 1)) * (65_535 / levels));
  const entries = targets.map((uid) => [uid, Math.min(65_535, value())] as const);
  return rowOf(!tidy && draws.chance(0.1) ? [...entries].reverse() : entries);
}

function onward(
  state: YumaState,
  made: Recipe,
  draws: Draws,
  { bonds, validatorPermit, consensus }: YumaOutput,
): YumaState {
  const renewed = state.weights.map((row) => (draws.chance(0.4) ? rowFor(made, draws) : row));
  return {
    ...state,
    bonds,
    consensus,
    weights: renewed,
    block: state.block + 360,
    lastUpdate: Array.from(state.lastUpdate, (block) => (draws.chance(0.5) ? state.block + 1 : block)),
    validatorPermit: validatorPermit.map((permit) => (permit && draws.chance(0.9) ? 1 : 0)),
  };
}

describe('the kernel against the readable twin', () => {
  it('not one bit differs over random worlds of every version, vectors or scalar', () => {
    let ran = 0;
    fc.assert(
      fc.property(recipe, (made) => {
        ran += compare(made);
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(ran).toBeGreaterThan(700);
  });

  it.each([
    [300, 5, 1],
    [64, 100, 2],
    [60, 200, 3],
  ])('nor over larger worlds: %i uids, %i validators', (n, validators, seed) => {
    const stakesAndLayouts = (['equal', 'spread', 'whale', 'dust'] as const).flatMap((stakes, k) =>
      [true, false].map((sparse) => ({ stakes, k, sparse })),
    );
    for (const { stakes, k, sparse } of stakesAndLayouts) {
      const made: Recipe = {
        seed: seed * 10 + k,
        n: Math.max(n, validators),
        validators,
        epochs: 2,
        density: [0.6, 1, 0.1, 0.3][k],
        levels: k === 2 ? 40 : 65_535,
        stakes,
        kappa: 32_767,
        version: k,
        later: { bondsPenalty: 40_000, liquidAlpha: true, yuma3: k === 3, alphaSigmoidSteepness: 1000 },
        bondsMovingAverage: 900_000,
        scalar: false,
        sparse,
        tidy: true,
      };
      expect(compare(made)).toBe(2);
    }
  });
});
