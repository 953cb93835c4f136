import type { Arm, Study } from '../plan/study.ts';
import { cabalHalving, cheatsHalving, scoringHalving, subnet31Halving } from './assumptions/conduct.ts';
import { armOf, type Halving, variantSet, variantsOf } from './assumptions/halving.ts';
import { immunityHalving, validatorHalving } from './assumptions/immunity.ts';
import { asicHalving, innovationHalving, licenceHalving } from './assumptions/innovation.ts';
import { announcementHalving, crashHalving, noticeHalving } from './assumptions/market.ts';

/** Every group of knobs that are halved and doubled, in the order of the page. */
export const halvings: readonly Halving[] = [
  immunityHalving,
  validatorHalving,
  subnet31Halving,
  crashHalving,
  announcementHalving,
  noticeHalving,
  innovationHalving,
  licenceHalving,
  asicHalving,
  cheatsHalving,
  scoringHalving,
  cabalHalving,
];

/** The world each knob is changed in, where it is not the study's own, then the knob at each other value. */
function armsOf(halving: Halving): Arm[] {
  const arms = new Map<string, Arm>();
  const add = (set: Arm['set']) => {
    const name = armOf(set);
    if (name !== '') arms.set(name, { name, set });
  };
  for (const knob of halving.knobs) {
    add(knob.under ?? {});
    for (const variant of variantsOf(halving, knob)) if (!variant.isSame) add(variantSet(knob, variant));
  }
  return [...arms.values()];
}

/** A group as a study: its world at every level, and each changed assumption as an arm on the same seeds. */
function studyOf(halving: Halving, size: 'quick' | 'full'): Study {
  const { name, question, ruleset, scenario, set, factor, levels } = halving;
  const times = size === 'full' ? 4 : 1;
  const seeds = halving.seeds * times;
  return {
    name,
    size,
    question,
    ruleset,
    scenario,
    arithmetic: 'float64',
    set,
    factors: [{ name: factor, values: levels }],
    seeds,
    warmUpDays: halving.warmUpDays,
    days: halving.days,
    objectives: [],
    statusQuo: [],
    arms: armsOf(halving),
    armSeeds: seeds,
    armLevels: levels,
    armSet: {},
  };
}

/** Full size has four times the seeds. */
export const assumptionStudies: readonly Study[] = halvings.flatMap((halving) => [
  studyOf(halving, 'quick'),
  studyOf(halving, 'full'),
]);
