import { canonical } from '../../base/canonical.ts';
import { type BeginningPlan, worldOf } from '../../plan/beginningPlan.ts';
import type { Level } from '../../plan/rows.ts';
import { type Study, trialsOf } from '../../plan/study.ts';
import type { TrialPlan } from '../../plan/trial.ts';

/** A world of a study before its change: an arm, or a combination of the factors that hold from the founding. */
export interface StudyWorld {
  readonly arm: string | null;
  readonly levels: Readonly<Record<string, Level>>;
  /** A trial of it under the status quo, without a change; its seed and its days are those of each run. */
  readonly plan: TrialPlan;
}

/** A study that has a beginning. */
export type BegunStudy = Study & { readonly beginning: BeginningPlan };

export const isBegun = (study: Study): study is BegunStudy => study.beginning !== undefined;

/** The worlds of a study, each once, in the order of its trials. */
export function worldsOf(study: BegunStudy): StudyWorld[] {
  const worlds = new Map<string, StudyWorld>();
  for (const { arm, levels, plan } of trialsOf({
    ...study,
    seeds: 1,
    armSeeds: Math.min(1, study.armSeeds),
  })) {
    const { change, ...unchanged } = plan;
    const key = canonical([arm, unchanged.scenario, unchanged.set]);
    if (!worlds.has(key)) worlds.set(key, { arm, levels: worldOf(study.beginning, levels), plan: unchanged });
  }
  return [...worlds.values()];
}

/** `validator.alpha 0.05`, the name of an arm, or nothing where there is one world. */
export const worldLabel = ({ arm, levels }: Pick<StudyWorld, 'arm' | 'levels'>): string =>
  [...(arm === null ? [] : [arm]), ...Object.entries(levels).map(([name, value]) => `${name} ${value}`)].join(
    ', ',
  );
