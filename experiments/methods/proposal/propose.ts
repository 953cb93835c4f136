import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '../../../sim/hyperparameters/chainRules/chainRule.ts';
import type { Hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import { analyse } from '../../analysis/analyse.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { type Comparison, type Judged, judge } from '../../analysis/requirements/comparison.ts';
import { encodedRows, type KnobView, knobNames, knobView } from '../../analysis/requirements/knobView.ts';
import { isOrdered } from '../../analysis/requirements/levelCode.ts';
import { passes } from '../../analysis/requirements/standing.ts';
import { seedsOf, type Table, tableOf } from '../../analysis/requirements/table.ts';
import { studyHash } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { termsOf } from '../../plan/termsOf.ts';
import { judgedResults } from '../../report/judgedResults.ts';
import type { Results } from '../../report/readResults.ts';
import { shownStudy } from '../../report/shownStudy.ts';
import { choose } from './choose.ts';
import { confirmationOf } from './confirmation.ts';
import { confirmationFolder } from './confirmationFolder.ts';
import { type Decision, decide, type Evidence, type Fault } from './decide.ts';
import { type Refused, refusedLevels } from './eligible.ts';
import { faultsOf } from './faults.ts';
import { type RulePower, rulePower } from './power.ts';
import { type Ramp, rampOf } from './ramp.ts';
import { type Watched, watchlist } from './watch.ts';

/** A proposal as numbers: what a page is made of. */
export interface Proposal {
  readonly folder: string;
  /** The setting, where the study asks about several; else null. */
  readonly knob: string | null;
  readonly study: Study;
  readonly terms: ProposalTerms;
  readonly row: Hyperparameter;
  /** The value that is proposed, or that comes nearest to it. */
  readonly candidate: Judged;
  /** Who is to set it; null: whoever may. */
  readonly setter: Caller | null;
  /** Values that the chain would not take, which were no candidates. */
  readonly refused: readonly Refused[];
  readonly evidence: Evidence;
  readonly decision: Decision;
  readonly ramp: Ramp;
  readonly watched: readonly Watched[];
  readonly analysis: Analysis;
  /** What the rule could see with these seeds; null where a requirement has too few values. */
  readonly power: RulePower | null;
  readonly results: Results;
  /** What confirmed on fresh seeds; null if nothing had to. */
  readonly confirmation: Results | null;
}

/** How a proposal comes by its fresh seeds. */
export interface ProposeOptions {
  /** Who is to set it: values it may not set are no candidates. Left out: whoever may set the most. */
  readonly setter?: Caller;
  /** Which of the settings that the study asks about; left out: the first. */
  readonly knob?: string;
  /** Runs what is missing of the confirming study in its folder. Left out, what is there is all there is. */
  confirm?(study: Study, folder: string): Promise<unknown>;
}

/**
 * From a results folder to a proposal: all seeds choose and decide, with bounds that hold for all values together, and fresh seeds confirm
 * what they support where the plan asks for it. Throws `UserError` for a folder without a study, a plan edited since its first trial, terms
 * that contradict themselves, a setting that the study does not ask about, a study with a beginning, a knob or values that the chain takes from no setter or not from the named one, a guardrail that no value
 * meets, and an objective that never varies.
 */
export async function propose(folder: string, options: ProposeOptions = {}): Promise<Proposal> {
  const results = await judgedResults(folder);
  const view = knobView(results.study, results.rows, options.knob);
  const { study, rows, row } = view;
  checkJudgeable(folder, study);
  const faults = faultsOf(folder, results);
  const terms = termsOf(study);
  const setter = options.setter ?? null;
  const refused = refusedLevels(study, terms, row, setter);
  const table = tableOf(study, rows, seedsOf(study));
  checkVaries(study, table);
  checkReachable(study, terms, table);
  const judged = judge(study, terms, table, candidatesOf(study, terms, refused));
  const [{ margin }] = study.objectives;
  const candidate = choose(judged, {
    statusQuo: terms.statusQuo,
    margin,
    levels: isOrdered(row) ? ascending(study) : [],
  });
  const knob = knobNames(results.study).length > 1 ? study.factors[0].name : null;
  const inner = confirmationFolder(folder, knob);
  const isUpheld = faults.length === 0 && terms.confirmSeeds > 0 && passes(candidate);
  const confirmation = isUpheld
    ? await confirmed(inner, view, { hash: results.studyHash, terms, level: candidate.level }, options)
    : null;
  const power = rulePower(candidate.comparisons, {
    candidates: judged.length,
    seeds: study.seeds,
    confirmSeeds: terms.confirmSeeds,
  });
  const cells = table.scenarios.length;
  const evidence: Evidence = {
    faults: [...faults, ...(confirmation?.faults ?? [])],
    judged: candidate.comparisons,
    others: judged.filter((one) => one !== candidate),
    confirmed: confirmation?.comparisons ?? null,
    confirmSeeds: terms.confirmSeeds,
    runsPerSeed: { study: study.factors[0].values.length * cells, confirmation: 2 * cells },
    enough: power?.enough ?? null,
  };
  return {
    folder,
    knob,
    study: shownStudy(study),
    terms,
    row,
    candidate,
    setter,
    refused,
    evidence,
    power,
    decision: decide(evidence),
    ramp: rampOf(terms.statusQuo, candidate.level, row, study.warmUpDays),
    watched: watchlist(study, terms, table, candidate.level),
    analysis: analyse(shownStudy(statusQuoFirst(study, terms)), rows, { resamples: 1 }),
    results,
    confirmation: confirmation?.results ?? null,
  };
}

/** A proposal needs all values on the same seeds, from the founding on. */
function checkJudgeable(folder: string, study: Study): void {
  if (study.precision !== undefined)
    throw new UserError(
      `${folder} ran by precision, a number of seeds for each value of its own: a proposal judges all values on the same seeds, so run sweep with --seeds`,
    );
  if (study.beginning !== undefined)
    throw new UserError(
      `${folder} changes a world that has settled, and its page tells the effect day by day: a proposal judges worlds that have their value from the founding, so leave beginning out, and start near a steady state (scenario flat-subnet, say)`,
    );
}

const ascending = ({ factors }: Study): number[] =>
  (factors[0].values as readonly number[]).toSorted((one, other) => one - other);

/** What could be proposed: every value but the one in force and those that the chain would not take. */
const candidatesOf = (study: Study, { statusQuo }: ProposalTerms, refused: readonly Refused[]): number[] =>
  ascending(study).filter((level) => level !== statusQuo && !refused.some((one) => one.level === level));

interface Confirmed {
  readonly results: Results;
  readonly faults: readonly Fault[];
  readonly comparisons: readonly Comparison[];
}

/** What fresh seeds are to confirm: a value of the knob, by the terms of the study with this hash. */
interface Choice {
  readonly hash: string;
  readonly terms: ProposalTerms;
  readonly level: number;
}

async function confirmed(
  inner: string,
  { study, row, toRun }: KnobView,
  { hash, terms, level }: Choice,
  { confirm }: ProposeOptions,
): Promise<Confirmed | null> {
  const plan = confirmationOf(study, hash, terms, level);
  const fresh = toRun(plan);
  if (!existsSync(join(inner, 'journal.ndjson.gz'))) await confirm?.(fresh, inner);
  if (!existsSync(join(inner, 'study.json'))) return null;
  const results = await judgedResults(inner);
  if (results.studyHash !== studyHash(fresh))
    throw new UserError(`${inner} confirms another choice (${results.studyHash.slice(0, 8)}): move it away`);
  const rows = encodedRows(results.rows, row);
  const table = tableOf(plan, rows, seedsOf(plan));
  return {
    results,
    faults: faultsOf(inner, results),
    comparisons: judge(plan, terms, table, [level])[0].comparisons,
  };
}

/** An analysis measures changes from the first landmark that was swept. */
function statusQuoFirst(study: Study, { statusQuo }: ProposalTerms): Study {
  const own = study.statusQuo.find(({ value }) => value === statusQuo);
  const others = study.statusQuo.filter(({ value }) => value !== statusQuo);
  return { ...study, statusQuo: [own ?? { value: statusQuo, label: `${statusQuo}: in force` }, ...others] };
}

function checkVaries(study: Study, table: Table): void {
  const [{ metric }] = study.objectives;
  const levels = study.factors[0].values as readonly number[];
  const values = new Set(
    table.scenarios.flatMap((scenario) => levels.flatMap((level) => table.values(scenario, level, metric))),
  );
  values.delete(null);
  if (values.size === 0)
    throw new UserError(`${metric} has no value in any trial of ${study.name}: measure more days`);
  if (values.size === 1)
    throw new UserError(`${metric} never varies in ${study.name}: choose an objective that the trials move`);
}

/** A guardrail with a limit of its own must be met by some value of the knob, as a mean, in every scenario. */
function checkReachable(study: Study, { guardrails }: ProposalTerms, table: Table): void {
  const levels = study.factors[0].values as readonly number[];
  for (const { metric, atMost, atLeast } of guardrails) {
    const limit = atMost ?? atLeast;
    if (limit === undefined) continue;
    const isMet = levels.some((level) =>
      table.scenarios.every((scenario) => {
        const values = table.values(scenario, level, metric).filter((value) => value !== null);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return values.length === 0 || (atMost !== undefined ? mean <= limit : mean >= limit);
      }),
    );
    if (!isMet)
      throw new UserError(
        `no value of ${study.factors[0].name} keeps ${metric} ${atMost === undefined ? 'at least' : 'at most'} ${limit} in every scenario: the guardrail cannot be met`,
      );
  }
}
