import { marketMeasures } from '../../agents/market/measures/catalogue.ts';
import { frontierMeasures } from '../../sim/metrics/catalogue.ts';
import { metricsOf } from '../../sim/metrics/measure.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { begin } from './trial.ts';

/** Where a measure is found: under these versions of the chain, and in which worlds. */
export interface MeasuredWhere {
  readonly rulesets: readonly RulesetName[];
  /** What a world must have, in words; null: nothing, every world has the measure. */
  readonly needs: string | null;
}

const market = new Set(marketMeasures.flatMap(metricsOf).map(({ name }) => name));
const frontier = new Set(frontierMeasures.flatMap(metricsOf).map(({ name }) => name));

/** What worlds with measures of their own have. */
const needed: readonly (readonly [RegExp, string])[] = [
  [/^cabal/, 'a cabal (scenario.cabalShare)'],
  [/^cheater/, 'miners that deceive (scenario.lookupShare and the like)'],
  [/^idler/, 'validators that copy or are lazy (scenario.copierShare, scenario.lazyShare)'],
  [/^farmer/, 'miners that farm immunity (scenario.farmerShare)'],
  [/^forwards/, 'a scoring rule that counts its answers (validator.scoringRule)'],
];

function needsOf(name: string): string | null {
  if (market.has(name)) return 'a market (scenarios with devices and rents)';
  if (frontier.has(name)) return 'a frontier that moves (scenario.frontierPerDay)';
  return needed.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Measures that a plain small world has, by ruleset: as the measures themselves say. */
let plain: ReadonlyMap<RulesetName, readonly string[]> | undefined;

const plainMeasures = (): ReadonlyMap<RulesetName, readonly string[]> =>
  new Map(rulesetNames.map((ruleset) => [ruleset, begin({ ...smallest, ruleset }).observer.names]));

const smallest = {
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0,
  days: 1,
  seed: '1',
} as const;

/** Where a measure of the catalogue is found. */
export function measuredWhere(name: string): MeasuredWhere {
  const needs = needsOf(name);
  if (needs !== null) return { rulesets: rulesetNames, needs };
  plain ??= plainMeasures();
  return { rulesets: rulesetNames.filter((ruleset) => plain?.get(ruleset)?.includes(name)), needs: null };
}
