import type { YumaEpoch } from '../consensus/yuma.ts';
import { aggregateMechanisms, type EpochTerms } from '../mechanisms/aggregate.ts';
import { emissionParts } from '../mechanisms/emissionParts.ts';
import type { Network } from '../network.ts';
import { type Rao, u16Max } from '../units.ts';
import type { EpochPay } from './epochPay.ts';

/** What an epoch says and pays, in buffers of a network. */
export interface EpochResult {
  readonly epoch: YumaEpoch;
  readonly pay: EpochPay;
}

/** Part of the emission that each mechanism has, a share of the whole; all for the first where nothing is paid. */
export function mechanismShares(emission: Rao, count: number, split: readonly number[] | null): number[] {
  if (emission === 0) return Array.from({ length: count }, (_, mechanism) => (mechanism === 0 ? 1 : 0));
  return emissionParts(BigInt(emission), count, split).map((part) => Number(part) / emission);
}

/**
 * Runs an epoch of every mechanism on its part of the emission, each with the permits of the epoch before, and joins what they say in
 * `whole`: earnings are summed, the emission that pruning reads is the chain's floored mean, and incentive and dividends are
 * means by part, so that they are shares of what the subnet pays. The chain keeps incentive by mechanism; its readers here ask what
 * a neuron is paid. (subtensor v3.2.8 on, subnets/mechanism.rs, epoch_with_mechanisms().)
 */
export function runMechanisms(
  networks: readonly Network[],
  emission: Rao,
  split: readonly number[] | null,
  run: (mechanism: number, emission: Rao) => EpochResult,
  whole: EpochResult,
): void {
  const [{ size, validatorPermit }] = networks;
  const parts = emissionParts(BigInt(emission), networks.length, split);
  const shares = mechanismShares(emission, networks.length, split);
  const before = validatorPermit.slice();
  const results: EpochResult[] = [];
  const terms: EpochTerms[][] = [];
  for (const [mechanism, part] of parts.entries()) {
    validatorPermit.set(before);
    const result = run(mechanism, Number(part));
    results.push(result);
    terms.push(termsOf(result, size, validatorPermit));
  }
  for (const term of aggregateMechanisms(parts, terms)) {
    const uid = term.hotkey;
    whole.pay.server[uid] = Number(term.serverEmission);
    whole.pay.validator[uid] = Number(term.validatorEmission);
    whole.pay.combined[uid] = Number(term.emission);
    whole.epoch.emission[uid] = whole.pay.server[uid] + whole.pay.validator[uid];
    whole.epoch.pruningScore[uid] = 0;
    validatorPermit[uid] = term.permit ? 1 : 0;
    whole.epoch.incentive[uid] = meanBy(shares, results, ({ epoch }) => epoch.incentive[uid]);
    whole.epoch.validatorTrust[uid] = meanBy(shares, results, ({ epoch }) => epoch.validatorTrust[uid]);
    whole.epoch.dividends[uid] = meanBy(shares, results, ({ epoch }) => epoch.dividends[uid]);
  }
  whole.epoch.entries = results.reduce((sum, { epoch }) => sum + epoch.entries, 0);
}

const meanBy = (
  shares: readonly number[],
  results: readonly EpochResult[],
  of: (result: EpochResult) => number,
): number => results.reduce((sum, result, mechanism) => sum + shares[mechanism] * of(result), 0);

/** The terms of one epoch by uid; u16 shares are floored as the chain stores them. */
function termsOf({ epoch, pay }: EpochResult, size: number, permits: Uint8Array): EpochTerms[] {
  const stored = (share: number) => BigInt(Math.floor(share * u16Max));
  return Array.from({ length: size }, (_, uid) => ({
    hotkey: uid,
    dividend: stored(epoch.dividends[uid]),
    incentive: stored(epoch.incentive[uid]),
    validatorEmission: BigInt(pay.validator[uid]),
    serverEmission: BigInt(pay.server[uid]),
    stakeWeight: stored(epoch.stake[uid]),
    active: epoch.active[uid] === 1,
    emission: BigInt(pay.combined[uid]),
    consensus: stored(epoch.consensus[uid]),
    validatorTrust: stored(epoch.validatorTrust[uid]),
    permit: permits[uid] === 1,
    stake: 0n,
  }));
}
