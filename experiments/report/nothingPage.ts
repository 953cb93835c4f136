import { nothingMeasured } from './answer/nothingMeasured.ts';
import { assumptionsOf, limitsOf } from './caveats.ts';
import type { Results } from './readResults.ts';
import type { StudyPage } from './studyPage.ts';

/** The page of a study of which no trial has finished: it says so, and why each failed; null where one has. */
export function nothingPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage | null {
  const answer = nothingMeasured(rows);
  if (answer === null) return null;
  const reasons = [...new Set(rows.flatMap((row) => (row.status === 'failed' ? [row.reason] : [])))];
  return {
    answer,
    picture: null,
    sure: ['No measure has a value, so nothing is said about the question.'],
    sections: [],
    limits: limitsOf(study),
    assumptions: assumptionsOf(study),
    summary: {
      kind: 'table',
      caption: 'Why trials failed, and how many.',
      columns: [
        { title: 'reason', shrinks: true },
        { title: 'trials', align: 'right' },
      ],
      rows: reasons.map((reason) => [
        reason,
        String(rows.filter((row) => row.status === 'failed' && row.reason === reason).length),
      ]),
    },
    tellsBeginning: true,
  };
}
