import type { YumaOutput } from '../../consensus/chain/yumaEmission.ts';
import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import { type ChainArena, uidsOf } from './chainArena.ts';
import type { ChainKernelEpoch } from './chainKernel.ts';

/** What an epoch of the kernel leaves, in the terms of the readable text. The arrays are copies. */
export function outputOf({ arena, bonds }: ChainKernelEpoch, options: YumaOptions): YumaOutput {
  const { views } = arena;
  const n = uidsOf(arena);
  const stored = (place: number) => views.stored.slice(place * n, (place + 1) * n);
  const flags = (view: Uint8Array) => Array.from(view.subarray(0, n), Boolean);
  const amounts = (view: BigUint64Array) => [...view.subarray(0, n)];
  const unstored = new Uint16Array(0);
  const { storesRanks, storesStake } = options;
  return {
    active: flags(views.active),
    emission: amounts(views.combinedPay),
    serverEmission: amounts(views.serverPay),
    validatorEmission: amounts(views.validatorPay),
    rank: storesRanks ? stored(2) : unstored,
    trust: storesRanks ? stored(0) : unstored,
    consensus: stored(1),
    incentive: stored(2),
    dividends: stored(3),
    validatorTrust: stored(4),
    pruningScores: storesRanks ? stored(5) : unstored,
    stakeWeight: storesStake ? stored(6) : unstored,
    validatorPermit: flags(views.newPermit),
    bonds,
  };
}

/** The steps of an epoch that are a number for each uid, with the names of the readable text. I32F32 bits, copies. */
export function vectorsOf(arena: ChainArena) {
  const { views } = arena;
  const n = uidsOf(arena);
  const bits = (view: BigUint64Array) => [...view.subarray(0, n)];
  return {
    stake: bits(views.shares),
    activeStake: bits(views.activeShares),
    preranks: bits(views.preranks),
    consensus: bits(views.consensus),
    ranksAfter: bits(views.ranks),
    trust: bits(views.trust),
    validatorTrust: bits(views.validatorTrust),
    incentive: bits(views.incentive),
    dividends: bits(views.dividends),
    normServerEmission: bits(views.serverShares),
    normValidatorEmission: bits(views.validatorShares),
    normCombinedEmission: bits(views.combinedShares),
  };
}
