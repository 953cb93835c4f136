import { canonical } from '../base/canonical.ts';
import { isByTime, type StoredRow } from '../run/journal.ts';
import type { Brought } from './wire.ts';

/** Two results of one trial that are not the same bytes: one of two machines is wrong. */
export interface Alarm {
  readonly id: string;
  /** What differs, in words. */
  readonly what: string;
  /** The command that runs the trial again. */
  readonly replay: string;
}

/** What differs between a row that is kept and a second result of its trial; null: nothing, or a limit of time ended one of them. */
export function differenceOf(row: StoredRow, second: Brought): string | null {
  if ('reason' in second) {
    if (isByTime(row) || second.byTime === true) return null;
    if (row.status === 'failed')
      return row.reason === second.reason ? null : `it failed as "${row.reason}" and as "${second.reason}"`;
    return `it was complete, and then failed: ${second.reason}`;
  }
  if (row.status === 'failed')
    return isByTime(row) ? null : `it failed (${row.reason}), and then was complete`;
  const fields = Object.entries(second.result).filter(([name]) => !ofPlan.includes(name));
  const differing = fields.filter(
    ([name, value]) => !(name in row) || canonical(row[name]) !== canonical(value),
  );
  return differing.length === 0
    ? null
    : `its results differ in ${differing.map(([name]) => name).join(', ')}`;
}

/** What a row has from the coordinator, whatever a trial says. */
const ofPlan = ['id', 'plan', 'status', 'arm', 'levels'];

export const alarmText = ({ id, what, replay }: Alarm): string =>
  `ALARM: trial ${id} has two results: ${what}. The first is kept; one of two machines computes wrongly. Run it on each and compare: ${replay}`;
