import { trialId } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { stemOf } from '../plan/branches.ts';

/** A kind of trial that workers run: its module is theirs and never sent. */
export interface TrialKind {
  readonly entry: URL;
  /** The id that a plan has as a trial of this kind. */
  idOf(plan: unknown): string;
  /** What trials have in common that share a beginning, as a task of the pool has it; left out: nothing. */
  stemOf?(plan: unknown): string;
}

export type TrialKinds = Readonly<Record<string, TrialKind>>;

/** The kinds of the laboratory. */
export const labKinds: TrialKinds = {
  trial: {
    entry: new URL('../run/trialWorker.ts', import.meta.url),
    idOf: trialId,
    stemOf: (plan) => stemOf(Object(plan)),
  },
  pilot: {
    entry: new URL('../sweep/warmUp/pilotWorker.ts', import.meta.url),
    idOf: (plan) => trialId({ pilot: plan }),
  },
  model: {
    entry: new URL('../run/modelWorker.ts', import.meta.url),
    idOf: trialId,
  },
};

/** The name of the kind that a module runs. */
export function kindOf(kinds: TrialKinds, entry: URL): string {
  const known = Object.entries(kinds).find(([, kind]) => kind.entry.href === entry.href);
  if (known === undefined)
    throw new UserError(`${entry.href} is no kind of trial that a queue knows: run it without --queue`);
  return known[0];
}
