import type { RulesetName } from '../../sim/rulesets.ts';
import { UserError } from '../base/userError.ts';
import { cellsOf, type Design, type DesignKind } from '../plan/design/design.ts';
import { type Dimension, endsOf, type Value } from '../plan/design/domain.ts';
import { factorsOf } from '../plan/design/list.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import type { Asked, Factor, Study } from '../plan/study.ts';
import { usualObjective } from '../plan/usualObjective.ts';
import { parseAssignment } from './assignment.ts';
import { parseDistribution } from './distributionText.ts';
import { factorRow } from './factorRow.ts';
import { inForceIn } from './inForce.ts';
import { readJudging } from './objectives.ts';
import { type ChosenScenario, chooseScenario, type OwnOptions, splitBy } from './scenarios/chooseScenario.ts';
import { tellNotes } from './settingNotes.ts';
import { readSettings } from './settings.ts';

/** What a person may say of a sweep of their own. */
export interface AdhocOptions extends OwnOptions {
  readonly scenario: string;
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  /** Factors that are scenarios: the question is asked in each of their values. */
  readonly over?: readonly string[];
  /** Measures that decide, each with its margin; the first decides. */
  readonly decide?: readonly string[];
  /** The same for expressions over measures. */
  readonly objective?: readonly string[];
  readonly guardrail?: readonly string[];
  readonly seeds: number;
  readonly days?: number;
  readonly warmUp?: number;
  /** How cells are drawn; every combination of the listed values if left out. */
  readonly design?: DesignKind;
  readonly points?: number;
  readonly designSeed?: string;
  /** Cells gain seeds until one number is known: levels are then compared with the first factor's, which has numbers. */
  readonly precision?: string;
}

/** A study made from `name=v1,v2 …` or `name~distribution …` on the command line. Throws `UserError` for factors that make no sweep. */
export async function adhocStudy(texts: readonly string[], options: AdhocOptions): Promise<Study> {
  const chosen = await chooseScenario(options.scenario, options);
  const { scenario, ruleset } = chosen;
  const { asked, over } = await readAsked(texts, options.over ?? [], chosen);
  const dimensions = [...asked, ...over];
  const set = await readSettings(options.set ?? [], ruleset, chosen.own);
  const twice = dimensions.find(({ name }) => name in set);
  if (twice !== undefined)
    throw new UserError(`${twice.name} is both swept and set; leave one of the two out`);
  const swept = sweptOf(dimensions, options);
  refuseUnjudged(options, swept);
  const names = dimensions.map(({ name }) => name);
  const held = { ...splitBy(chosen.set, names).held, ...set };
  return {
    name: 'sweep',
    size: `${options.seeds} seeds`,
    question: questionOf(asked, over, chosen.title),
    ruleset,
    scenario: scenario.name,
    ...chosen.mark,
    ...chosen.own,
    arithmetic: 'float64',
    set: held,
    ...swept,
    ...asksOf(swept, asked, chosen, options),
    seeds: options.seeds,
    warmUpDays: options.warmUp ?? chosen.warmUpDays,
    days: options.days ?? chosen.days,
    ...(await judgingOf(options, without({ ...scenario.settings, ...held }, names), chosen.own)),
    statusQuo: statusQuoOf(chosen, asked[0].name),
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
  };
}

/** A guardrail is judged value by value on common seeds. */
function refuseUnjudged(
  { guardrail = [], precision }: AdhocOptions,
  { design }: Pick<Study, 'design'>,
): void {
  if (guardrail.length === 0) return;
  const rule = `the guardrail "${guardrail[0]}" is judged at each value, on the same seeds for all of them`;
  if (precision !== undefined) throw new UserError(`${rule}: leave --precision out, or --guardrail`);
  if (design !== undefined)
    throw new UserError(`${rule}: name the values, as immunityPeriod=1024,4096, in place of a design`);
}

function questionOf(asked: readonly Dimension[], over: readonly Dimension[], title: string): string {
  const names = asked.map(({ name }) => name);
  const verb = names.length === 1 ? 'does' : 'do';
  const last = names.slice(-1);
  const told = names.length === 1 ? last : [names.slice(0, -1).join(', '), ...last];
  const across = over.length === 0 ? '' : `, over ${over.map(({ name }) => name).join(' × ')}`;
  return `What ${verb} ${told.join(' and ')} do to ${title}${across}?`;
}

