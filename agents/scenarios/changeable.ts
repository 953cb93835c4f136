import { type Fault, HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import { type Hyperparameters, hyperparameter, resolve } from '../../sim/hyperparameters/registry.ts';
import { unmodelled } from '../../sim/hyperparameters/unmodelled.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import type { Amendment, RuleChange } from '../governance.ts';
import { hasAsic } from '../market/asic.ts';
import { waysToFind } from '../market/cheaperWays.ts';
import { learns } from '../market/improving.ts';
import { pathSettings } from '../market/priceLoop.ts';
import { drawsRows } from '../scoring/drawsRows.ts';

/** Those of the market. */
const marketSettings: ReadonlySet<string> = new Set(['market.foresightDays', ...pathSettings]);

/** Settings of the world around the chain that are read anew at each use. All others are read once, when the world is built. */
export const livingSettings: ReadonlySet<string> = new Set([
  ...marketSettings,
  'scenario.copierLag',
  'validator.alpha',
  'validator.sweepBlocks',
]);

/** Settings of miners that a market heeds: what comes up in it while it runs. Each adds something; none is taken back. */
export const heededByMarket: ReadonlySet<string> = new Set([
  'market.asicDay',
  'market.asicPerDay',
  'market.asicRunning',
  'market.asicUnitCost',
  'market.diffusionDays',
  'market.gradientGain',
  'market.gradientShare',
  'market.invented',
  'market.inventionSaving',
]);

/** Rows of the chain that a world reads once, when it is built, each with the reason. */
export const foundingRows: ReadonlyMap<string, string> = new Map([
  ['maxAllowedUids', 'a world keeps its slots'],
  ['mechanismCount', 'a world keeps its mechanisms'],
  ['scalingLawPower', 'validators keep their scoring'],
  ['synergyScalingLawPower', 'validators keep their scoring'],
  ['validatorBatchSize', 'validators keep their scoring'],
  ['validatorLogitsDivergence', 'a deceiver is judged when it comes'],
  ['validatorPruneLen', 'a deceiver is judged when it comes'],
]);

/**
 * The settings of a world with some of them changed while it runs. Throws `HyperparameterError` for what the ruleset refuses, and for a
 * setting whose change nobody would notice.
 */
export function changedSettings(
  ruleset: RulesetName,
  hyperparameters: Hyperparameters,
  set: Readonly<Record<string, number | string | boolean>>,
): Hyperparameters {
  const changed = resolve(ruleset, { ...hyperparameters, ...set });
  // What is decided must hold as well.
  const { 'governance.change': decided, 'governance.value': value } = changed;
  if (Object.hasOwn(set, 'governance.change') && decided !== 'none')
    resolve(ruleset, { ...changed, [decided]: Math.round(value) });
  const faults = Object.entries(set).flatMap(([name, value]): Fault[] => {
    const reason = whyFixed(ruleset, hyperparameters, name, set);
    if (reason === null) return [];
    const message = `${name} cannot change while a world runs: ${reason}; received ${value} (state it in set, or leave it out of the change)`;
    return [{ name, value, message }];
  });
  if (faults.length > 0) throw new HyperparameterError(faults);
  return changed;
}

/** Why nobody would notice a change of this setting; null where it acts from the next block on. */
function whyFixed(
  ruleset: RulesetName,
  hyperparameters: Hyperparameters,
  name: string,
  set: Amendment['set'],
): string | null {
  const reason = foundingRows.get(name) ?? unmodelled.get(name);
  if (reason !== undefined) return reason;
  if (name === 'rho' && ruleset !== 'nakamoto-2022') return 'no epoch of a subnet reads it';
  if (name === 'validatorSequenceLength' && !hyperparameters['market.on'])
    return 'it changes what devices can serve, and without market.on there are none';
  if (name === 'validator.sweepBlocks' && hyperparameters['validator.device'] !== 'none')
    return 'the validators’ device says how long a sweep takes';
  if (name === 'scenario.modelFamilies' || name === 'scenario.familyCorrelation')
    return drawsRows(hyperparameters, hyperparameters.maxAllowedUids)
      ? 'validators that draw scores row by row keep their scoring (a world above 64 uids has a table of them)'
      : null;
  if (heededByMarket.has(name)) return whyUnheeded(hyperparameters, name);
  if (name.startsWith('governance.')) return whyUndecided(hyperparameters, set);
  if (marketSettings.has(name) && !hyperparameters['market.on'])
    return 'without market.on nobody pays or looks ahead';
  const isOfTheChain = !name.includes('.') && hyperparameter(ruleset, name) !== undefined;
  return isOfTheChain || livingSettings.has(name) ? null : 'it is read once, when the world is built';
}

/** Why a market would not heed this setting. */
function whyUnheeded(hyperparameters: Hyperparameters, name: string): string | null {
  if (!hyperparameters['market.on']) return 'without market.on there is no market';
  if (name.startsWith('market.gradient') && !learns(hyperparameters))
    return 'models learn from the founding on or never: give market.trainingShare a value above 0';
  if (name.startsWith('market.asic') && hasAsic(hyperparameters)) return 'its ASIC is there already';
  if (name.startsWith('market.invent') && waysToFind(hyperparameters) > 0) return 'its miners invent already';
  return null;
}

/** Why a change cannot decide on another one; null where it can. */
function whyUndecided(hyperparameters: Hyperparameters, set: Amendment['set']): string | null {
  if (!Object.hasOwn(set, 'governance.change'))
    return 'it is read when a change is decided, so governance.change must change with it';
  if (set['governance.change'] === 'validatorSequenceLength' && !hyperparameters['market.on'])
    return 'validatorSequenceLength changes what devices can serve, and without market.on there are none';
  if (!Object.hasOwn({ ...hyperparameters, none: 0 }, String(set['governance.change'])))
    return `${set['governance.change']} is no setting of ${hyperparameters.ruleset}`;
  return hyperparameters['governance.change'] === 'none'
    ? null
    : `a change of ${hyperparameters['governance.change']} was decided when the world was built`;
}

/** When a world began, and by which settings. */
export interface WorldFounding {
  readonly ruleset: RulesetName;
  readonly block: Block;
  readonly hyperparameters: Hyperparameters;
}

/** A change at its block. Throws as `changedSettings` does. */
export function amendmentOf(
  { ruleset, block, hyperparameters }: WorldFounding,
  { day, set }: RuleChange,
): Amendment {
  changedSettings(ruleset, hyperparameters, set);
  return { block: block + Math.round(day * blocksPerDay), set };
}
