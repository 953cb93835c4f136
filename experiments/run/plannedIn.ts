import { UserError } from '../base/userError.ts';
import { RowIndex } from './rowIndex.ts';
import type { PlannedTrial } from './sweepOptions.ts';

const nowhere = { place: 0, length: 0, isFailed: false, isByTime: false };

/** The places of trials in their list by id. Throws `UserError` for a trial that is there twice. */
export function plannedIn(trials: readonly PlannedTrial[]): Pick<RowIndex, 'find'> {
  const planned = new RowIndex();
  for (const trial of trials) {
    const same = planned.find(trial.id);
    if (same >= 0) throw twice(trials[same], trial);
    planned.set(trial.id, nowhere);
  }
  return planned;
}

function twice(one: PlannedTrial, other: PlannedTrial): UserError {
  const places = [one, other].map(({ labels }) => JSON.stringify(labels)).join(' and ');
  return new UserError(`trial ${other.id} is twice in the study, as ${places}: write each combination once`);
}