/** What is asked about, and the scenarios it is asked in. Throws `UserError` for a single value, which asks nothing. */
async function readAsked(
  texts: readonly string[],
  over: readonly string[],
  { ruleset, own }: ChosenScenario,
) {
  const dimensions = await readFactors([...texts, ...over], ruleset, own);
  const single = dimensions.find(({ domain }) => domain.kind === 'choice' && domain.values.length === 1);
  if (single !== undefined)
    throw new UserError(
      `${single.name} has a single value, ${valuesOf(single.domain)[0]}, which asks nothing: give it two or more, or hold it fixed with ${single.name === 'scenario' ? '--scenario' : '--set'}`,
    );
  // A starting state is a scenario by its name.
  const isOver = ({ name }: Dimension, k: number) => k >= texts.length || name === 'scenario';
  const asked = dimensions.filter((one, k) => !isOver(one, k));
  if (asked.length === 0)
    throw new UserError(
      `this sweep has scenarios and no question: name a factor with its values, such as immunityPeriod=1024,4096`,
    );
  return { asked, over: dimensions.filter(isOver) };
}

/** Several factors, and one without numbers, get an answer each; one with numbers has a page of its own. */
function asksOf(
  { factors, design }: Pick<Study, 'factors' | 'design'>,
  asked: readonly Dimension[],
  chosen: ChosenScenario,
  { precision }: AdhocOptions,
): Pick<Study, 'asks'> {
  if (design !== undefined) return {};
  const isNumeric = factors[0].values.every((value) => typeof value === 'number');
  if (asked.length === 1 && isNumeric) return {};
  if (precision === undefined) return { asks: asked.map(({ name }) => askedOf(chosen, name)) };
  if (isNumeric) return {};
  throw new UserError(
    `--precision compares numbers, and the first factor is ${factors[0].name}=${factors[0].values.join(',')}: put a factor with numbers first, or run --seeds`,
  );
}

/** What decides and what must be kept, as said, or as the world suggests. */
async function judgingOf(
  { decide = [], objective = [], guardrail = [] }: AdhocOptions,
  settings: Readonly<Record<string, Value>>,
  own: OwnMark,
): Promise<Pick<Study, 'objectives' | 'guardrails' | 'derived'>> {
  const judging = await readJudging([...decide, ...objective], guardrail, own);
  const { objectives, guardrails, derived } = judging;
  return {
    objectives: objectives.length > 0 ? objectives : [usualObjective(settings)],
    ...(guardrails.length > 0 && { guardrails }),
    ...(derived.length > 0 && { derived }),
  };
}

/** Settings apart from those that are varied. */
export const without = (
  settings: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));

/**
 * Reads factors: `name=v1,v2,…` (also with range, linspace, logspace) is a list, `name~uniform(a,b)` and the like an interval. A name
 * may be given once. Throws `UserError` or `HyperparameterError`.
 */
export async function readFactors(
  texts: readonly string[],
  ruleset: RulesetName,
  own: OwnMark = {},
): Promise<Dimension[]> {
  const rowOf = (name: string) => factorRow(ruleset, name, own);
  const dimensions = await Promise.all(
    texts.map(async (text): Promise<Dimension> => {
      if (/^\s*[\w.]+\s*~/.test(text)) return parseDistribution(text, rowOf);
      const { name, values } = await parseAssignment(text, rowOf);
      return { name, domain: { kind: 'choice', values } };
    }),
  );
  const names = dimensions.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) throw new UserError(`${twice} is set twice; write all its values in one list`);
  for (const { name, domain } of dimensions) tellNotes(ruleset, rowOf(name), endsOf(domain));
  return dimensions;
}

/** The factors of a study: listed values as they are, or the cells of a design over them. Throws `UserError`. */
export function sweptOf(
  dimensions: readonly Dimension[],
  { design: kind, points, designSeed = '1' }: Pick<AdhocOptions, 'design' | 'points' | 'designSeed'>,
): { readonly factors: readonly Factor[] } & Pick<Study, 'cells' | 'design'> {
  const interval = dimensions.find(({ domain }) => domain.kind !== 'choice');
  if (interval === undefined && (kind === undefined || kind === 'grid')) {
    if (points !== undefined)
      throw new UserError('--points draws from a design: add --design random, lhs or sobol, or leave it out');
    return { factors: dimensions.map(({ name, domain }) => ({ name, values: valuesOf(domain) })) };
  }
  if (kind === undefined || points === undefined) {
    const what = interval === undefined ? `--design ${kind}` : `${interval.name}~${interval.domain.kind}(…)`;
    throw new UserError(`${what} needs a design: add --design random, lhs, sobol or grid, with --points`);
  }
  const design: Design = { kind, points, seed: designSeed, dimensions };
  const cells = cellsOf(design);
  return { factors: factorsOf(cells), cells, design };
}

const valuesOf = (domain: Dimension['domain']) => (domain.kind === 'choice' ? domain.values : []);

/** A factor with what the scenario runs with where nothing is swept; null for the scenario itself. */
const askedOf = (chosen: ChosenScenario, name: string): Asked => ({
  name,
  inForce: inForceIn(chosen, name)?.value ?? null,
});

function statusQuoOf(chosen: ChosenScenario, name: string): Study['statusQuo'] {
  const { value, label = '' } = inForceIn(chosen, name) ?? {};
  return typeof value === 'number' ? [{ value, label }] : [];
}
