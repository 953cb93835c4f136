import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../sim/rulesets.ts';
import { trickCatalogue } from '../tricks/catalogue.ts';
import { validatorKinds } from '../validators/catalogue.ts';

/** What may be defined, and the functions without which a definition is not whole. */
const functionsOf = {
  validator: ['start', 'act'],
  miner: ['start', 'act'],
  candidate: ['start', 'act'],
  adversary: [],
  measure: [],
} as const;

/** Why a value is no definition, each with its remedy; empty if it is one. Made for JavaScript, where no types are checked. */
export function faultsOfDefinition(value: unknown): string[] {
  if (!isRecord(value) || !isKind(value.kind))
    return [
      'it is no definition: make it with defineValidator, defineMiner, defineCandidate, defineAdversary or defineMeasure',
    ];
  const { kind, name } = value;
  if (typeof name !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(name))
    return [
      `its name must be letters and digits, the first a small letter; received ${JSON.stringify(name)}`,
    ];
  if (kind === 'measure') return faultsOfMeasure(value.measure);
  const { settings } = value;
  return [
    ...functionsOf[kind].flatMap((part) =>
      typeof value[part] === 'function' ? [] : [`${name} lacks ${part}(…): write it`],
    ),
    ...(kind === 'adversary' ? faultsOfParts(name, value) : []),
    ...(isShare(value.share)
      ? []
      : [
          `share of ${name} must be a number of 0 … 1, how many there are where a plan says nothing; received ${value.share}`,
        ]),
    ...(isRecord(settings)
      ? Object.entries(settings).flatMap(([key, setting]) => faultsOfSetting(`${name}.${key}`, key, setting))
      : [`settings of ${name} must be a record of settings; received ${typeof settings}`]),
  ];
}

/** Why a name cannot be given to a definition of one's own, with the remedy, or null. `taken`: names of other definitions. */
export function faultOfName(name: string, taken: readonly string[]): string | null {
  const other = 'give it another name';
  if (taken.includes(name)) return `the name ${name} is defined twice: ${other}`;
  const prefixes = ['scenario', 'validator', 'market', 'governance', 'miner', 'candidate'];
  if (prefixes.includes(name)) return `the name ${name} belongs to settings of the lab: ${other}`;
  if (rulesetNames.some((ruleset) => hyperparametersOf(ruleset).some((row) => row.name === name)))
    return `${name} is a hyperparameter of the chain: ${other}`;
  if ([...validatorKinds, ...trickCatalogue].some((known) => known.name === name))
    return `${name} is built in: ${other}, or use what there is (yuma-lab scenarios --agents lists it)`;
  return null;
}

function faultsOfParts(name: string, { validator, miner }: Readonly<Record<string, unknown>>): string[] {
  const parts = Object.entries({ validator, miner }).filter(([, part]) => part !== undefined);
  if (parts.length === 0) return [`${name} has neither validator nor miner: write one of them`];
  return parts.flatMap(([part, behaviour]) =>
    ['start', 'act'].flatMap((needed) =>
      isRecord(behaviour) && typeof behaviour[needed] === 'function'
        ? []
        : [`${part} of ${name} lacks ${needed}(…): write it`],
    ),
  );
}

function faultsOfSetting(place: string, key: string, setting: unknown): string[] {
  if (key === 'share') return [`${place} is there by itself: state its default as share of the definition`];
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) return [`the name of setting ${place} must be letters and digits`];
  if (!isRecord(setting))
    return [`${place} must be { default, range, unit, definition }; received ${typeof setting}`];
  const { default: value, range, unit, definition } = setting;
  const [low, high] = Array.isArray(range) ? range : [];
  if (!(Array.isArray(range) && range.length === 2 && isNumber(low) && isNumber(high) && low <= high))
    return [`${place} needs range: [smallest, largest], two numbers; received ${JSON.stringify(range)}`];
  if (!isNumber(value) || value < low || value > high)
    return [`default of ${place} must lie in its range ${low} … ${high}; received ${value}`];
  if (typeof unit !== 'string' || typeof definition !== 'string')
    return [`${place} needs unit and definition, two texts`];
  return [];
}

function faultsOfMeasure(measure: unknown): string[] {
  if (!isRecord(measure))
    return ['a measure must be a record with name, unit, better, definition, start, see and finish'];
  const { name, unit, definition, better, family } = measure;
  const texts = { unit, definition, family };
  return [
    ...['start', 'finish'].flatMap((part) =>
      typeof measure[part] === 'function' ? [] : [`measure ${name} lacks ${part}(…): write it`],
    ),
    ...Object.entries(texts).flatMap(([part, text]) =>
      typeof text === 'string' ? [] : [`measure ${name} lacks ${part}, a text: write it`],
    ),
    ...(['lower', 'higher', 'none'].includes(String(better))
      ? []
      : [`better of measure ${name} must be lower, higher or none; received ${JSON.stringify(better)}`]),
  ];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isKind = (kind: unknown): kind is keyof typeof functionsOf =>
  typeof kind === 'string' && Object.hasOwn(functionsOf, kind);
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isShare = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= 1;
