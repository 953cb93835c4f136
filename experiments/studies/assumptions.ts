import type { Arm, Study } from '../plan/study.ts';
import { cabalStudy, cheatsStudy, scoringStudy, subnet31Study } from './assumptions/adversaries.ts';
import { immunityStudy, validatorStudy } from './assumptions/immunity.ts';
import { asicStudy, innovationStudy, licenceStudy } from './assumptions/innovation.ts';
import { announcementStudy, crashStudy, noticeStudy } from './assumptions/market.ts';
import { armOf, type OneAtATime, variantSet, variantsOf } from './assumptions/oneAtATime.ts';
import { flatSubnetStudy, steadyStudy, steepSubnetStudy } from './assumptions/steady.ts';

/** Every group of knobs that are halved and doubled, in the order of the page. */
export const oneAtATimes: readonly OneAtATime[] = [
  immunityStudy,
  validatorStudy,
  subnet31Study,
  crashStudy,
  announcementStudy,
  noticeStudy,
  innovationStudy,
  licenceStudy,
  asicStudy,
  cheatsStudy,
  scoringStudy,
  cabalStudy,
  steadyStudy,
  flatSubnetStudy,
  steepSubnetStudy,
];

/** The world each knob is changed in, where it is not the study's own, then the knob at each other value. */
function armsOf(oneAtATime: OneAtATime): Arm[] {
  const arms = new Map<string, Arm>();
  const add = (set: Arm['set']) => {
    const name = armOf(set);
    if (name !== '') arms.set(name, { name, set });
  };
  for (const knob of oneAtATime.knobs) {
    add(knob.under ?? {});
    for (const variant of variantsOf(oneAtATime, knob)) if (!variant.isSame) add(variantSet(knob, variant));
  }
  return [...arms.values()];
}

/** A group as a study: its world at every level, and each changed assumption as an arm on the same seeds. */
function studyOf(oneAtATime: OneAtATime, size: 'quick' | 'full'): Study {
  const { name, question, ruleset, scenario, set, factor, levels } = oneAtATime;
  const times = size === 'full' ? 4 : 1;
  const seeds = oneAtATime.seeds * times;
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
    warmUpDays: oneAtATime.warmUpDays,
    days: oneAtATime.days,
    objectives: [],
    statusQuo: [],
    arms: armsOf(oneAtATime),
    armSeeds: seeds,
    armLevels: levels,
    armSet: {},
  };
}

/** Full size has four times the seeds. */
export const assumptionStudies: readonly Study[] = oneAtATimes.flatMap((oneAtATime) => [
  studyOf(oneAtATime, 'quick'),
  studyOf(oneAtATime, 'full'),
]);
