import { describe, expect, it } from 'vitest';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelStudy } from '../../../experiments/plan/modelStudy.ts';
import { modelStudies } from '../../../experiments/studies/modelStudies.ts';
import { smallModelStudy as study } from './smallModelStudy.ts';

const [half, tenth] = study.conditions;

describe('a plan of a model', () => {
  it.each(modelStudies.map((known) => [`${known.name} ${known.size}`, known] as const))(
    'that is listed can run: %s',
    (_, known) => expect(() => checkModelStudy(known)).not.toThrow(),
  );

  const broken: readonly (readonly [string, Partial<ModelStudy>, RegExp])[] = [
    ['an unknown model', { model: 'entryprice' }, /unknown model "entryprice"; did you mean entryPrice/],
    [
      'an unknown measure',
      { decides: 'bais' },
      /unknown measure of entryPrice in decides "bais"; did you mean bias/,
    ],
    ['a value beyond its range', { base: { days: 0 } }, /days must be a number from 1 to 3650; received 0/],
    ['NaN as a value', { base: { swing: Number.NaN } }, /swing must be a number .*received NaN/],
    ['NaN as a margin', { margin: Number.NaN }, /margin .*above 0; received NaN/],
    ['one seed', { seeds: 1 }, /seeds .*at least 2; received 1/],
    ['half a seed', { seeds: 2.5 }, /seeds .*whole number.*received 2.5/],
    ['attacks with more seeds than there are', { attackSeeds: 5 }, /attackSeeds .*seeds, 4; received 5/],
    [
      'a name twice',
      { conditions: [half, { ...tenth, name: 'half' }] },
      /conditions .*different names; received half twice/,
    ],
    [
      'two names for one world',
      { conditions: [half, { ...half, name: 'again' }] },
      /received half and again, which have the same/,
    ],
    [
      'an attack that changes nothing',
      { attacks: [{ name: 'idle', words: 'nothing', set: { halfLife: 360 } }] },
      /received half and half under idle, which have the same/,
    ],
    ['more trials than a study may have', { seeds: 900_000, attackSeeds: 2 }, /trials .*at most 1000000/],
  ];
  it.each(broken)('with %s is refused with key, value and remedy', (_, change, message) => {
    expect(() => checkModelStudy({ ...study, ...change })).toThrow(message);
  });
});
