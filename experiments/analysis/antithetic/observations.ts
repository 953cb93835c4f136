import { plainSeed } from '../../../sim/antithetic.ts';
import type { DayPoint } from '../../../sim/metrics/days.ts';
import type { LifeTable } from '../../../sim/metrics/lifeTable.ts';
import { canonical } from '../../base/canonical.ts';
import type { CompleteRow, Row } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';

/** A seed and its mirror in the same cell. */
export interface AntitheticPair {
  readonly own: Row;
  readonly partner: Row;
}

/** The pairs of a study whose both worlds have run, in the order of their plain seeds' rows. */
export function pairsOf(rows: readonly Row[]): AntitheticPair[] {
  const keyOf = ({ arm, levels, plan }: Row) => canonical([arm, levels, plainSeed(plan.seed).seed]);
  const partners = new Map<string, Row>();
  for (const row of rows) if (plainSeed(row.plan.seed).isAntithetic) partners.set(keyOf(row), row);
  return rows.flatMap((own) => {
    if (plainSeed(own.plan.seed).isAntithetic) return [];
    const partner = partners.get(keyOf(own));
    return partner === undefined ? [] : [{ own, partner }];
  });
}

/** What a study counts as one observation: a row, or the mean of an antithetic pair under the row of its plain seed. */
export const observationsOf = (
  { antithetic }: Pick<Study, 'antithetic'>,
  rows: readonly Row[],
): readonly Row[] => (antithetic === true ? pairsOf(rows).map(meanRow) : rows);

function meanRow({ own, partner }: AntitheticPair): Row {
  if (own.status === 'failed') return own;
  if (partner.status === 'failed') {
    const { id, reason, replay } = partner;
    const { arm, levels, plan } = own;
    return { id, arm, levels, plan, status: 'failed', reason, ...(replay !== undefined && { replay }) };
  }
  return {
    ...own,
    measures: meanMeasures(own.measures, partner.measures),
    tables: {
      to50: bothLives(own.tables.to50, partner.tables.to50),
      to90: bothLives(own.tables.to90, partner.tables.to90),
      survival: own.tables.survival.map((table, k) => bothLives(table, partner.tables.survival[k])),
    },
    days: own.days.map((day, k) => meanDay(day, partner.days[k])),
    ...meanMarket(own, partner),
    ...meanPath(own, partner),
  };
}

/** A measure that one of the two lacks is missing: half a pair is no observation. */
function meanMeasures(
  own: CompleteRow['measures'],
  partner: CompleteRow['measures'],
): CompleteRow['measures'] {
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => {
      const other = partner[name] ?? null;
      return [name, value === null || other === null ? null : middle(value, other)];
    }),
  );
}

const middle = (one: number, other: number): number => (one + other) / 2;

/** Both worlds of a pair have the same days and the same ruleset, so both record the burn or neither does. */
const meanDay = (own: DayPoint, other: DayPoint): DayPoint => ({
  day: own.day,
  networkQuality: middle(own.networkQuality, other.networkQuality),
  registrations: middle(own.registrations, other.registrations),
  difficulty: middle(own.difficulty, other.difficulty),
  immuneShare: middle(own.immuneShare, other.immuneShare),
  ...(own.burn !== undefined && other.burn !== undefined && { burn: middle(own.burn, other.burn) }),
});

function meanMarket(own: CompleteRow, partner: CompleteRow): Pick<CompleteRow, 'market'> {
  if (own.market === undefined || partner.market === undefined) return {};
  const other = partner.market;
  return {
    market: own.market.map((point, k) => point.map((value, column) => (value + other[k][column]) / 2)),
  };
}

/** A day that one of the two has no value of has none. */
function meanPath(own: CompleteRow, partner: CompleteRow): Pick<CompleteRow, 'path'> {
  if (own.path === undefined || partner.path === undefined) return {};
  const other = partner.path;
  return {
    path: Object.fromEntries(
      Object.entries(own.path).map(([name, values]) => [
        name,
        values.map((value, day) => {
          const partnerValue = other[name]?.[day] ?? null;
          return value === null || partnerValue === null ? null : middle(value, partnerValue);
        }),
      ]),
    ),
  };
}

/** Lives of both worlds together. */
function bothLives(own: LifeTable, partner: LifeTable): LifeTable {
  const merged = (end: 'reached' | 'evicted' | 'censored') => {
    const counts = new Map<number, number>();
    for (const [bin, count] of [...own[end], ...partner[end]])
      counts.set(bin, (counts.get(bin) ?? 0) + count);
    return [...counts].sort(([one], [other]) => one - other);
  };
  return {
    binBlocks: own.binBlocks,
    reached: merged('reached'),
    evicted: merged('evicted'),
    censored: merged('censored'),
  };
}
