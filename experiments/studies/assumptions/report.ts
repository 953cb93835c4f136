import { inWords } from '../../../sim/hyperparameters/fault.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { worldsWords } from '../../report/answer/phrases.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { differenceText } from '../../statistics/format.ts';
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
    answer: assumptionsAnswer(oneAtATime, kept),
    picture: null,
    sure: [
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

/** The change of a knob that moves its headline most beyond chance, and how many do for certain. */
export function assumptionsAnswer(oneAtATime: OneAtATime, kept: Kept): string {
  const changes = oneAtATime.knobs.flatMap((knob) =>
    headlinesOf(oneAtATime, knob).flatMap((headline) =>
      changesOf(oneAtATime, kept, knob, headline).flatMap(({ variant, change }) =>
        change === null ? [] : [{ knob, variant, change, told: oneAtATime.headlines[headline] }],
      ),
    ),
  );
  const worlds = worldsWords(kept.seeds.length);
  if (changes.length === 0) return `Nothing was measured: no change of a knob has a value (${worlds}).`;
  const moving = changes.filter(({ change: { low, high } }) => low > 0 || high < 0);
  const sureness = ({ change: { mean, low, high } }: (typeof changes)[number]) =>
    Math.abs(mean) / (high - low || 1);
  const [first] = (moving.length > 0 ? moving : changes).toSorted(
    (one, other) => sureness(other) - sureness(one),
  );
  const { knob, variant, change, told } = first;
  const size =
    `\`${knob.knob}\` at ${inWords(variant.value)} moves ${told.title} by ${differenceText(change)} ${told.unit}`.trimEnd();
  return fitting(
    `${moving.length} of ${changes.length} changes of assumptions move their result for certain, the surest: ${size} (${worlds}).`,
    `${moving.length} of ${changes.length} changes of assumptions move their result for certain; the surest moves it by ${differenceText(change)} ${told.unit} (${worlds}).`,
  );
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
