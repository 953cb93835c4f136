import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/userError.ts';
import type { SensitivityPlan } from '../../methods/sensitivity/plan.ts';
import type { TunePlan } from '../../methods/tune/tunePlan.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { isModelStudy } from '../../plan/modelStudyShape.ts';
import { cellsOf, isStudy, type Study, trialsOf } from '../../plan/study.ts';
import { readJournal, type StoredRow } from '../../run/journal.ts';
import type { PlannedTrial } from '../../run/resultsFolder.ts';
import { readFinding, settled } from '../../sweep/finding.ts';
import { planned } from '../../sweep/runStudy.ts';
import { warmUpFolder } from '../../sweep/warmUp/finding.ts';

/** What a results folder is about. */
export type Subject =
  | { readonly kind: 'sweep'; readonly plan: Study }
  | { readonly kind: 'sensitivity'; readonly plan: SensitivityPlan }
  | { readonly kind: 'tune'; readonly plan: TunePlan }
  | { readonly kind: 'model'; readonly plan: ModelStudy };

/** The kind of a plan. Throws `UserError` for one whose trials are not dealt to shards. */
export function subjectOf(folder: string, plan: unknown): Subject {
  if (isSensitivity(plan)) return { kind: 'sensitivity', plan };
  if (isTune(plan)) return { kind: 'tune', plan };
  if (isModelStudy(plan)) return { kind: 'model', plan };
  if (!isStudy(plan))
    throw new UserError(
      `${folder} is not of a sweep, a sensitivity study or a search: there is nothing to join`,
    );
  if (plan.precision !== undefined)
    throw new UserError(
      `${folder} is of a study by precision, whose next trials depend on all rows so far: it has no shards to join`,
    );
  return { kind: 'sweep', plan };
}

const kindOf = (plan: unknown): unknown => Object(plan).kind;
const isSensitivity = (plan: unknown): plan is SensitivityPlan => kindOf(plan) === 'sensitivity';
const isTune = (plan: unknown): plan is TunePlan => kindOf(plan) === 'tune';

/** The trials that a joined folder has to hold. */
export interface Wanted {
  /** In the order of the plan. */
  readonly trials: readonly PlannedTrial[];
  /** How many of the first run in every shard: the search that shards share. The others are dealt. */
  readonly shared: number;
  /** What is still unknown, in words; absent: nothing. */
  readonly open?: string;
}

/** Which trials a folder has to hold, as far as its rows tell: pilots, or a search, decide about the later ones. `folder`: where its pilots are. */
export async function wantedOf(
  { kind, plan }: Subject,
  folder: string,
  rows: ReadonlyMap<string, StoredRow>,
): Promise<Wanted> {
  if (kind === 'sensitivity') {
    const { trialsOfPlan } = await import('../../methods/sensitivity/plan.ts');
    return { trials: trialsOfPlan(plan), shared: 0 };
  }
  if (kind === 'tune') {
    const { trialsOfTune } = await import('../../methods/tune/runTune.ts');
    return trialsOfTune(plan, rows);
  }
  if (kind === 'model') {
    const { plannedModelTrials } = await import('../../sweep/runModelStudy.ts');
    return { trials: plannedModelTrials(plan), shared: 0 };
  }
  const finding = hasAllPilots(folder, plan) ? readFinding(folder, plan) : null;
  if (finding === null && (plan.beginning !== undefined || plan.warmUp !== undefined))
    return { trials: [], shared: 0, open: 'its pilots have not all run, so its trials are not known' };
  return { trials: trialsOf(settled(plan, finding)).map(planned), shared: 0 };
}

/** Whether the pilots of a warm-up have all run: of fewer its rule would find other days. A beginning knows itself. */
function hasAllPilots(folder: string, study: Study): boolean {
  if (study.warmUp === undefined) return true;
  const path = join(warmUpFolder(folder), 'journal.ndjson');
  return existsSync(path) && readJournal(path).rows.size >= study.warmUp.pilots * cellsOf(study).length;
}
