import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, NoCanonicalText } from '../../base/canonical.ts';
import { engineOf, formerEngineOf, studyHash, trialId } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import { confirmationFolders } from '../../methods/proposal/confirmationFolder.ts';
import { isModelStudy, isOfModel } from '../../plan/modelStudyShape.ts';
import { isStudy, trialsOf } from '../../plan/study.ts';
import { journalOf } from '../../report/readResults.ts';
import { isByTime, type JournalContent, readJournal, type StoredRow } from '../../run/journal.ts';
import { ownStaffOf } from '../../run/ownStaff.ts';
import { runPool } from '../../run/pool.ts';
import { readPlan } from '../../run/resultsFolder.ts';
import type { Staff } from '../../run/staff.ts';
import type { Place } from '../../run/turnBoard.ts';
import { beginningFolder } from '../../sweep/beginning/readBeginning.ts';
import { readFinding, settled } from '../../sweep/finding.ts';
import { plannedModelTrials } from '../../sweep/runModelStudy.ts';
import { firstDifference } from './firstDifference.ts';
import { keyedSample } from './keyedSample.ts';
import { withoutLater } from './laterMeasures.ts';

/** Which trials are run again, and how. */
export interface VerifyOptions {
  /** Trials to run again; all if there are not more. */
  readonly sample: number;
  /** Key of the sample. */
  readonly seed: string;
  readonly workers: number;
  /** Longest a trial may take, ms; left out: as long as it takes. */
  readonly limitMilliseconds?: number;
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Something that does not come out as it was kept, and where. */
export interface Difference {
  /** `plan`, `journal`, or the id of a trial. */
  readonly where: string;
  readonly what: string;
}

/** What came of running a sample of kept trials again. */
export interface Verification {
  readonly folder: string;
  readonly engine: string;
  /** The hash of the folder, and whether its plan has it under this engine. */
  readonly planHash: string;
  readonly planAgrees: boolean;
  /** Trials in the journal, those run again, and those of them that came out byte for byte. */
  readonly kept: number;
  readonly sampled: number;
  readonly agreed: number;
  /** Measures that a kept row lacks because they are younger, and how many of the sampled rows lack them; not compared. */
  readonly laterMeasures: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

/** What a folder holds, before anything is run again. */
interface Kept {
  readonly folder: string;
  readonly hash: string;
  readonly plan: unknown;
  readonly journal: JournalContent;
}

/**
 * Runs a keyed sample of a folder's trials again, compares each row byte for byte with the one kept, measures that are younger than the row left out, and the hash of the plan with the
 * one written before the first trial. The fresh trials of a proposal, in its folder `confirmation`, and the pilots of a settled beginning, in `beginning`, are of the same lot.
 * Throws `UserError` where there is nothing to verify: no results folder, the journal of another study, no trials, rows of a former engine.
 */
export async function verify(folder: string, options: VerifyOptions): Promise<Verification> {
  if (!existsSync(folder))
    throw new UserError(`${folder} does not exist: name a folder that sweep has written`);
  const inner = [...confirmationFolders(folder), beginningFolder(folder)];
  const parts = [folder, ...inner.filter((part) => existsSync(join(part, 'study.json')))].map(keptIn);
  const rows = new Map(
    parts.flatMap((part) =>
      [...part.journal.rows].filter(([, row]) => !isByTime(row)).map(([id, row]) => [id, { part, row }]),
    ),
  );
  if (rows.size === 0) throw new UserError(`${folder} has no finished trials, so there is nothing to verify`);
  const sample = keyedSample([...rows.keys()], options.sample, options.seed);
  const anew = await rerun(
    sample.map((id) => rows.get(id)!.row),
    options,
    { entry: entryOf(parts[0].plan), ...(await ownStaffOf(parts[0].plan)) },
  );
  const planned = new Map(parts.map((part) => [part, rowHeadsOf(part)]));
  const laterMeasures: Record<string, number> = {};
  const rowDifferences = sample.flatMap((id) => {
    const { part, row } = rows.get(id)!;
    const { what, later } = comparisonOf(row, planned.get(part) ?? null, anew.get(id));
    for (const name of later) laterMeasures[name] = (laterMeasures[name] ?? 0) + 1;
    return what === null ? [] : [{ where: id, what }];
  });
  const plans = parts.flatMap(planDifference);
  return {
    folder,
    engine: engineOf(parts[0].plan),
    planHash: parts[0].hash,
    planAgrees: plans.length === 0,
    kept: rows.size,
    sampled: sample.length,
    agreed: sample.length - rowDifferences.length,
    laterMeasures,
    differences: [...plans, ...parts.flatMap(damage), ...rowDifferences],
  };
}

/** Whether everything came out as it was kept. */
export const holds = ({ differences }: Verification): boolean => differences.length === 0;

function keptIn(folder: string): Kept {
  const path = join(folder, 'study.json');
  const { hash, plan } = readPlan(path);
  if (typeof hash !== 'string')
    throw new UserError(`${path} has no hash of its plan: fetch the folder again`);
  refuseFormerEngine(folder, plan, hash);
  return { folder, hash, plan, journal: readJournal(journalOf(folder), hash) };
}

/** Rows of a former engine would differ one by one without telling anything. */
function refuseFormerEngine(folder: string, plan: unknown, hash: string): void {
  const former = formerEngineOf(plan, hash);
  if (former !== null)
    throw new UserError(
      `${folder} was written by engine ${former.name}, and this version computes ${Object(plan).ruleset} with engine ${engineOf(plan)}, which gives other bytes: verify it in a checkout of commit ${former.commit}, which has that engine; report, export and query read it as it is`,
    );
}

function planDifference({ folder, hash, plan }: Kept): Difference[] {
  const now = studyHash(plan);
  if (now === hash) return [];
  const path = join(folder, 'study.json');
  return [
    {
      where: 'plan',
      what: `${path} has the hash ${hash.slice(0, 8)}, and its plan now has ${now.slice(0, 8)} under ${engineOf(plan)}: the plan was edited, or another engine wrote it`,
    },
  ];
}

function damage({ journal }: Kept): Difference[] {
  const { badLines } = journal;
  return badLines === 0 ? [] : [{ where: 'journal', what: `${badLines} lines do not match their checksum` }];
}

/** What a row must say of itself, by id, as the plan has it; null where the plan is of another kind than a study. */
function rowHeadsOf({ folder, plan }: Kept): Map<string, StoredRow> | null {
  if (isModelStudy(plan))
    return new Map(
      plannedModelTrials(plan).map(({ id, plan: trial, labels }) => [id, { ...labels, id, plan: trial }]),
    );
  if (!isStudy(plan)) return null;
  return new Map(
    trialsOf(settled(plan, readFinding(folder, plan))).map(({ arm, levels, plan }) => {
      const id = trialId(plan);
      return [id, { arm, levels, id, plan }];
    }),
  );
}

/** What a worker runs for the trials of a plan. */
const entryOf = (plan: unknown): URL =>
  isOfModel(plan)
    ? new URL('../../run/modelWorker.ts', import.meta.url)
    : new URL('../../run/trialWorker.ts', import.meta.url);

type Outcome =
  | { readonly result: unknown }
  | { readonly reason: string; readonly place: Place | undefined; readonly isByTime: boolean };

async function rerun(
  rows: readonly StoredRow[],
  options: VerifyOptions,
  { entry, ...staff }: Pick<Staff, 'own' | 'entry'>,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const keep = (id: string, outcome: Outcome) => {
    outcomes.set(id, outcome);
    options.onProgress?.(outcomes.size, rows.length);
  };
  await runPool({
    entry,
    workers: options.workers,
    ...(options.limitMilliseconds !== undefined && { limitMilliseconds: options.limitMilliseconds }),
    ...staff,
    tasks: rows.map(({ id, plan }) => ({ id, input: plan })),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onResult: (id, result) => keep(id, { result }),
    onFailure: (id, reason, place, byTime) => keep(id, { reason, place, isByTime: byTime === true }),
  });
  return outcomes;
}

/** How a row came out: what is not as it was kept, in words, null if every byte is; and what it has no measure of. */
interface RowComparison {
  readonly what: string | null;
  readonly later: readonly string[];
}

function comparisonOf(
  kept: StoredRow,
  heads: ReadonlyMap<string, StoredRow> | null,
  outcome: Outcome | undefined,
): RowComparison {
  if (outcome === undefined) return { what: 'was not run again: stopped', later: [] };
  if ('reason' in outcome && outcome.isByTime)
    return { what: `was not compared: ${outcome.reason} (allow more with --limit)`, later: [] };
  const head = heads === null ? headOf(kept) : heads.get(kept.id);
  if (head === undefined) return { what: 'is no trial of this plan', later: [] };
  const { result, later } = withoutLater(kept, rowOf(kept, head, outcome));
  return { what: differenceOf(kept, result), later };
}

function differenceOf(kept: StoredRow, anew: StoredRow): string | null {
  try {
    if (canonical(anew) === canonical(kept)) return null;
  } catch (error) {
    if (!(error instanceof NoCanonicalText)) throw error;
    return `its result can no longer be stored: ${error.message}`;
  }
  return firstDifference(kept, anew) ?? 'differs';
}

/** The parts of a row that no run computes; its id is taken from its plan, not from the row. */
function headOf({
  status,
  measures,
  tables,
  days,
  market,
  path,
  reason,
  replay,
  agent,
  block,
  ...head
}: StoredRow): StoredRow {
  return { ...head, id: trialId(head.plan) };
}

function rowOf({ replay }: StoredRow, head: StoredRow, outcome: Outcome): StoredRow {
  if ('reason' in outcome)
    return {
      ...head,
      status: 'failed',
      ...outcome.place,
      reason: outcome.reason,
      ...(replay === undefined ? {} : { replay }),
    };
  return { ...(outcome.result as object), ...head, status: 'complete' };
}
