import type { Arithmetic } from '../../sim/chainState.ts';
import {
  type BondRow,
  type ChainNakamotoParameters,
  nakamotoStepChain,
} from '../../sim/consensus/chain/nakamoto.ts';
import { yumaEpochChain } from '../../sim/consensus/chain/yuma.ts';
import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  firstYuma,
  type LaterYumaParameters,
  liquidYuma,
  pairwiseYuma,
  type YumaOptions,
} from '../../sim/consensus/chain/yumaOptions.ts';
import { nakamotoEpochBuffers, nakamotoStep } from '../../sim/consensus/nakamoto.ts';
import { type LaterYuma, yumaEpoch, yumaEpochBuffers } from '../../sim/consensus/yuma.ts';
import { createNetwork, type Network } from '../../sim/network.ts';
import { emptyRow, type Row, rowOf } from '../../sim/row.ts';
import { minersOf, type TinyWorld, validatorsOf } from './worlds.ts';

/** What one epoch made of a tiny world; shares of one. */
export interface Outcome {
  /** [validator] share of the stake that has a say. */
  readonly activeStake: readonly number[];
  /** [miner] */
  readonly consensus: readonly number[];
  /** [miner] clipped, not normalised (Nakamoto: normalised). */
  readonly rank: readonly number[];
  /** [uid] */
  readonly incentive: readonly number[];
  /** [uid] */
  readonly dividends: readonly number[];
  /** [uid] RAO. */
  readonly emission: readonly number[];
  /** [uid] 1 with a permit for the next epoch. */
  readonly permits: readonly number[];
}

/** One ruleset in one arithmetic, ready to run a tiny world. */
export interface Engine {
  readonly name: string;
  readonly arithmetic: Arithmetic;
  /** A median and clipping, which Nakamoto has not. */
  readonly clips: boolean;
  /** Bonds by pair: stake enters at the dividend only. */
  readonly yuma3: boolean;
  /** Liquid alpha by the quantiles of all consensus values: the number of uids matters. */
  readonly countsUids: boolean;
  /** v3.1 on: without stake no permit. */
  readonly noPermitWithoutStake: boolean;
  readonly run: (world: TinyWorld) => Outcome;
}

export const emission = 1_000_000_000;
const block = 10_000;
export const cutoff = 5000;
const u32Max = 4_294_967_295;

interface Version {
  readonly name: string;
  readonly rules: LaterYuma['rules'] | null;
  readonly optionsOf: (later: LaterYumaParameters, block: number) => YumaOptions;
  readonly later: Partial<LaterYumaParameters>;
}

const versions: readonly Version[] = [
  { name: 'finney-2023', rules: null, optionsOf: () => firstYuma, later: {} },
  { name: 'finney-2024', rules: null, optionsOf: () => firstYuma, later: {} },
  { name: 'liquid-2025', rules: 'liquid', optionsOf: liquidYuma, later: { liquidAlpha: true } },
  { name: 'dtao-2025', rules: 'dtao', optionsOf: dtaoYuma, later: { bondsPenalty: 32_768 } },
  {
    name: 'yuma3-2025',
    rules: 'pairwise',
    optionsOf: pairwiseYuma,
    later: { yuma3: true, liquidAlpha: true },
  },
  { name: 'burn-2026, Yuma 2', rules: 'current', optionsOf: currentYuma, later: {} },
  { name: 'burn-2026, Yuma 3', rules: 'current', optionsOf: currentYuma, later: { yuma3: true } },
  {
    name: 'autumn-2026, Yuma 3',
    rules: 'autumn',
    optionsOf: autumnYuma,
    later: { yuma3: true, liquidAlpha: true },
  },
];

