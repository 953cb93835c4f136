import { type Fault, faultOf, HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/registry.ts';

/** A number that a definition can be swept by: its default, what it may be, its unit, and one line that says what it is. */
export interface OwnSetting {
  readonly default: number;
  /** Smallest and largest value, both allowed. */
  readonly range: readonly [number, number];
  readonly unit: string;
  readonly definition: string;
  /** Only whole numbers; absent: any. */
  readonly integer?: true;
}

/** Settings by name; in a plan `greed` of the definition `mine` is `mine.greed`. */
export type OwnSettings = Readonly<Record<string, OwnSetting>>;

/** A value for every setting, and for `share`, which every agent's definition has. */
export type ValuesOf<Settings extends OwnSettings> = { readonly [Name in keyof Settings | 'share']: number };

/** What has settings: a definition, as far as they are concerned. */
export interface Settled {
  readonly name: string;
  readonly share: number;
  readonly settings: OwnSettings;
  /** Of what `share` is a share. */
  readonly shareOf: string;
}

/** The rows of a definition's settings, as the registry of hyperparameters has them; its share is the first. */
export function rowsOf({ name, share, settings, shareOf }: Settled): Hyperparameter[] {
  const shareSetting: OwnSetting = {
    default: share,
    range: [0, 1],
    unit: `share of ${shareOf}`,
    definition: `how many are ${name}`,
  };
  return Object.entries({ share: shareSetting, ...settings }).map(([setting, row]) => ({
    name: `${name}.${setting}`,
    type: row.integer ? 'integer' : 'number',
    default: row.default,
    range: row.range,
    unit: row.unit,
    setter: 'scenario',
    influences: row.definition,
    source: `definition ${name}`,
  }));
}

/** A plan's settings, those of the chain and its people apart from those of one's own. */
export interface SplitSettings<Value> {
  readonly chain: Readonly<Record<string, Value>>;
  /** Definition → setting → value, every one of them. */
  readonly own: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Takes the settings of one's own definitions out of a plan's, with defaults for what the plan does not state. Throws
 * `HyperparameterError` for a value that is not a number of its range. Names that no definition has are left to the chain's registry,
 * which refuses what it does not know.
 */
export function splitSettings<Value>(
  definitions: readonly Settled[],
  set: Readonly<Record<string, Value>>,
): SplitSettings<Value> {
  const chain = withoutOwn(definitions.flatMap(rowsOf), set);
  const own = Object.fromEntries(
    definitions.map((definition) => [
      definition.name,
      Object.fromEntries(
        rowsOf(definition).map((row) => [
          row.name.slice(definition.name.length + 1),
          Number(set[row.name] ?? row.default),
        ]),
      ),
    ]),
  );
  return { chain, own };
}

/** The settings that are not of one's own. Throws `HyperparameterError` for a value of one's own that is not a number of its range. */
export function withoutOwn<Value>(
  rows: readonly Hyperparameter[],
  set: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const known = new Map(rows.map((row) => [row.name, row]));
  const faults = Object.entries(set).flatMap(([name, value]): Fault[] => {
    const row = known.get(name);
    const fault = row === undefined ? null : faultOf(row, value);
    return fault === null ? [] : [fault];
  });
  if (faults.length > 0) throw new HyperparameterError(faults);
  return Object.fromEntries(Object.entries(set).filter(([name]) => !known.has(name)));
}
