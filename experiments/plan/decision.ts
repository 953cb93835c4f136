import { UserError } from '../base/userError.ts';
import { metric } from './measures.ts';
import type { OwnMark } from './ownFiles.ts';

/** A metric to decide on, the difference that does not matter, in its unit, and what the person who asks would lose by it. */
export interface Objective {
  readonly metric: string;
  readonly margin: number;
  /** Why this measure with this margin; absent: nobody has said. */
  readonly because?: string;
}

/** Which measure decides, and what the person who asks would lose by it: stated before the first trial runs. */
export interface Decision {
  readonly measure: string;
  readonly because: string;
}

/** What a plan says of how it decides. */
export interface Deciding extends OwnMark {
  /** The first decides; the others are told beside it. */
  readonly objectives: readonly Objective[];
  /** In place of objectives, where a page of its own answers the question; beside them, where they only say when its world has settled. */
  readonly decides?: Decision;
  /** Given where a world settles before it changes. */
  readonly beginning?: object;
}

/** The measure that decides; its reason is null where none is stated, and all of it where a study only compares. */
export function decisionOf({
  objectives,
  decides,
}: Deciding): (Partial<Decision> & { measure: string }) | null {
  if (decides !== undefined) return decides;
  if (objectives.length === 0) return null;
  const [{ metric: measure, because }] = objectives;
  return { measure, ...(because !== undefined && { because }) };
}

/** The same in a line for people. */
export function decisionLine(plan: Deciding): string {
  const decision = decisionOf(plan);
  if (decision === null) return 'Decides: no measure; it compares.';
  const { measure, because } = decision;
  const title = metric(measure, plan)?.title;
  const name = title === undefined ? `\`${measure}\`` : `${title} (\`${measure}\`)`;
  return `Decides, stated before the first trial: ${name}${because === undefined ? '; no reason is stated' : `, because ${because}`}.`;
}

/**
 * Refuses a plan that decides by what no plan may. Throws `UserError` for an unknown measure, for one that attributes, and for two
 * deciding measures.
 */
export function checkDecision(plan: Deciding): void {
  const { objectives, decides, beginning } = plan;
  if (decides !== undefined && objectives.length > 0 && beginning === undefined)
    throw new UserError(
      `decides names ${decides.measure} beside the objective ${objectives[0].metric}; the first objective decides: leave decides out`,
    );
  const names = [
    ...objectives.map((objective) => objective.metric),
    ...(decides === undefined ? [] : [decides.measure]),
  ];
  for (const name of names) checkMayDecide(name, plan);
  for (const because of [...objectives.map((objective) => objective.because), decides?.because])
    if (because !== undefined && because.trim() === '')
      throw new UserError('because is empty; it says what the person who asks would lose (or leave it out)');
}

/** Refuses a measure that attributes: it moves between worlds that are alike to the bit. Throws `UserError`. */
export function checkMayDecide(name: string, own: OwnMark = {}): void {
  if (metric(name, own)?.isDescriptive !== true) return;
  const remedy = 'viableEvictions counts the same evictions plainly';
  throw new UserError(
    `${name} is descriptive: it blames a cause, and differs between worlds in which the change has no effect, so it may not decide (${remedy})`,
  );
}
