/** A setting of a model, with what it means where a study leaves it out. */
export interface ModelSetting {
  readonly name: string;
  /** What it is and its unit, as a page calls it. */
  readonly words: string;
  readonly usual: number | string | boolean;
  /** The names that it may have; absent: a number, or true or false. */
  readonly oneOf?: readonly string[];
  /** Least and largest value of a number. */
  readonly within?: readonly [low: number, high: number];
}

/** A measure of a model. */
export interface ModelMeasure {
  readonly name: string;
  /** As a page calls it. */
  readonly title: string;
  readonly unit: string;
  /** Which way is good; null: neither. */
  readonly better: 'higher' | 'lower' | null;
}

/** A measure by its name, title and unit; neither way is good where none is named. */
export const measure = (
  name: string,
  title: string,
  unit: string,
  better: ModelMeasure['better'] = null,
): ModelMeasure => ({ name, title, unit, better });

/** Values of settings by their names, each in the unit that its setting states. */
export type ModelSettings = Readonly<Record<string, number | string | boolean>>;

/** What a run of a model shows: plain data, the same bytes wherever it runs. */
export interface ModelResult {
  /** By the names of `measures`; null where a rate has no denominator. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** [step] values of measures that change in a run, at the steps that the model states. */
  readonly path?: Readonly<Record<string, readonly number[]>>;
}

/**
 * A world other than one network with miners and validators: several networks, a vote, a market of stake. A study runs it as it runs a
 * network: settings and a seed decide every byte.
 */
export interface Model {
  readonly name: string;
  readonly settings: readonly ModelSetting[];
  readonly measures: readonly ModelMeasure[];
  /** `seed` names the random draws: runs of one seed share their luck. Throws a RangeError that names key, value, rule and remedy. */
  run(settings: ModelSettings, seed: string): ModelResult;
}

/** The settings of a run, those left out as usual. Throws a RangeError for a name or value that the model does not know. */
export function settled(model: Pick<Model, 'name' | 'settings'>, given: ModelSettings): ModelSettings {
  for (const [name, value] of Object.entries(given)) checkSetting(model, name, value);
  return { ...Object.fromEntries(model.settings.map(({ name, usual }) => [name, usual])), ...given };
}

function checkSetting(
  { name: model, settings }: Pick<Model, 'name' | 'settings'>,
  name: string,
  value: number | string | boolean,
): void {
  const setting = settings.find((one) => one.name === name);
  if (setting === undefined)
    throw new RangeError(
      `${name} must be a setting of ${model}; received ${value} (use one of ${settings.map((one) => one.name).join(', ')})`,
    );
  const rule = ruleBroken(setting, value);
  if (rule !== null)
    throw new RangeError(`${name} must be ${rule}; received ${value} (${setting.usual} is usual)`);
}

/** The rule that a value breaks; null: none. */
function ruleBroken(
  { usual, oneOf, within = [-Infinity, Infinity] }: ModelSetting,
  value: number | string | boolean,
): string | null {
  if (oneOf !== undefined)
    return typeof value === 'string' && oneOf.includes(value) ? null : `one of ${oneOf.join(', ')}`;
  if (typeof usual === 'boolean') return typeof value === 'boolean' ? null : 'true or false';
  const [low, high] = within;
  const isFine = typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high;
  return isFine ? null : `a number from ${low} to ${high}`;
}
