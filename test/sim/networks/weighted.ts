import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type FlowSubnet, usualFlow } from '../../../sim/coinbase/flowCoinbase.ts';
import { nothingBrought, nothingWaiting, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { balanceSheets } from '../../../sim/networks/books.ts';
import type { NetworksRules } from '../../../sim/networks/networksRules.ts';
import type { NetworksState, Numbered, StakePool } from '../../../sim/networks/networksState.ts';
import { type NetworkEpoch, nextBlock } from '../../../sim/networks/nextBlock.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import type { FeeTaker } from '../../../sim/networks/swapFees.ts';
import { evenWeight } from '../../../sim/pools/weightedPool.ts';
import { stream } from '../../../sim/random.ts';

/** Worlds of networks with weighted pools, for several tests. */

export const tao = 1_000_000_000n;
export const [miner, validator, author] = [1, 2, 3];
export const [rich, minerCold, validatorCold, authorCold] = [10, 11, 12, 13];
export const taker: FeeTaker = { coldkey: authorCold, hotkey: author };

export const weighted = (netuid: number, more: Partial<WeightedSubnet> = {}): WeightedSubnet => ({
  netuid,
  dynamic: true,
  firstEmissionBlock: 1,
  subtokenEnabled: true,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice: U96F32.one / 10n,
  minerBurned: 0n,
  tao: 1000n * tao,
  alphaIn: 10_000n * tao,
  alphaOut: 5000n * tao,
  quoteWeight: evenWeight,
  hasSwapped: true,
  feeRate: 33,
  tempo: 10,
  lastEpochBlock: 999 - netuid,
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  halvingBlocks: 100,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
  ...more,
});

export const flowing = (netuid: number, more: Partial<FlowSubnet> = {}): FlowSubnet => ({
  ...weighted(netuid),
  userFlow: 0n,
  userAverage: null,
  protocolAverage: null,
  ...more,
});

/** Half of what a flow is now counts in its average. */
export const quickFlow = { ...usualFlow, smoothingFactor: 2n ** 62n };
export const setting = {
  taoWeight: u64Max / 5n,
  ownerCut: 11_796,
  movingAlpha: U96F32.one / 10n,
  maxEpochsPerBlock: 2,
  flow: quickFlow,
};

export const hotkeys = new Map([
  [miner, { coldkey: minerCold, take: 0, childkeyTake: 0 }],
  [validator, { coldkey: validatorCold, take: 11_796, childkeyTake: 0 }],
  [author, { coldkey: authorCold, take: 0, childkeyTake: 0 }],
]);

/** What a world begins with, beside its networks. */
export const first = {
  block: 1000,
  issued: 8_000_000n * tao,
  hotkeys,
  balances: new Map([[rich, 5000n * tao]]),
  rootStakes: [{ hotkey: validator, coldkey: rich, rao: 60_000n * tao }],
};
export const stakes = [{ hotkey: validator, coldkey: validatorCold, rao: 1000n * tao }];

export const halves: NetworkEpoch = ({ alpha }) => [
  { hotkey: miner, incentive: alpha / 2n, dividend: 0n },
  { hotkey: validator, incentive: 0n, dividend: alpha / 2n },
];

export function run<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  start: NetworksState<Subnet, Pool>,
  blocks: number,
  its = setting,
): NetworksState<Subnet, Pool> {
  let state = start;
  for (let block = 0; block < blocks; block++) state = nextBlock(rules, state, its, halves);
  return state;
}

/** Blocks in which a coldkey stakes and unstakes anywhere; each of them checks its books. */
export function runAtRandom<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  start: NetworksState<Subnet, Pool>,
  blocks: number,
  fees?: FeeTaker,
): NetworksState<Subnet, Pool> {
  const draws = stream(7, 'random blocks', rules.ruleset);
  let state = start;
  for (let block = 0; block < blocks; block++) {
    const at = { coldkey: rich, hotkey: validator, netuid: draws.integer(start.networks.length + 1) };
    const rao = BigInt(1 + draws.integer(2_000_000_000));
    state =
      draws.next() < 0.5
        ? addStake(rules, state, at, rao, fees).state
        : removeStake(rules, state, at, rao, fees).state;
    state = nextBlock(rules, state, setting, halves);
  }
  return state;
}

/** By token: what is issued less what has a place. */
export const imbalances = <Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  state: NetworksState<Subnet, Pool>,
): bigint[] =>
  balanceSheets(rules, state).map(
    ({ issued, held }) => issued - Object.values(held).reduce((sum, rao) => sum + rao, 0n),
  );

/** Cases of a recorded file in the words of its format (test/golden/README.md); large integers are strings of digits. */
export function recorded<File extends keyof Recorded>(file: File): readonly Recorded[File][] {
  const path = fileURLToPath(new URL(`../../golden/${file}.json.gz`, import.meta.url));
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')).cases;
}

/** A moving average: its block and its bits. */
type RecordedAverage = readonly [number, string] | null;

export interface RecordedDissolution {
  readonly pot: string;
  readonly accountExtra: number;
  readonly alphaIn: string;
  readonly protocolAlpha: string;
  readonly registeredAt: number;
  readonly registrationStartBlock: number;
  readonly refundDeploymentBlock: number;
  readonly lock: string;
  readonly owner: number;
  /** Hotkey, coldkey, RAO. */
  readonly stakes: readonly (readonly [number, number, string])[];
  readonly addedToAll: readonly (readonly [number, string])[];
  readonly out: { readonly paid: readonly (readonly [number, string])[]; readonly recycled: string };
}

interface Recorded {
  readonly 'networks/dissolve_v3.4.9': RecordedDissolution;
  readonly 'networks/lock_cost_v3.4.9': Readonly<
    Record<'block' | 'lastBlock' | 'interval', number> &
      Record<'totalIssuance' | 'lastLock' | 'minLock' | 'cost', string>
  >;
  readonly 'networks/lock_cost_v1.1.1': Readonly<
    Record<'block' | 'lastBlock' | 'interval', number> & Record<'lastLock' | 'minLock' | 'v1.1.1', string>
  >;
  readonly 'networks/subnet_prune_v3.4.9': {
    readonly block: number;
    readonly immunity: number;
    /** Netuid, mechanism, block of founding, bits of the moving price. */
    readonly subnets: readonly (readonly [number, number, number, string])[];
    readonly out: number | null;
  };
  readonly 'networks/flow_shares': {
    readonly netFlow: number;
    readonly firstBlock: number;
    readonly exponentBits: string;
    readonly cutoffBits: string;
    readonly smoothing: string;
    readonly subnets: readonly {
      readonly netuid: number;
      readonly ema: RecordedAverage;
      readonly protocolEma: RecordedAverage;
    }[];
    /** [block][subnet] of users and of the chain, RAO. */
    readonly flows: readonly (readonly (readonly [string, string])[])[];
    readonly 'v3.4.5': readonly Readonly<
      Record<'emaBits' | 'protocolEmaBits' | 'sharesBits', readonly string[]>
    >[];
  };
  readonly 'newest/gate_shares': {
    readonly params: Readonly<{ rank: number; quantile: string; exponent: string }>;
    readonly initialBar: string;
    readonly blockEmission: string;
    readonly steps: readonly {
      readonly block: number;
      readonly subnets: readonly Readonly<
        Record<'netuid' | 'emissionEnabled' | 'started' | 'subtokenEnabled' | 'registrationAllowed', number> &
          Record<'movingPrice' | 'minerBurned', string>
      >[];
    }[];
    readonly outputs: readonly {
      readonly bar: string;
      readonly eligible: readonly number[];
      readonly emission: readonly string[];
    }[];
  };
}
