import { ln } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import { type Serial, type Share, u16Max } from '../../sim/units.ts';

/** A validator that holders may stake on. */
export interface Validator {
  readonly hotkey: Serial;
  /** Of its operator. */
  readonly coldkey: Serial;
  /** How much holders trust it, log-odds against the most trusted one. */
  readonly trust: number;
  /** Part of its stakers' dividends that it keeps. */
  readonly take: Share;
  /** Dividends for its stake over those of a validator that is always right and on time. */
  readonly performance: Share;
  /** Funds a DAO. */
  readonly isShared: boolean;
}

/** What validators are like. */
export interface ValidatorSettings {
  readonly take: Share;
  /** Trust of the validator of rank r is −slope · ln r. */
  readonly trustSlope: number;
  /** Rank of the shared validator by trust; 0: there is none, and the rank stays empty. */
  readonly sharedRank: number;
  readonly sharedTake: Share;
}

export const validatorsRanked = 16;
/** Lowest performance: the median validator of a subnet had a trust of 0.82 to 0.99 in 2024. */
const leastPerformance: Share = 0.82;

/** Validators by rank of trust. A mean-blind draw by rank gives each its performance; the shared one's is in the middle. */
export function drawValidators(seed: string, settings: ValidatorSettings, sharedRank: number): Validator[] {
  const ranks = Array.from({ length: validatorsRanked }, (_, index) => index + 1);
  return ranks
    .filter((rank) => rank !== sharedRank || settings.sharedRank > 0)
    .map((rank) => {
      const isShared = rank === settings.sharedRank;
      const draw = isShared ? 0.5 : stream(seed, 'validator performance', rank).next();
      return {
        hotkey: rank,
        coldkey: operatorOf(rank),
        trust: -settings.trustSlope * ln(rank),
        take: isShared ? settings.sharedTake : settings.take,
        performance: leastPerformance + (1 - leastPerformance) * draw,
        isShared,
      };
    });
}

/** Serial of the coldkey of the operator of a rank. */
export const operatorOf = (rank: number): Serial => 20_000 + rank;

export const takeInU16 = (take: Share): number => Math.round(take * u16Max);

/** What a staker gets of the dividends of its stake: after the take, for what the validator performs. */
export const netShare = ({ take, performance }: Pick<Validator, 'take' | 'performance'>): Share =>
  (1 - take) * performance;