const standard: LaterYumaParameters = {
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

/** Every ruleset in both arithmetics. */
export const engines: readonly Engine[] = [
  nakamotoEngine('float64', nakamotoFloat),
  nakamotoEngine('chain', nakamotoChain),
  ...versions.flatMap((version) => [
    yumaEngine(version, 'float64', yumaFloat),
    yumaEngine(version, 'chain', yumaChain),
  ]),
];

function yumaEngine(
  version: Version,
  arithmetic: Arithmetic,
  run: (world: TinyWorld, version: Version) => Outcome,
): Engine {
  return {
    name: `${version.name}, ${arithmetic}`,
    arithmetic,
    clips: true,
    yuma3: version.later.yuma3 === true,
    countsUids: version.rules === 'liquid',
    noPermitWithoutStake: ['pairwise', 'current', 'autumn'].includes(version.rules ?? ''),
    run: (world) => run(world, version),
  };
}

function nakamotoEngine(arithmetic: Arithmetic, run: (world: TinyWorld) => Outcome): Engine {
  return {
    name: `nakamoto-2022, ${arithmetic}`,
    arithmetic,
    clips: false,
    yuma3: false,
    countsUids: false,
    noPermitWithoutStake: false,
    run,
  };
}

/** The arrays of a network as either arithmetic reads them. */
function layOut(world: TinyWorld) {
  const validators = validatorsOf(world);
  const n = validators + minersOf(world);
  const {
    selfWeight = 0,
    inactive = [],
    silentFor = 9000,
    forbidden = [],
    justRegistered = [],
  } = world.stray ?? {};
  const own = (uid: number): [number, number][] => (selfWeight > 0 ? [[uid, selfWeight]] : []);
  const rowsOf = (matrix: TinyWorld['weights'], withSelf: boolean): Row[] =>
    Array.from({ length: n }, (_, uid) =>
      uid < validators
        ? rowOf([
            ...(withSelf ? own(uid) : []),
            ...matrix[uid].map((value, miner): [number, number] => [validators + miner, value]),
          ])
        : emptyRow,
    );
  return {
    n,
    validators,
    stake: BigUint64Array.from({ length: n }, (_, uid) => BigInt(world.stake[uid] ?? 0)),
    lastUpdate: Float64Array.from({ length: n }, (_, uid) =>
      inactive.includes(uid) ? block - silentFor : block - 1,
    ),
    registrationBlock: Float64Array.from({ length: n }, (_, uid) =>
      justRegistered.includes(uid) ? block - 1 : 0,
    ),
    permit: Uint8Array.from({ length: n }, (_, uid) =>
      uid < validators && !forbidden.includes(uid) ? 1 : 0,
    ),
    weights: rowsOf(world.weights, true),
    bonds: rowsOf(world.bonds, false),
  };
}

function networkOf(world: TinyWorld): Network {
  const laid = layOut(world);
  const network = createNetwork(laid.n);
  network.size = laid.n;
  network.stakes.rao.set(laid.stake);
  network.lastUpdate.set(laid.lastUpdate);
  network.registrationBlock.set(laid.registrationBlock);
  network.validatorPermit.set(laid.permit);
  for (let uid = 0; uid < laid.n; uid++) {
    network.weights[uid] = laid.weights[uid];
    network.bonds[uid] = laid.bonds[uid];
  }
  return network;
}

const permitsFor = (world: TinyWorld) => world.stray?.maxAllowedValidators ?? 4096;

function yumaFloat(world: TinyWorld, { rules, later }: Version): Outcome {
  const network = networkOf(world);
  const epoch = yumaEpochBuffers(network.capacity);
  const parameters = {
    kappa: world.kappa / 65_535,
    activityCutoff: cutoff,
    maxAllowedValidators: permitsFor(world),
    bondsAlpha: 0.1,
    ...(rules === null ? {} : { later: { ...standard, ...later, rules } }),
  };
  yumaEpoch(network, block, emission, parameters, epoch);
  const validators = validatorsOf(world);
  return {
    activeStake: [...epoch.activeStake.slice(0, validators)],
    consensus: [...epoch.consensus.slice(validators)],
    rank: [...epoch.rank.slice(validators)],
    incentive: [...epoch.incentive],
    dividends: [...epoch.dividends],
    emission: [...epoch.emission],
    permits: [...epoch.validatorPermit],
  };
}

const real = (bits: bigint) => Number(bits) / 2 ** 32;

function yumaChain(world: TinyWorld, { optionsOf, later }: Version): Outcome {
  const { permit, ...laid } = layOut(world);
  const parameters = {
    activityCutoff: cutoff,
    kappa: world.kappa,
    maxAllowedValidators: permitsFor(world),
    bondsMovingAverage: 900_000,
  };
  const { steps, output } = yumaEpochChain(
    { ...laid, block, validatorPermit: permit },
    parameters,
    BigInt(emission),
    optionsOf({ ...standard, ...later }, block),
  );
  return {
    activeStake: steps.activeStake.slice(0, laid.validators).map(real),
    consensus: steps.consensus.slice(laid.validators).map(real),
    rank: steps.ranksAfter.slice(laid.validators).map(real),
    incentive: steps.incentive.map(real),
    dividends: steps.dividends.map(real),
    emission: output.serverEmission.map((rao, uid) => Number(rao + output.validatorEmission[uid])),
    permits: output.validatorPermit.map(Number),
  };
}

/** Rows as the chain stores them at set_weights: floor(w · u32max / Σw). */
function nakamotoRow({ targets, values }: Row): Row {
  const total = values.reduce((sum, value) => sum + value, 0);
  const scaled = Array.from(values, (value) =>
    total === 0 ? 0 : Number((BigInt(value) * BigInt(u32Max)) / BigInt(total)),
  );
  return { targets, values: Uint32Array.from(scaled) };
}

const nakamotoParameters: ChainNakamotoParameters = {
  rho: 10,
  kappa: 2,
  selfOwnership: 2,
  activityCutoff: cutoff,
  bondsMovingAverage: 900_000,
};
/** u16 bonds of the tiny world stand for so many RAO each. */
const raoPerBond = 1000;

function nakamotoFloat(world: TinyWorld): Outcome {
  const network = networkOf(world);
  for (let uid = 0; uid < network.size; uid++) {
    network.weights[uid] = nakamotoRow(network.weights[uid]);
    const { targets, values } = network.bonds[uid];
    if (targets.length === 0) continue;
    const bonds = new Float64Array(network.capacity);
    for (const [entry, target] of targets.entries()) bonds[target] = values[entry] * raoPerBond;
    network.bondRao[uid] = bonds;
  }
  for (const uid of world.stray?.justRegistered ?? []) network.replaced.add(uid);
  const epoch = nakamotoEpochBuffers(network.capacity);
  const parameters = { ...nakamotoParameters, kappa: 0.5, selfOwnership: 0.5, bondsMovingAverage: 0.9 };
  nakamotoStep(network, block, emission, parameters, epoch);
  return nakamotoOutcome(world, epoch);
}

function nakamotoChain(world: TinyWorld): Outcome {
  const laid = layOut(world);
  const bonds = laid.bonds.map(
    ({ targets, values }): BondRow => ({
      targets,
      values: BigUint64Array.from(values, (value) => BigInt(value * raoPerBond)),
    }),
  );
  const state = {
    ...laid,
    block,
    priority: new BigUint64Array(laid.n),
    weights: laid.weights.map(nakamotoRow),
    bonds,
    replaced: new Set(world.stray?.justRegistered ?? []),
  };
  const { steps } = nakamotoStepChain(state, nakamotoParameters, BigInt(emission));
  const share = (bits: bigint) => Number(bits) / 2 ** 63;
  return nakamotoOutcome(world, {
    stake: steps.stakeNormalized.map(share),
    consensus: steps.consensus.map(share),
    rank: steps.ranks.map(share),
    incentive: steps.incentive.map(share),
    dividends: steps.dividends.map(share),
    emission: steps.emission.map(Number),
  });
}

function nakamotoOutcome(
  world: TinyWorld,
  epoch: Readonly<
    Record<'stake' | 'consensus' | 'rank' | 'incentive' | 'dividends' | 'emission', ArrayLike<number>>
  >,
): Outcome {
  const validators = validatorsOf(world);
  return {
    activeStake: Array.from(epoch.stake).slice(0, validators),
    consensus: Array.from(epoch.consensus).slice(validators),
    rank: Array.from(epoch.rank).slice(validators),
    incentive: Array.from(epoch.incentive),
    dividends: Array.from(epoch.dividends),
    emission: Array.from(epoch.emission),
    permits: Array.from(epoch.emission, () => 1),
  };
}
