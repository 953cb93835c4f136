import { nearest } from '../math/nearest.ts';
import { type RulesetName, rulesetNames } from '../rulesets.ts';
import { current, dtao, yuma3 } from './alphaEra.ts';
import { autumn } from './autumnEra.ts';
import { chainOnly } from './chainOnly/byRuleset.ts';
import { type Fault, faultOf, HyperparameterError, inWords, shown } from './fault.ts';
import { finney } from './finney.ts';
import { governanceSettings } from './governanceSettings.ts';
import type { Hyperparameter, HyperparameterRows, ValuesOf } from './hyperparameter.ts';
import { marketSettings } from './marketSettings.ts';
import { type MechanismLimits, mechanismFaults, mechanismsV349, mechanismsV475 } from './mechanismLimits.ts';
import { nakamoto } from './nakamoto.ts';
import { permissionFor } from './permissionFor.ts';
import { liquid, rootEra } from './rootEra.ts';
import { scenarioSettings } from './scenarioSettings.ts';
import { sharesOf } from './split.ts';
import { validatorSettings } from './validatorSettings.ts';

const rowsOf = {
  'nakamoto-2022': {
    ...nakamoto,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'finney-2023': {
    ...finney,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'finney-2024': {
    ...rootEra,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'liquid-2025': {
    ...liquid,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'dtao-2025': {
    ...dtao,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'yuma3-2025': {
    ...yuma3,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'burn-2026': {
    ...current,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
  'autumn-2026': {
    ...autumn,
    ...validatorSettings,
    ...scenarioSettings,
    ...marketSettings,
    ...governanceSettings,
  },
} as const satisfies Record<RulesetName, HyperparameterRows>;

/** The settings of one ruleset, each with its value; `ruleset` says whose they are and is none of them. */
export type HyperparametersOf<Ruleset extends RulesetName> = Ruleset extends RulesetName
  ? ValuesOf<(typeof rowsOf)[Ruleset]> & { readonly ruleset: Ruleset }
  : never;
/**
 * Settings of any ruleset, for code that holds them without knowing which: it reads the rows that all rulesets have, and asks
 * `readingOf` what the others say. Reading another ruleset's row (`tempo` under `nakamoto-2022`) is an error of types, and throws.
 */
export type Hyperparameters = HyperparametersOf<RulesetName>;
export type NakamotoHyperparameters = HyperparametersOf<'nakamoto-2022'>;
/** Settings of a subnet of any later version. */
export type SubnetHyperparameters = Exclude<Hyperparameters, NakamotoHyperparameters>;
/** Settings since entry is by burn alone, at a price that moves with every block (v3.3.14 on). */
export type BurnHyperparameters = HyperparametersOf<'burn-2026' | 'autumn-2026'>;
export const isBurnEra = (hyperparameters: SubnetHyperparameters): hyperparameters is BurnHyperparameters =>
  hyperparameters.ruleset === 'burn-2026' || hyperparameters.ruleset === 'autumn-2026';

/** What each ruleset has of its own, made when it is first asked for: a world knows one ruleset, and starts sooner without the others. */
function perRuleset<Own>(make: (ruleset: RulesetName) => Own): (ruleset: RulesetName) => Own {
  const made = new Map<RulesetName, Own>();
  return (ruleset) => {
    const own = made.get(ruleset) ?? make(ruleset);
    made.set(ruleset, own);
    return own;
  };
}

const registryOf = perRuleset((ruleset): ReadonlyMap<string, Hyperparameter> => {
  const rows: HyperparameterRows = rowsOf[ruleset];
  return new Map(
    Object.entries(rows).map(([name, row]) => [name, { name, ...row, ...permissionFor(ruleset, name, row) }]),
  );
});

/** Every row of a ruleset, the chain's first, in the registry's order. */
export function hyperparametersOf(ruleset: RulesetName): Hyperparameter[] {
  return [...registryOf(ruleset).values()];
}

/** The row of a name. Throws `HyperparameterError` with the nearest right names if the ruleset has none. */
export function hyperparameter(ruleset: RulesetName, name: string): Hyperparameter {
  const row = registryOf(ruleset).get(name);
  if (row === undefined) throw new HyperparameterError([unknown(ruleset, name, undefined)]);
  return row;
}

/** The settings of a scenario as far as a ruleset knows them: some scenarios run under any. */
export function knownSettings<Value>(
  ruleset: RulesetName,
  settings: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const rows = registryOf(ruleset);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => rows.has(name)));
}

/**
 * The settings of a network: the ruleset's defaults with `overrides` in their place, frozen.
 * Throws `HyperparameterError` with every fault: names the ruleset lacks, wrong types, values out of range,
 * a floor above its ceiling.
 */
export function resolve<Ruleset extends RulesetName>(
  ruleset: Ruleset,
  overrides?: Readonly<Record<string, unknown>>,
): Readonly<HyperparametersOf<Ruleset>>;
export function resolve(ruleset: RulesetName, overrides?: Readonly<Record<string, unknown>>): Hyperparameters;
export function resolve(ruleset: RulesetName, overrides: Readonly<Record<string, unknown>> = {}): unknown {
  const rows = registryOf(ruleset);
  const values = Object.create(guardFor(ruleset)) as Record<string, unknown>;
  for (const row of rows.values()) values[row.name] = row.default;
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(overrides)) {
    const row = rows.get(name);
    const fault =
      row === undefined
        ? unknown(ruleset, name, value)
        : (faultOf(row, value) ?? unbuiltFault(ruleset, row, value));
    if (fault === null) values[name] = value === 0 ? 0 : value;
    else faults.push(fault);
  }
  faults.push(...crossed(rows, values), ...mechanismBudget(ruleset, values, overrides));
  if (faults.length > 0) throw new HyperparameterError(faults);
  return Object.freeze(values);
}

function unknown(ruleset: RulesetName, name: string, value: unknown): Fault {
  const absent = chainOnly[ruleset];
  if (Object.hasOwn(absent, name)) return notModelled(ruleset, name, value);
  const near = nearest(name, [...registryOf(ruleset).keys(), ...Object.keys(absent)]);
  const homes = rulesetNames.filter((other) => registryOf(other).has(name));
  const remedies = [];
  if (homes.length > 0) remedies.push(`it belongs to ${homes.join(', ')}`);
  if (near.length > 0) remedies.push(`did you mean ${near.join(', ')}?`);
  if (remedies.length === 0) remedies.push(`list them with: yuma-lab params --ruleset ${ruleset}`);
  const message = `unknown hyperparameter ${JSON.stringify(name)} of ${ruleset}; ${remedies.join('; ')}`;
  return { name, value, message };
}

/** A setting that the chain has under this ruleset and the laboratory has not. */
function notModelled(ruleset: RulesetName, name: string, value: unknown): Fault {
  const { reason, effect } = chainOnly[ruleset][name];
  const received = value === undefined ? '' : `; received ${shown(value)}`;
  const message = `${name} is of the chain, not modelled: ${reason}; on the chain: ${effect}${received} (leave it out under ${ruleset})`;
  return { name, value, message };
}

/** A value that the chain takes and the laboratory has not built. */
function unbuiltFault(
  ruleset: RulesetName,
  { name, onlyBuilt }: Hyperparameter,
  value: unknown,
): Fault | null {
  if (onlyBuilt === undefined || onlyBuilt.values.some((built) => built === value)) return null;
  const message = `${name} is built as ${onlyBuilt.values.map(inWords).join(', ')} only under ${ruleset}: ${onlyBuilt.reason}; received ${shown(value)} (leave it out)`;
  return { name, value, message };
}

/** Uids over all mechanisms, where the ruleset has several. */
function mechanismBudget(
  ruleset: RulesetName,
  values: Readonly<Record<string, unknown>>,
  overrides: Readonly<Record<string, unknown>>,
): Fault[] {
  const limits = mechanismLimits[ruleset];
  if (limits === undefined) return [];
  const { mechanismCount, mechanismEmissionSplit } = values;
  // What the chain allows of uids beside them counts as it was asked for, even where the laboratory refuses it.
  const { maxAllowedUids } = { ...values, ...overrides };
  if (typeof mechanismCount !== 'number' || typeof maxAllowedUids !== 'number') return [];
  const split = sharesOf(String(mechanismEmissionSplit));
  if (mechanismCount === 1 && split === null) return [];
  return mechanismFaults(limits, { mechanismCount, maxAllowedUids, mechanismEmissionSplit: split });
}

const mechanismLimits: Readonly<Partial<Record<RulesetName, MechanismLimits>>> = {
  'burn-2026': mechanismsV349,
  'autumn-2026': mechanismsV475,
};

const bounds = [
  ['minDifficulty', 'maxDifficulty'],
  ['minBurn', 'maxBurn'],
  ['alphaLow', 'alphaHigh'],
] as const;

/** A price cannot be clamped between a floor and a lower ceiling. */
function crossed(
  rows: ReadonlyMap<string, Hyperparameter>,
  values: Readonly<Record<string, unknown>>,
): Fault[] {
  return bounds.flatMap(([low, high]) => {
    const floor = rows.has(low) ? values[low] : undefined;
    const ceiling = rows.has(high) ? values[high] : undefined;
    if (typeof floor !== 'number' || typeof ceiling !== 'number' || floor <= ceiling) return [];
    const message = `${low} must not exceed ${high}, ${inWords(ceiling)}; received ${inWords(floor)} (lower it or raise ${high})`;
    return [{ name: low, value: floor, message }];
  });
}

/** Foreign rows throw when read: as `undefined` they would travel on as NaN. */
const guardFor = perRuleset((ruleset): object => {
  const own = rowsOf[ruleset];
  const foreign = rulesetNames
    .flatMap((other) => Object.keys(rowsOf[other]))
    .filter((name) => !Object.hasOwn(own, name));
  const guard = { ruleset };
  for (const name of foreign) {
    const get = () => {
      throw new HyperparameterError([unknown(ruleset, name, undefined)]);
    };
    Object.defineProperty(guard, name, { get, configurable: true });
  }
  return guard;
});

/**
 * The integer that a value is in the chain's arithmetic: `maxDifficulty` is u64::MAX/4 = 2^62 − 1 by
 * default, which as a number reads 2^62.
 */
export function exactInteger(name: string, value: number): bigint {
  for (const ruleset of rulesetNames) {
    const row = registryOf(ruleset).get(name);
    if (row?.type === 'integer' && row.exact !== undefined && Number(row.exact) === value) return row.exact;
  }
  return BigInt(value);
}

export { HyperparameterError } from './fault.ts';
export type { Hyperparameter } from './hyperparameter.ts';
