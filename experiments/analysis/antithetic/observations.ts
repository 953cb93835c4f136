import type { LifeTable } from '../../../sim/metrics/lifeTable.ts';
import type { DayPoint } from '../../../sim/metrics/observer.ts';
import { unmirrored } from '../../../sim/mirror.ts';
import { canonical } from '../../base/canonical.ts';
import type { CompleteRow, Row } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';

/** A seed and its mirror in the same cell. */
export interface AntitheticPair {
  readonly own: Row;
  readonly twin: Row;
}

/** The pairs of a study whose both worlds have run, in the order of their plain seeds' rows. */
export function pairsOf(rows: readonly Row[]): AntitheticPair[] {
  const keyOf = ({ arm, levels, plan }: Row) => canonical([arm, levels, unmirrored(plan.seed).seed]);
  const twins = new Map<string, Row>();
  for (const row of rows) if (unmirrored(row.plan.seed).isMirror) twins.set(keyOf(row), row);
  return rows.flatMap((own) => {
    if (unmirrored(own.plan.seed).isMirror) return [];
    const twin = twins.get(keyOf(own));
    return twin === undefined ? [] : [{ own, twin }];
  });
}

/** What a study counts as one observation: a row, or the mean of an antithetic pair under the row of its plain seed. */
export const observationsOf = (
  { antithetic }: Pick<Study, 'antithetic'>,
  rows: readonly Row[],
): readonly Row[] => (antithetic === true ? pairsOf(rows).map(meanRow) : rows);

function meanRow({ own, twin }: AntitheticPair): Row {
  if (own.status === 'failed') return own;
  if (twin.status === 'failed') {
    const { id, reason, replay } = twin;
    const { arm, levels, plan } = own;
    return { id, arm, levels, plan, status: 'failed', reason, ...(replay !== undefined && { replay }) };
  }
  return {
    ...own,
    measures: meanMeasures(own.measures, twin.measures),
    tables: {
      to50: bothLives(own.tables.to50, twin.tables.to50),
      to90: bothLives(own.tables.to90, twin.tables.to90),
      survival: own.tables.survival.map((table, k) => bothLives(table, twin.tables.survival[k])),
    },
    days: own.days.map((day, k) => meanRecord(day, twin.days[k]) as unknown as DayPoint),
    ...meanMarket(own, twin),
  };
}

/** A measure that one of the two lacks is missing: half a pair is no observation. */
function meanMeasures(own: CompleteRow['measures'], twin: CompleteRow['measures']): CompleteRow['measures'] {
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => {
      const other = twin[name] ?? null;
      return [name, value === null || other === null ? null : (value + other) / 2];
    }),
  );
}

const meanRecord = (own: DayPoint, twin: DayPoint): Record<string, number> =>
  Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, (value + twin[name as keyof DayPoint]) / 2]),
  );

function meanMarket(own: CompleteRow, twin: CompleteRow): Pick<CompleteRow, 'market'> {
  if (own.market === undefined || twin.market === undefined) return {};
  const other = twin.market;
  return {
    market: own.market.map((point, k) => point.map((value, column) => (value + other[k][column]) / 2)),
  };
}

/** Lives of both worlds together. */
function bothLives(own: LifeTable, twin: LifeTable): LifeTable {
  const merged = (end: 'reached' | 'evicted' | 'censored') => {
    const counts = new Map<number, number>();
    for (const [bin, count] of [...own[end], ...twin[end]]) counts.set(bin, (counts.get(bin) ?? 0) + count);
    return [...counts].sort(([one], [other]) => one - other);
  };
  return {
    binBlocks: own.binBlocks,
    reached: merged('reached'),
    evicted: merged('evicted'),
    censored: merged('censored'),
  };
}
