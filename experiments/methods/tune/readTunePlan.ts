import type { RulesetName } from '../../../sim/rulesets.ts';
import { readExpression } from '../../base/expression.ts';
import { UserError } from '../../base/userError.ts';
import { readFactors, without } from '../../input/factorWords.ts';
import { decided, type FileObjective, readGuardrail, readObjective } from '../../input/objectives.ts';
import { readStudyFile, type StudyFile } from '../../input/readStudyFile.ts';
import {
  chooseScenario,
  isYamlPath,
  type OwnOptions,
  splitBy,
} from '../../input/scenarios/chooseScenario.ts';
import { settingRow } from '../../input/settingRow.ts';
import { readSettings } from '../../input/settings.ts';
import type { Value } from '../../plan/design/domain.ts';
import { type OwnMark, ownMarkOf } from '../../plan/ownFiles.ts';
import { markOf } from '../../plan/scenarioMark.ts';
import type { SearchName } from '../../plan/searchNames.ts';
import { checkPlan, scenarioOfPlan } from '../../plan/trial.ts';
import { usualObjective } from '../../plan/usualObjective.ts';
import { checkSearch } from './searches.ts';
import { type Guardrail, type TuneObjective, type TunePlan, trialPlanOf } from './tunePlan.ts';

/** What a person may say of a tuning study on the command line. */
export interface TuneOptions extends OwnOptions {
  readonly decide?: readonly string[];
  readonly objective?: readonly string[];
  readonly guardrail?: readonly string[];
  readonly constraint?: readonly string[];
  readonly statusQuo?: readonly string[];
  readonly search?: SearchName;
  readonly budget?: number;
  readonly firstSeed?: number;
  readonly searchSeeds?: number;
  readonly confirmSeeds?: number;
  /** Paired seeds that judge: the same as `confirmSeeds`. */
  readonly seeds?: number;
  readonly designSeed?: string;
  readonly scenario?: string;
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  readonly days?: number;
  readonly warmUp?: number;
}

const usual = { budget: 40, firstSeed: 1, searchSeeds: 6, confirmSeeds: 24 } as const;

/** The plan of `tune`: from a study file, or knobs as words; options win over the file. Throws `UserError` for what cannot be tuned. */
export async function readTunePlan(words: readonly string[], options: TuneOptions): Promise<TunePlan> {
  const isFile = words.length === 1 && isYamlPath(words[0]);
  if (isFile) refuseWorld(options);
  const base = isFile
    ? baseOfFile(await readStudyFile(words[0], options))
    : await baseOfWords(words, options);
  if (options.seeds !== undefined && options.confirmSeeds !== undefined)
    throw new UserError(
      '--seeds and --confirm-seeds are the same, the seeds that judge: give one of the two',
    );
  const { written, objectives: own, ...world } = base;
  const said = [...(options.decide ?? []), ...(options.objective ?? [])];
  const read = said.length === 0 ? own : await Promise.all(said.map((text) => readObjective(text, base)));
  const objectives = read.map((one) => withMargin(one, base));
  const search = options.search ?? written.search ?? (objectives.length > 1 ? 'nsga2' : 'gaussian');
  const plan: TunePlan = {
    kind: 'tune',
    ...world,
    objectives,
    guardrails: await guardrailsOf(options, base),
    constraints: options.constraint ?? base.constraints,
    statusQuo: await statusQuoOf(base, options),
    search,
    budget: options.budget ?? written.budget ?? usual.budget,
    firstSeed: options.firstSeed ?? written.firstSeed ?? usual.firstSeed,
    searchSeeds: options.searchSeeds ?? written.searchSeeds ?? usual.searchSeeds,
    confirmSeeds: options.confirmSeeds ?? options.seeds ?? written.confirmSeeds ?? usual.confirmSeeds,
    seed: options.designSeed ?? String(written.seed ?? 1),
    warmUpDays: options.warmUp ?? base.warmUpDays,
    days: options.days ?? base.days,
  };
  await checkTune(plan);
  return plan;
}

/** Refuses a plan that could not run before anything is written. */
async function checkTune(plan: TunePlan): Promise<void> {
  checkSearch(plan.search, { ...plan, objectives: plan.objectives.length });
  const names = plan.dimensions.map(({ name }) => name);
  for (const text of plan.constraints) await readExpression(text, names);
  const single = plan.dimensions.find(({ domain }) => domain.kind === 'choice' && domain.values.length < 2);
  if (single !== undefined)
    throw new UserError(`${single.name} has a single value: it cannot be tuned; set it instead`);
  const twice = plan.objectives.find(
    ({ name }, k) => plan.objectives.findIndex((one) => one.name === name) !== k,
  );
  if (twice !== undefined) throw new UserError(`the objective ${JSON.stringify(twice.name)} is given twice`);
  checkPlan(trialPlanOf(plan, plan.statusQuo, 1), plan);
  for (const { name, domain } of plan.dimensions) {
    const ends = domain.kind === 'choice' ? domain.values : [domain.low, domain.high];
    for (const end of ends) checkPlan(trialPlanOf(plan, { ...plan.statusQuo, [name]: end }, 1), plan);
  }
}

