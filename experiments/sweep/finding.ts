import type { BeginningFinding } from '../analysis/beginning/settling.ts';
import { beginningLines } from '../analysis/beginning/words.ts';
import type { Study } from '../plan/study.ts';
import { readBeginning } from './beginning/readBeginning.ts';
import { readWarmUp, type WarmUpFinding, warmUpLines } from './warmUp/finding.ts';

/** What the rule of a study found on its pilots: how much to leave out of a start-up world, or how long a world settles before its change. */
export type Finding = WarmUpFinding | BeginningFinding;

export const isBeginning = (finding: Finding | null): finding is BeginningFinding =>
  finding !== null && 'worlds' in finding;

/** The finding of a results folder; null where its study names days, or has not run its pilots yet. */
export const readFinding = (folder: string, study: Study): Finding | null =>
  readBeginning(folder, study) ?? readWarmUp(folder, study);

/** The study with the days that were found, for its trials. */
export const settled = (study: Study, finding: Finding | null): Study =>
  finding === null ? study : { ...study, warmUpDays: finding.days };

/** What the rule found, in words. */
export function findingLines(finding: Finding | null): string[] {
  if (finding === null) return [];
  return isBeginning(finding) ? beginningLines(finding) : warmUpLines(finding);
}
