import type { Listed } from '../base/listed.ts';
import { UserError } from '../base/userError.ts';
import { IdIndex } from './idIndex.ts';
import type { PlannedTrial } from './sweepOptions.ts';

/** The ids of trials in their order: the number of an id is the place of its trial. */
export type Planned = Pick<IdIndex, 'find' | 'idAt' | 'size'>;

/** The ids of trials, of which none is kept. Throws `UserError` for a trial that is there twice. */
export function plannedIn(trials: Listed<PlannedTrial>): Planned {
  const planned = new IdIndex();
  for (const trial of trials) {
    const same = planned.find(trial.id);
    if (same >= 0) throw twice([trials.at(same), trial]);
    planned.add(trial.id);
  }
  return planned;
}

/** The ids, in order. */
export function* idsOf(planned: Planned): Generator<string> {
  for (let k = 0; k < planned.size; k++) yield planned.idAt(k);
}

function twice(trials: readonly (PlannedTrial | undefined)[]): UserError {
  const places = trials.map((trial) => JSON.stringify(trial?.labels)).join(' and ');
  return new UserError(
    `trial ${trials.at(-1)?.id} is twice in the study, as ${places}: write each combination once`,
  );
}
