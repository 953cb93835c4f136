import { type Model, type ModelSettings, settled } from '../../agents/models/model.ts';
import { canonical } from '../base/canonical.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError, unknownName } from '../base/userError.ts';
import type { ModelCondition, ModelStudy } from './modelStudy.ts';
import { modelNamed } from './modelTrial.ts';

/** Trials that a study may have at most. */
const mostTrials = 1_000_000;

/**
 * Throws a `UserError` with key, value, rule and remedy for a study that cannot run: an unknown model, setting or measure, a name that is
 * there twice, a number that is none, or two conditions that are the same world.
 */
export function checkModelStudy(study: ModelStudy): void {
  const model = modelNamed(study.model);
  checkNumbers(study);
  checkDecides(study, model);
  checkNames(study, 'conditions');
  checkNames(study, 'attacks');
  for (const { where, set } of worldsOf(study)) settledIn(study, model, where, set);
  checkApart(study, model);
}

const rule = (study: ModelStudy, key: string, must: string, value: unknown, remedy: string): UserError =>
  new UserError(`${key} of study ${study.name} must be ${must}; received ${String(value)} (${remedy})`);

function checkNumbers(study: ModelStudy): void {
  const { seeds, attackSeeds, firstSeed = 1, margin, attacks, conditions } = study;
  const isCount = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
  if (!isCount(seeds, 2))
    throw rule(study, 'seeds', 'a whole number of at least 2', seeds, 'one seed has no interval');
  const least = attacks.length > 0 ? 2 : 0;
  if (!isCount(attackSeeds, least) || attackSeeds > seeds)
    throw rule(
      study,
      'attackSeeds',
      `a whole number from ${least} to seeds, ${seeds}`,
      attackSeeds,
      'attacks run on the first of the seeds',
    );
  if (!isCount(firstSeed, 1))
    throw rule(study, 'firstSeed', 'a whole number of at least 1', firstSeed, 'leave it out for 1');
  if (!(margin > 0 && Number.isFinite(margin)))
    throw rule(
      study,
      'margin',
      'a finite number above 0',
      margin,
      'the difference that matters, in the unit of what decides',
    );
  const trials = conditions.length * (seeds + attacks.length * attackSeeds);
  if (trials > mostTrials)
    throw rule(study, 'trials', `at most ${mostTrials}`, trials, 'take fewer conditions, attacks or seeds');
}

function checkDecides(study: ModelStudy, { measures }: Model): void {
  if (measures.some(({ name }) => name === study.decides)) return;
  throw unknownName(
    `measure of ${study.model} in decides`,
    study.decides,
    measures.map(({ name }) => name),
  );
}

function checkNames(study: ModelStudy, key: 'conditions' | 'attacks'): void {
  const names = study[key].map(({ name }) => name);
  const [twice] = names.filter((name, k) => names.indexOf(name) < k);
  if (twice !== undefined)
    throw rule(study, key, 'of different names', `${twice} twice`, 'give one of them another name');
  const [unnamed] = study[key].filter(({ name, words }) => name.trim() === '' || words.trim() === '');
  if (unnamed !== undefined)
    throw rule(study, key, 'named, in words too', JSON.stringify(unnamed.name), 'give name and words');
}

/** Every combination of settings that runs, with its name. */
const worldsOf = ({ base, conditions, attacks }: ModelStudy) =>
  [null, ...attacks].flatMap((attack: ModelCondition | null) =>
    conditions.map(({ name, set }) => ({
      where: attack === null ? name : `${name} under ${attack.name}`,
      set: { ...base, ...set, ...attack?.set },
    })),
  );

function settledIn({ name }: ModelStudy, model: Model, where: string, set: ModelSettings): ModelSettings {
  try {
    return settled(model, set);
  } catch (error) {
    throw new UserError(`condition ${where} of study ${name}: ${messageOf(error)}`);
  }
}

/** Two names for one world would compare it with itself. */
function checkApart(study: ModelStudy, model: Model): void {
  const known = new Map<string, string>();
  for (const { where, set } of worldsOf(study)) {
    const text = canonical(settledIn(study, model, where, set));
    const same = known.get(text);
    if (same !== undefined)
      throw rule(
        study,
        'conditions',
        'different in a setting',
        `${same} and ${where}, which have the same`,
        'an attack changes a setting that no condition names, and not to the value that it has',
      );
    known.set(text, where);
  }
}
