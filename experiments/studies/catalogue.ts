import { UserError, unknownName } from '../cli/failure.ts';
import type { Study } from '../study.ts';
import { announcementFull, announcementQuick } from './announcement.ts';
import { assumptionStudies } from './assumptions.ts';
import { bearMarketFull, bearMarketQuick } from './bear-market.ts';
import { cheatersFull, cheatersQuick } from './cheaters.ts';
import { consensusCostStudy, type MeasuredStudy } from './consensus-cost.ts';
import { immunityPeriodFull, immunityPeriodQuick } from './immunity-period.ts';
import { proposalStudies } from './proposals.ts';
import { scoringRuleFull, scoringRuleQuick } from './scoring-rule.ts';
import { sequenceLengthFull, sequenceLengthQuick } from './sequence-length.ts';

/** Every named study, once for each size. */
export const studies: readonly Study[] = [
  immunityPeriodQuick,
  immunityPeriodFull,
  bearMarketQuick,
  bearMarketFull,
  ...proposalStudies,
  cheatersQuick,
  cheatersFull,
  scoringRuleQuick,
  scoringRuleFull,
  announcementQuick,
  announcementFull,
  sequenceLengthQuick,
  sequenceLengthFull,
  ...assumptionStudies,
];

export const studyNames: readonly string[] = [...new Set(studies.map(({ name }) => name))];

/** Studies that time the engine instead of running worlds: `reproduce` answers them. */
export const measuredStudies: readonly MeasuredStudy[] = [consensusCostStudy];

/** The study of a name and a size; throws a `UserError` with the nearest right ones. */
export function studyNamed(name: string, size: string): Study {
  const measured = measuredStudies.find((study) => study.name === name);
  if (measured !== undefined)
    throw new UserError(
      `${name} has no worlds to sweep, it times the engine: run reproduce ${measured.figure}`,
    );
  const sizes = studies.filter((study) => study.name === name);
  if (sizes.length === 0)
    throw unknownName('study', name, [...studyNames, 'scaling', 'patterns', 'assumptions']);
  const study = sizes.find((known) => known.size === size);
  if (study === undefined)
    throw unknownName(
      `size of ${name}`,
      size,
      sizes.map((known) => known.size),
    );
  return study;
}
