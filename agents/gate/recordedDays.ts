import { isEligible, type RatedSubnet } from '../../sim/coinbase/ratedSubnet.ts';
import august7 from './days/august7.data.json' with { type: 'json' };
import august10 from './days/august10.data.json' with { type: 'json' };
import july31 from './days/july31.data.json' with { type: 'json' };

/** Days of 2026 on which the prices of all subnets were recorded, earliest first. */
export const dayNames = ['2026-07-31', '2026-08-07', '2026-08-10'] as const;
export type DayName = (typeof dayNames)[number];

/** All subnets of Finney on a day under the gate. */
export interface RecordedDay {
  readonly source: string;
  /** [subnet] Prices, withheld shares and switches. */
  readonly subnets: readonly RatedSubnet[];
  /** Rank of the bar; 0: it was set by quantile. */
  readonly rank: number;
  /** The stored bar, U64F64 bits; null: not recorded. */
  readonly bar: bigint | null;
  /** U64F64 bits. */
  readonly exponent: bigint;
  /** [subnet] RAO of TAO that a block paid; null: not recorded. */
  readonly paidRao: readonly number[] | null;
}

/** A day as its file holds it. */
interface DayFile {
  readonly source: string;
  readonly rank: number;
  readonly bar?: string;
  readonly exponent: string;
  readonly netuid: readonly number[];
  readonly movingPrice: readonly string[];
  readonly minerBurned: readonly string[];
  readonly emissionEnabled: readonly number[];
  readonly mayBePaid: readonly number[];
  readonly paidRao?: readonly number[];
}

const read = (file: DayFile): RecordedDay => ({
  source: file.source,
  subnets: file.netuid.map((netuid, k) => ({
    netuid,
    dynamic: true,
    started: file.mayBePaid[k] === 1,
    subtokenEnabled: true,
    registrationAllowed: true,
    emissionEnabled: file.emissionEnabled[k] === 1,
    movingPrice: BigInt(file.movingPrice[k]),
    minerBurned: BigInt(file.minerBurned[k]),
  })),
  rank: file.rank,
  bar: file.bar === undefined ? null : BigInt(file.bar),
  exponent: BigInt(file.exponent),
  paidRao: file.paidRao ?? null,
});

/** The days by name. What owners withheld on 10 August is that of 7 August, and its payments are not recorded. */
export const recordedDays: Readonly<Record<DayName, RecordedDay>> = {
  '2026-07-31': read(july31),
  '2026-08-07': read(august7),
  '2026-08-10': read(august10),
};

/** Subnets of a day that take part in the division of its TAO. */
export const payable = (day: DayName): readonly RatedSubnet[] => recordedDays[day].subnets.filter(isEligible);
