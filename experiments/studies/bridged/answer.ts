import { differenceOf, verdictOf } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { holdsZero, sizeText, worldsWords } from '../../report/answer/phrases.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { differenceText } from '../../statistics/format.ts';
import type { MeanInterval } from '../../statistics/meanInterval.ts';

/** The condition that the sentence is about: the better half of the feeder by pay, asked once. */
const told = 'ahead-50';

/** What a gate to the better half of a feeder does to the client, and to a good newcomer, in one sentence. */
export function bridgedAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const loss = differenceOf(rows, study, told, study.decides);
  const wait = differenceOf(rows, study, told, 'daysToPay');
  if (loss === null || wait === null) return 'Nothing can be compared yet: too few runs have ended.';
  const losing = differenceText(loss);
  const waiting = holdsZero(wait) ? differenceText(wait) : sizeText(wait);
  const weight = weightWords(loss, study.margin);
  const worlds = worldsWords(study.seeds);
  return fitting(
    `Admitting only the better half of a feeder changes the client’s loss by ${losing} nats, ${weight}, and ${waitWords(wait)} good newcomers’ first pay by ${waiting} days (${worlds}).`,
    `Admitting only a feeder’s better half changes the client’s loss by ${losing} nats, ${weight}; good newcomers’ first pay by ${waiting} days.`,
  );
}

/** What the gate does to the client, beside the margin. */
export function bridgedYardsticks(rows: readonly ModelRow[], study: ModelStudy): Yardstick[] {
  const loss = differenceOf(rows, study, told, study.decides);
  return loss === null ? [] : [yardstickOf(study, loss, undefined, 'the client’s loss')];
}

const weightWords = (loss: MeanInterval, margin: number): string => {
  const verdict = verdictOf(loss, margin);
  if (verdict === 'alike') return 'too little to matter';
  if (verdict === 'not decided') return 'which decides nothing';
  return verdict === 'lower' ? 'which helps it' : 'which harms it';
};

const waitWords = ({ low, high }: MeanInterval): string =>
  low > 0 ? 'delays' : high < 0 ? 'advances' : 'moves';
