import { z } from 'zod';
import { canonical, canonicalFault, sha256 } from '../base/canonical.ts';
import { studyHash } from '../base/identity.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { isStudy, type Study, trialsOf } from '../plan/study.ts';
import type { Task } from '../run/staff.ts';
import type { TrialKind } from './trialKinds.ts';

/** Trials that jobs name by their place, as they are put into Redis once: a text under its hash. */
export interface TrialList {
  readonly hash: string;
  readonly text: string;
  /** The place of each task, by its id. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** What a worker reads out of the text of a list. */
export interface ReadList {
  readonly kind: string;
  readonly limitMilliseconds?: number;
  readonly plans: readonly unknown[];
}

const record = z.record(z.string(), z.unknown());
const written = z.object({
  kind: z.string(),
  limitMilliseconds: z.number().optional(),
  /** A study, whose trials the worker makes itself, with its hash. */
  study: z.object({ hash: z.string(), plan: z.unknown() }).optional(),
  /** Or what plans have in common, and what each has besides. */
  common: record.optional(),
  trials: z.array(record).optional(),
});

interface Listed {
  readonly kind: string;
  readonly limitMilliseconds?: number;
  /** The plan of the command that asks; a study's own list is short. */
  readonly plan: unknown;
  readonly tasks: readonly Task[];
}

/** The list of some tasks: the study itself where it has them all, else their plans without what they have in common. */
export function listOf({ kind, limitMilliseconds, plan, tasks }: Listed, { idOf }: TrialKind): TrialList {
  const head = { kind, ...(limitMilliseconds !== undefined && { limitMilliseconds }) };
  const study = studyOf(plan, tasks);
  const places = study === null ? null : placesIn(study, tasks, idOf);
  if (study !== null && places !== null)
    return textOf({ ...head, study: { hash: studyHash(study), plan: study } }, places);
  const own = new Map(tasks.map(({ id }, place) => [id, place]));
  return textOf({ ...head, ...factored(tasks.map(({ input }) => record.parse(input))) }, own);
}

const textOf = (list: object, placeOf: TrialList['placeOf']): TrialList => {
  const text = canonical(list);
  return { hash: sha256(text).slice(0, 32), text, placeOf };
};

/** The study that tasks are of, with the days of warm-up that a rule may have found; null: another plan. */
function studyOf(plan: unknown, tasks: readonly Task[]): Study | null {
  const { warmUpDays } = Object(tasks[0]?.input);
  return isStudy(plan) && typeof warmUpDays === 'number' ? { ...plan, warmUpDays } : null;
}

/** The places of tasks among the trials of a study; null: it has not all of them. */
function placesIn(study: Study, tasks: readonly Task[], idOf: TrialKind['idOf']): Map<string, number> | null {
  const places = new Map(trialsOf(study).map(({ plan }, place) => [idOf(plan), place]));
  return tasks.every(({ id }) => places.has(id)) ? places : null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Plans as what they have in common and what each has besides. */
function factored(plans: readonly Fields[]): { readonly common: Fields; readonly trials: readonly Fields[] } {
  const [first = {}, ...others] = plans;
  const isCommon = ([key, value]: readonly [string, unknown]) => {
    const text = canonical(value);
    return others.every((plan) => key in plan && canonical(plan[key]) === text);
  };
  const common = Object.fromEntries(Object.entries(first).filter(isCommon));
  const without = (plan: Fields) =>
    Object.fromEntries(Object.entries(plan).filter(([key]) => !(key in common)));
  return { common, trials: plans.map(without) };
}

/** Reads the text of a list at a worker, which makes the trials of a study with its own code. Throws `UserError` for one it cannot read. */
export function readList(hash: string, text: string): ReadList {
  if (sha256(text).slice(0, 32) !== hash)
    throw new UserError(
      `the list of trials ${hash} is damaged: its text has another hash (stop the study and start it again)`,
    );
  try {
    const content: unknown = JSON.parse(text);
    const fault = canonicalFault(content);
    if (fault !== null) throw new Error(fault);
    const { kind, limitMilliseconds, study, common = {}, trials = [] } = written.parse(content);
    const limit = limitMilliseconds === undefined ? {} : { limitMilliseconds };
    const plans =
      study === undefined
        ? trials.map((own) => ({ ...common, ...own }))
        : plansOfStudy(study.plan, study.hash);
    return { kind, ...limit, plans };
  } catch (error) {
    throw error instanceof UserError
      ? error
      : new UserError(
          `the list of trials ${hash} cannot be read (${messageOf(error)}): install the version that wrote it`,
        );
  }
}

function plansOfStudy(plan: unknown, hash: string): readonly unknown[] {
  if (!isStudy(plan) || studyHash(plan) !== hash)
    throw new UserError(
      `the plan of study ${hash.slice(0, 8)} has another hash here: its schema or engine is of another version; install the same version at both`,
    );
  return trialsOf(plan).map((trial) => trial.plan);
}
