import type { YumaOutput } from '../../consensus/chain/yumaEmission.ts';
import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { ChainArena } from './chainArena.ts';
import type { ChainKernelEpoch } from './chainKernel.ts';

/** What an epoch of the kernel leaves, in the words of the twin. The arrays are copies. */
export function outputOf({ arena, bonds }: ChainKernelEpoch, options: YumaOptions): YumaOutput {
  const { views, size } = arena;
  const stored = (place: number) => views.stored.slice(place * size.n, (place + 1) * size.n);
  const unstored = new Uint16Array(0);
  const { storesRanks, storesStake } = options;
  return {
    active: Array.from(views.active, Boolean),
    emission: [...views.combinedPay],
    serverEmission: [...views.serverPay],
    validatorEmission: [...views.validatorPay],
    rank: storesRanks ? stored(2) : unstored,
    trust: storesRanks ? stored(0) : unstored,
    consensus: stored(1),
    incentive: stored(2),
    dividends: stored(3),
    validatorTrust: stored(4),
    pruningScores: storesRanks ? stored(5) : unstored,
    stakeWeight: storesStake ? stored(6) : unstored,
    validatorPermit: Array.from(views.newPermit, Boolean),
    bonds,
  };
}

/** The steps of an epoch that are a number for each uid, named as the twin names them. I32F32 bits, copies. */
export function vectorsOf({ views }: ChainArena) {
  return {
    stake: [...views.shares],
    activeStake: [...views.activeShares],
    preranks: [...views.preranks],
    consensus: [...views.consensus],
    ranksAfter: [...views.ranks],
    trust: [...views.trust],
    validatorTrust: [...views.validatorTrust],
    incentive: [...views.incentive],
    dividends: [...views.dividends],
    normServerEmission: [...views.serverShares],
    normValidatorEmission: [...views.validatorShares],
    normCombinedEmission: [...views.combinedShares],
  };
}
