import { models } from '../../agents/models/catalogue.ts';
import type { Model, ModelResult, ModelSettings } from '../../agents/models/model.ts';
import { unknownName } from '../base/userError.ts';
import type { ModelCondition, ModelStudy } from './modelStudy.ts';

/** One run of a model: plain data that decides every byte of its result. */
export interface ModelTrialPlan {
  readonly model: string;
  /** Settings that are not as usual. */
  readonly set: ModelSettings;
  readonly seed: string;
}

/** A trial and its place in the study. */
export interface ModelTrial {
  readonly condition: string;
  /** Name of the attack; null: a main trial. */
  readonly attack: string | null;
  readonly plan: ModelTrialPlan;
}

/** The model of a name. Throws `UserError` with the nearest right ones. */
export function modelNamed(name: string): Model {
  const model = models.find((known) => known.name === name);
  if (model === undefined)
    throw unknownName(
      'model',
      name,
      models.map((known) => known.name),
    );
  return model;
}

/** Every trial of a study: its conditions seed by seed, then those of each attack, whose setting wins over that of a condition. */
export function modelTrialsOf(study: ModelStudy): ModelTrial[] {
  const { seeds, attackSeeds, attacks } = study;
  return [
    ...trialsUnder(study, null, seeds),
    ...attacks.flatMap((attack) => trialsUnder(study, attack, attackSeeds)),
  ];
}

function trialsUnder(study: ModelStudy, attack: ModelCondition | null, seeds: number): ModelTrial[] {
  const { model, base, conditions, firstSeed = 1 } = study;
  return Array.from({ length: seeds }, (_, k) => String(firstSeed + k)).flatMap((seed) =>
    conditions.map(({ name, set }) => ({
      condition: name,
      attack: attack?.name ?? null,
      plan: { model, set: { ...base, ...set, ...attack?.set }, seed },
    })),
  );
}

/** The seeds of a study by their names, main trials or those of an attack. */
export const seedNames = ({ seeds, attackSeeds, firstSeed = 1 }: ModelStudy, isOfAttack: boolean): string[] =>
  Array.from({ length: isOfAttack ? attackSeeds : seeds }, (_, k) => String(firstSeed + k));

/** Runs a trial. Throws a `RangeError` for a setting that the model does not know, and for a result that is not what the model promises. */
export function runModelTrial({ model: name, set, seed }: ModelTrialPlan): ModelResult {
  const model = modelNamed(name);
  return checkedResult(model, model.run(set, seed));
}

/** The result as it is kept, with 0 for −0, which no row may hold. Throws a `RangeError` for what the model does not promise. */
export function checkedResult(model: Model, { measures, path }: ModelResult): ModelResult {
  const names = model.measures.map((measure) => measure.name);
  for (const name of Object.keys(measures))
    if (!names.includes(name)) throw broken(model, name, 'be one of its measures', measures[name]);
  const values = names.map((name) => [name, measureOf(model, name, measures[name])] as const);
  const steps = Object.entries(path ?? {}).map(
    ([name, list]) => [name, list.map((value) => finite(model, name, value))] as const,
  );
  return {
    measures: Object.fromEntries(values),
    ...(path !== undefined && { path: Object.fromEntries(steps) }),
  };
}

const measureOf = (model: Model, name: string, value: number | null | undefined): number | null =>
  value === null ? null : finite(model, name, value);

function finite(model: Model, name: string, value: number | undefined): number {
  if (value === undefined || !Number.isFinite(value)) throw broken(model, name, 'be a finite number', value);
  return value + 0;
}

const broken = ({ name: model }: Model, name: string, rule: string, value: unknown): RangeError =>
  new RangeError(
    `measure ${name} of ${model} must ${rule}; received ${value} (a rate without denominator is null, in a path it is left out)`,
  );
