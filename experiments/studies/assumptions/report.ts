import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { halvings } from '../assumptions.ts';
import { changesOf, headlinesOf } from './change.ts';
import type { Halving } from './halving.ts';
import { type Kept, keptOf } from './kept.ts';
import { tablesOf } from './tables.ts';

/** The page of a study that halves and doubles assumptions. */
export function assumptionsPageOf(results: Results): StudyPage {
  const halving = halvings.find(({ name }) => name === results.study.name)!;
  return assumptionsPage(halving, keptOf(halving, results));
}

/** The page from the measures alone. */
export function assumptionsPage(halving: Halving, kept: Kept): StudyPage {
  const [summary, ...others] = tablesOf(halving, kept);
  return {
    answer: [
      `**${movers(halving, kept)}** Each interval holds for itself at 95 %, so of a hundred knobs that do nothing five would seem to.`,
    ],
    summary,
    sections: others.length === 0 ? [] : [{ heading: 'Other headlines', blocks: others }],
    limits: [
      'One knob moves at a time: what two of them do together is not told here (the verb `sensitivity` tells it).',
      `The world is \`${halving.scenario}\` for ${halving.days} days; another world may lean on other assumptions.`,
    ],
    assumptions: [
      ...['A10', 'A11', 'A12'],
      ...(halving.scenario.startsWith('nakamoto') ? ['A14'] : []),
      ...(halving.set['market.on'] === true ? ['A30', 'A31', 'A32', 'A33'] : []),
    ],
  };
}

/** How many of the other values move their headline for certain. */
export function movers(halving: Halving, kept: Kept): string {
  const changes = halving.knobs.flatMap((knob) =>
    headlinesOf(halving, knob).flatMap((headline) => changesOf(halving, kept, knob, headline)),
  );
  const measured = changes.flatMap(({ change }) => (change === null ? [] : [change]));
  const moving = measured.filter(({ low, high }) => low > 0 || high < 0).length;
  return `${moving} of ${measured.length} changes of ${halving.knobs.length} knobs move their headline for certain.`;
}
