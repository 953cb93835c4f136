import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { oneAtATimes } from '../assumptions.ts';
import { changesOf, headlinesOf } from './change.ts';
import { type Kept, keptOf } from './kept.ts';
import type { OneAtATime } from './oneAtATime.ts';
import { tablesOf } from './tables.ts';

/** The page of a study that halves and doubles assumptions. */
export function assumptionsPageOf(results: Results): StudyPage {
  const oneAtATime = oneAtATimes.find(({ name }) => name === results.study.name)!;
  return assumptionsPage(oneAtATime, keptOf(oneAtATime, results));
}

/** The page from the measures alone. */
export function assumptionsPage(oneAtATime: OneAtATime, kept: Kept): StudyPage {
  const [summary, ...others] = tablesOf(oneAtATime, kept);
  return {
    answer: [
      `**${movers(oneAtATime, kept)}** Each interval holds for itself at 95 %, so of a hundred knobs that do nothing five would seem to.`,
    ],
    summary,
    sections: others.length === 0 ? [] : [{ heading: 'Other headlines', blocks: others }],
    limits: [
      'One knob moves at a time; the verb `sensitivity` shows what two of them do together.',
      `The world is \`${oneAtATime.scenario}\` for ${oneAtATime.days} days; another world may lean on other assumptions.`,
    ],
    assumptions: [
      ...['A10', 'A11', 'A12'],
      ...(oneAtATime.scenario.startsWith('nakamoto') ? ['A14'] : []),
      ...(oneAtATime.set['market.on'] === true ? ['A30', 'A31', 'A32', 'A33'] : []),
    ],
  };
}

/** How many of the other values move their headline for certain. */
export function movers(oneAtATime: OneAtATime, kept: Kept): string {
  const changes = oneAtATime.knobs.flatMap((knob) =>
    headlinesOf(oneAtATime, knob).flatMap((headline) => changesOf(oneAtATime, kept, knob, headline)),
  );
  const measured = changes.flatMap(({ change }) => (change === null ? [] : [change]));
  const moving = measured.filter(({ low, high }) => low > 0 || high < 0).length;
  return `${moving} of ${measured.length} changes of ${oneAtATime.knobs.length} knobs move their headline for certain.`;
}
