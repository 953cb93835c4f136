import type { RulesetName } from '../../sim/rulesets.ts';
import { UserError } from '../base/userError.ts';
import { cellsOf, type Design, type DesignKind } from '../plan/design/design.ts';
import { type Dimension, endsOf } from '../plan/design/domain.ts';
import { factorsOf } from '../plan/design/list.ts';
import { metric } from '../plan/measures.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import type { Factor, Study } from '../plan/study.ts';
import { parseAssignment } from './assignment.ts';
import { parseDistribution } from './distributionText.ts';
import { factorRow } from './factorRow.ts';
import { type ChosenScenario, chooseScenario, type OwnOptions, splitBy } from './scenarios/chooseScenario.ts';
import { tellNotes } from './settingNotes.ts';
import { settingRow } from './settingRow.ts';
import { readSettings } from './settings.ts';

/** What a person may say of a sweep of their own. */
export interface AdhocOptions extends OwnOptions {
  readonly scenario: string;
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  readonly seeds: number;
  readonly days?: number;
  readonly warmUp?: number;
  /** How cells are drawn; every combination of the listed values if left out. */
  readonly design?: DesignKind;
  readonly points?: number;
  readonly designSeed?: string;
}

/** A study made from `name=v1,v2 …` or `name~distribution …` on the command line. Throws `UserError` for factors that make no sweep. */
export async function adhocStudy(texts: readonly string[], options: AdhocOptions): Promise<Study> {
  const chosen = await chooseScenario(options.scenario, options);
  const { scenario, ruleset } = chosen;
  const dimensions = await readFactors(texts, ruleset, chosen.own);
  const set = await readSettings(options.set ?? [], ruleset, chosen.own);
  const twice = dimensions.find(({ name }) => name in set);
  if (twice !== undefined)
    throw new UserError(`${twice.name} is both swept and set; leave one of the two out`);
  const swept = sweptOf(dimensions, options);
  const { factors } = swept;
  if (swept.design === undefined && factors[0].values.some((value) => typeof value !== 'number')) {
    throw new UserError(
      `the first factor must have numbers; received ${factors[0].name}=${factors[0].values.join(',')}`,
    );
  }
  return {
    name: 'sweep',
    size: `${options.seeds} seeds`,
    question: `What does ${factors.map(({ name }) => name).join(' × ')} do to ${chosen.title}?`,
    ruleset,
    scenario: scenario.name,
    ...chosen.mark,
    ...chosen.own,
    arithmetic: 'float64',
    set: {
      ...splitBy(
        chosen.set,
        factors.map(({ name }) => name),
      ).held,
      ...set,
    },
    ...swept,
    seeds: options.seeds,
    warmUpDays: options.warmUp ?? chosen.warmUpDays,
    days: options.days ?? chosen.days,
    objectives: [{ metric: metric('networkQuality')!.name, margin: 0.002 }],
    statusQuo: statusQuoOf(chosen, factors[0].name),
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
  };
}

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

/** What the scenario runs with where nothing is swept. */
function statusQuoOf({ ruleset, scenario, set, own }: ChosenScenario, name: string) {
  const stated = set[name] ?? scenario.settings[name];
  const value = stated ?? (name === 'scenario' ? null : settingRow(ruleset, name, own).default);
  return typeof value === 'number' ? [{ value, label: `${value}: default` }] : [];
}
