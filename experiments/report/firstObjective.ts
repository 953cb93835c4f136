import { UserError } from '../base/userError.ts';
import type { Objective } from '../plan/decision.ts';
import type { Study } from '../plan/study.ts';

/**
 * What a study decides by, for a page of its own that cannot be written without. Throws `UserError` for a plan from before 30 November 2026, when
 * such studies had no objective, with the commit that writes its page.
 */
export function firstObjective({ name, objectives }: Study): Objective {
  const [first] = objectives;
  if (first === undefined)
    throw new UserError(
      `the plan of ${name} has no objective, as it had none before 30 November 2026, and its page has one: report it in a checkout of commit 67b55ca6; verify, export and query read it as it is`,
    );
  return first;
}
