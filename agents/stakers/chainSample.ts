import { nothingPending, type PricedSubnet } from '../../sim/coinbase/priceCoinbase.ts';
import { U96F32, u64Max } from '../../sim/math/saturating.ts';
import type { NetworksSetting } from '../../sim/networks/networksRules.ts';
import { stream } from '../../sim/random.ts';
import { type Alpha, type Blocks, blocksPerDay, raoPerTao, type Tao } from '../../sim/units.ts';
import pools2026 from './pools2026.data.json' with { type: 'json' };

/** How many blocks of the chain one block of the model is: a day. */
export const usualStride: Blocks = 7200;
/** Networks of the sample: an eighth of the chain, so that the TAO of a block is an eighth too. */
export const networksSampled = 16;
/** The whole chain over the sample. */
export const wholeOverSample = pools2026.netuid.length / networksSampled;
/** TAO that exists at which a block mints 1/16 TAO: an eighth of the half that the chain minted in 2026. */
export const issuedForAnEighth: bigint = 20_000_000n * 1_000_000_000n;
/** The chain's TaoWeight of 2026 over its largest, 2^64 − 1. */
const taoWeightOf2026 = 0.18;
/** The day of the pools is so many days after alpha began. */
const daysOfAlpha = 422;
/** Days between two epochs of a subnet, which are 72 minutes on the chain: what waits a week earns nothing meanwhile. */
const epochDays = 7;

/** RAO of the model for an amount of the chain: all amounts are divided by the stride. */
export const raoOf = (amount: Tao | Alpha, stride: Blocks): bigint =>
  BigInt(Math.round((amount / stride) * raoPerTao));
/** The chain's amount for RAO of the model. */
export const amountOf = (rao: bigint, stride: Blocks): number => (Number(rao) / raoPerTao) * stride;

/** TAO on root in the sample: an eighth of the chain's. */
export const sampledRootTao: Tao = pools2026.rootTao / wholeOverSample;

/**
 * What the networks share. The eighth of root's TAO counts eight times on each subnet, for on the chain all of it counts there; the moving
 * price moves in one block of the model as in `stride` of the chain's.
 */
export function sampledSetting(stride: Blocks): NetworksSetting {
  const perBlock = 1 - (1 - 0.000003) ** stride;
  return {
    taoWeight: (BigInt(Math.round(taoWeightOf2026 * wholeOverSample * 1e6)) * u64Max) / 1_000_000n,
    ownerCut: 11_796,
    movingAlpha: BigInt(Math.round(perBlock * 2 ** 32)),
    maxEpochsPerBlock: networksSampled,
  };
}

/** Places of the sampled subnets in the list of all, by size: every eighth, from a drawn first one. */
export function sampledPlaces(seed: string): number[] {
  const start = stream(seed, 'stakers sample', 0).next();
  return Array.from({ length: networksSampled }, (_, index) => Math.floor((index + start) * wholeOverSample));
}

/** A recorded subnet as the model has it at `block`, with an epoch each week. */
export function sampledSubnet(place: number, block: number, stride: Blocks): PricedSubnet {
  const blocksADay = blocksPerDay / stride;
  return {
    netuid: pools2026.netuid[place],
    tempo: epochDays * blocksADay - 1,
    firstEmissionBlock: block - daysOfAlpha * blocksADay,
    registrationAllowed: true,
    powRegistrationAllowed: false,
    pool: {
      dynamic: true,
      tao: raoOf(pools2026.taoIn[place], stride),
      alphaIn: raoOf(pools2026.alphaIn[place], stride),
      alphaOut: raoOf(pools2026.alphaOut[place], stride),
    },
    volume: 0n,
    movingPrice: BigInt(Math.round(pools2026.movingPrice[place] * Number(U96F32.one))),
    halvingBlocks: Math.round(201_600 / stride),
    pending: nothingPending,
    terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
  };
}
