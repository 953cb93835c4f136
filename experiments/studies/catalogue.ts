import { UserError, unknownName } from '../base/userError.ts';
import type { Study } from '../plan/study.ts';
import { announcementFull, announcementQuick } from './announcement.ts';
import { asicsFull, asicsQuick } from './asics.ts';
import { assumptionStudies } from './assumptions.ts';
import { autopilotStudy } from './autopilot.ts';
import { bearMarketFull, bearMarketQuick } from './bear-market.ts';
import { cheaperWaysFull, cheaperWaysQuick } from './cheaper-ways.ts';
import { cheatersFull, cheatersQuick } from './cheaters.ts';
import { consensusCostStudy, type MeasuredStudy } from './consensus-cost.ts';
import { gradientsFull, gradientsQuick } from './gradients.ts';
import { immunityMap, immunityMapAttacked } from './immunity-map.ts';
import { immunityPeriodFull, immunityPeriodQuick } from './immunity-period.ts';
import { immunityStartUpFull, immunityStartUpQuick } from './immunity-start-up.ts';
import { immunityBusy, immunitySubnets } from './immunity-subnets.ts';
import { modelFamiliesFull, modelFamiliesQuick } from './model-families.ts';
import { modelStudyNames } from './modelStudies.ts';
import type { NamedStudy } from './namedStudy.ts';
import { proposalStudies } from './proposals.ts';
import { scoringRuleFull, scoringRuleQuick } from './scoring-rule.ts';
import { sequenceLengthFull, sequenceLengthQuick } from './sequence-length.ts';

const newWaysPage = async () => (await import('./new-ways/page.ts')).newWaysPage;

/** Every question that has a plan: a new one is a line here, with its page where it has one of its own. */
export const namedStudies: readonly NamedStudy[] = [
  { sizes: [immunityPeriodQuick, immunityPeriodFull] },
  { sizes: [immunitySubnets] },
  { sizes: [immunityBusy] },
  {
    sizes: [immunityMap, immunityMapAttacked],
    page: async () => (await import('./immunity-map/page.ts')).mapPage,
  },
  { sizes: [immunityStartUpQuick, immunityStartUpFull] },
  {
    sizes: [bearMarketQuick, bearMarketFull],
    page: async () => (await import('./bear-market/page.ts')).bearPage,
  },
  ...proposalStudies.map((study) => ({ sizes: [study] })),
  {
    sizes: [cheatersQuick, cheatersFull],
    page: async () => (await import('./cheaters/page.ts')).cheatersPage,
  },
  { sizes: [cheaperWaysQuick, cheaperWaysFull], page: newWaysPage },
  { sizes: [gradientsQuick, gradientsFull], page: newWaysPage },
  { sizes: [asicsQuick, asicsFull], page: newWaysPage },
  {
    sizes: [modelFamiliesQuick, modelFamiliesFull],
    page: async () => (await import('./model-families/page.ts')).familiesPage,
  },
  {
    sizes: [scoringRuleQuick, scoringRuleFull],
    page: async () => (await import('./scoring-rule/page.ts')).scoringPage,
  },
  {
    sizes: [announcementQuick, announcementFull],
    page: async () => (await import('./announcement/page.ts')).announcementPage,
  },
  {
    sizes: [sequenceLengthQuick, sequenceLengthFull],
    page: async () => (await import('./sequence-length/page.ts')).lengthPage,
  },
  ...assumptionStudies.map((study) => ({
    sizes: [study],
    isInternal: true as const,
    page: async () => (await import('./assumptions/report.ts')).assumptionsPageOf,
  })),
];

/** Every named study, once for each size. */
export const studies: readonly Study[] = namedStudies.flatMap(({ sizes }) => sizes);

/** Those that ask a question of their own. */
export const askedStudies: readonly Study[] = namedStudies.flatMap(({ sizes, isInternal }) =>
  isInternal ? [] : sizes,
);

export const studyNames: readonly string[] = [...new Set(studies.map(({ name }) => name))];

/** Studies without worlds of the lab: `reproduce` answers them. */
export const measuredStudies: readonly MeasuredStudy[] = [consensusCostStudy, autopilotStudy];

/** The study of a name and a size; throws a `UserError` with the nearest right ones. */
export function studyNamed(name: string, size: string): Study {
  const measured = measuredStudies.find((study) => study.name === name);
  if (measured !== undefined)
    throw new UserError(
      `${name} has no worlds to sweep, ${measured.because}: run reproduce ${measured.figure}`,
    );
  if (modelStudyNames.includes(name))
    throw new UserError(`${name} is a study of a model, not of worlds of a network: run sweep ${name}`);
  const sizes = studies.filter((study) => study.name === name);
  if (sizes.length === 0) throw unknownName('study', name, [...studyNames, ...modelStudyNames]);
  const study = sizes.find((known) => known.size === size);
  if (study === undefined)
    throw unknownName(
      `size of ${name}`,
      size,
      sizes.map((known) => known.size),
    );
  return study;
}
