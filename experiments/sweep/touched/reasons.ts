import { unmodelled } from '../../../sim/hyperparameters/unmodelled.ts';
import { advance } from '../../../sim/simulate.ts';
import type { Level } from '../../plan/rows.ts';
import { mainTrials, type Study } from '../../plan/study.ts';
import { begin, type TrialPlan } from '../../plan/trial.ts';
import { number2 } from '../../statistics/format.ts';
import { touchOf } from './catalogue.ts';
import type { Touch } from './touch.ts';

/** A factor that changes nothing, in one scenario of a study. */
export interface Idle {
  readonly name: string;
  readonly levels: readonly Level[];
  /** Values of the other factors in the world that is looked at. */
  readonly others: Readonly<Record<string, Level>>;
}

/**
 * Why factors change nothing, as far as one world tells: the first seed's, with the factor at the value at which it binds. Runs that
 * world, once for each factor; those for which there is no count, and studies with agents of one's own, run nothing.
 */
export function reasonsFor(study: Study, idle: readonly Idle[]): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const one of idle) {
    const reason = reasonOf(study, one);
    if (reason !== null) reasons.set(one.name, reason);
  }
  return reasons;
}

function reasonOf(study: Study, { name, levels, others }: Idle): string | null {
  const known = unmodelled.get(name);
  if (known !== undefined) return `the laboratory does not act on it: ${known}.`;
  const touch = touchOf(name);
  if (touch === undefined || study.with !== undefined) return null;
  const binding = bindingLevel(levels, touch);
  const [{ plan }] = mainTrials(study, { ...others, [name]: binding }, study.firstSeed ?? 1);
  const at = typeof binding === 'number' ? number2(binding) : binding;
  return `in one such world, at ${at}, ${countedIn(plan, touch, name)}`;
}

function bindingLevel(levels: readonly Level[], { binds }: Touch): Level {
  if (levels.includes(true)) return binds === 'highest';
  return binds === 'highest' ? levels[levels.length - 1] : levels[0];
}

function countedIn(plan: TrialPlan, touch: Touch, name: string): string {
  const watcher = touch.begin();
  const { stage, end } = begin(plan);
  for (const event of advance(stage, end)) watcher.see(event, stage.world);
  return watcher.words(stage.world, name);
}