function refuseWorld({ scenario, ruleset, set, guardrail, constraint }: TuneOptions): void {
  const fixed = { scenario, ruleset, set, guardrail, constraint };
  const given = Object.entries(fixed).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw new UserError(`--${given[0]} contradicts a study file: write it in the file`);
}

type Base = Pick<
  TunePlan,
  | 'name'
  | 'question'
  | 'ruleset'
  | 'scenario'
  | 'scenarioFile'
  | 'with'
  | 'turnLimitMs'
  | 'arithmetic'
  | 'set'
  | 'dimensions'
  | 'guardrails'
  | 'constraints'
  | 'warmUpDays'
  | 'days'
> & {
  readonly objectives: readonly FileObjective[];
  readonly statusQuo: Readonly<Record<string, Value>>;
  readonly written: NonNullable<StudyFile['written']['tune']>;
};

function baseOfFile(file: StudyFile): Base {
  if (file.over.length > 0)
    throw new UserError(
      'over names scenarios to ask in, which sweep does: leave it out, or tune in one of them',
    );
  if (file.rails.length > file.guardrails.length)
    throw new UserError(
      'tune keeps limits: write its guardrails as "expression <= limit" (worse by is for sweep)',
    );
  if (file.cells !== null)
    throw new UserError('tune searches a space; the file lists its cells: write factors instead');
  const { name, question, ruleset, scenario, arithmetic, set, dimensions, warmUpDays, days } = file;
  return {
    ...{ name, question, ruleset, scenario, arithmetic, set, dimensions, warmUpDays, days },
    ...markOf(file),
    ...ownMarkOf(file),
    objectives: file.objectives,
    guardrails: file.guardrails,
    constraints: file.constraints.map(({ text }) => text),
    statusQuo: file.statusQuo,
    written: file.written.tune ?? {},
  };
}

async function baseOfWords(words: readonly string[], options: TuneOptions): Promise<Base> {
  const chosen = await chooseScenario(options.scenario ?? 'nakamoto-256', options);
  const { scenario, ruleset } = chosen;
  const dimensions = await readFactors(words, ruleset, chosen.own);
  const set = await readSettings(options.set ?? [], ruleset, chosen.own);
  const twice = dimensions.find(({ name }) => name in set);
  if (twice !== undefined)
    throw new UserError(`${twice.name} is both a knob and set; leave one of the two out`);
  const names = dimensions.map(({ name }) => name);
  const stated = splitBy(chosen.set, names);
  const held = { ...stated.held, ...set };
  return {
    name: 'tune',
    question: `Which ${dimensions.map(({ name }) => name).join(' × ')} is best for ${chosen.title}?`,
    ruleset,
    scenario: scenario.name,
    ...chosen.mark,
    ...chosen.own,
    arithmetic: 'float64',
    set: held,
    dimensions,
    objectives: [await readObjective(usualObjective(without({ ...scenario.settings, ...held }, names)))],
    guardrails: [],
    constraints: [],
    statusQuo: stated.varied,
    warmUpDays: chosen.warmUpDays,
    days: chosen.days,
    written: {},
  };
}

function withMargin(objective: FileObjective, own: OwnMark): TuneObjective {
  const { name, expression, better } = objective;
  return { name, expression, better, margin: decided(objective, own).margin };
}

async function guardrailsOf({ guardrail }: TuneOptions, base: Base): Promise<readonly Guardrail[]> {
  if (guardrail === undefined) return base.guardrails;
  return Promise.all(guardrail.map((text) => readGuardrail(text, base)));
}

/** What every knob is today: as the person says, else as the scenario or the ruleset has it. */
async function statusQuoOf(base: Base, options: TuneOptions): Promise<Record<string, Value>> {
  const said = { ...base.statusQuo, ...(await readKnobs(options.statusQuo ?? [], base)) };
  const { settings } = scenarioOfPlan(base);
  return Object.fromEntries(
    base.dimensions.map(({ name }) => {
      const usualValue =
        name === 'scenario'
          ? base.scenario
          : (settings[name] ?? settingRow(base.ruleset, name, base).default);
      return [name, said[name] ?? (usualValue as Value)];
    }),
  );
}

async function readKnobs(texts: readonly string[], base: Base): Promise<Record<string, Value>> {
  const { ruleset, dimensions } = base;
  const values = await readSettings(texts, ruleset, base);
  const stranger = Object.keys(values).find((name) => dimensions.every((known) => known.name !== name));
  if (stranger !== undefined)
    throw new UserError(`--status-quo ${stranger} is no knob of this study: use --set to hold it fixed`);
  return values;
}
