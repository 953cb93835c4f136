import { type Study, trialsOf } from '../plan/study.ts';

/** What was found in the journal of a study. */
interface Found {
  readonly rows: number;
  readonly badLines: number;
  readonly hasDamagedHeader: boolean;
}

/** What is missing of a study's trials, and what is damaged in its journal, a sentence each; nothing where all is there and sound. */
export function gapsOf(study: Study, found: Found): string[] {
  // Of a study by precision no one knows beforehand how many trials it takes.
  return gapsAmong(study.precision === undefined ? trialsOf(study).length : found.rows, found);
}

/** The same where so many trials are planned. */
export function gapsAmong(planned: number, { rows, badLines, hasDamagedHeader }: Found): string[] {
  return [
    ...(rows < planned
      ? [
          `**${rows} of ${planned} trials are in the journal:** the other ${planned - rows} are missing here. The command of the study runs them.`,
        ]
      : []),
    ...(badLines > 0
      ? [
          `${badLines} ${badLines === 1 ? 'line of the journal is' : 'lines of the journal are'} damaged, and what ${badLines === 1 ? 'it' : 'they'} held does not count.`,
        ]
      : []),
    ...(hasDamagedHeader ? ['The first line of the journal is damaged; no row is lost by it.'] : []),
  ];
}

/** The same above what a terminal shows. */
export const withGaps = (gaps: readonly string[], text: string): string =>
  [...gaps.map((gap) => gap.replaceAll('**', '')), ...(gaps.length > 0 ? [''] : []), text].join('\n');
