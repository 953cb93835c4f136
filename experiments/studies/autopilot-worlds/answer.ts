import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import { type ControllerName, type Gain, gainsOf } from './gains.ts';

export const controllerWords: Readonly<Record<ControllerName, string>> = {
  loop: 'the loop',
  seeking: 'extremum seeking',
  bandit: 'the bandit',
};

/** Whether any controller serves clients better than leaving settings alone, in one sentence. */
export function autopilotAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const gains = gainsOf(rows, study);
  if (gains.length === 0) return 'Nothing can be compared yet: too few runs have ended.';
  const { margin } = study;
  const best = gains.reduce((most, one) => (one.gain.mean > most.gain.mean ? one : most));
  const helping = gains.filter(({ gain }) => gain.low > margin);
  if (helping.length > 0) return helped(best, helping.length, gains.length);
  const worst = gains.reduce((least, one) => (one.gain.mean < least.gain.mean ? one : least));
  const isSure = gains.every(({ gain }) => gain.high <= margin);
  const amount = number2(margin);
  const harm = worst.gain.high < -margin ? `; at worst it adds ${lossText(worst)}` : '';
  const most = `Compared with leaving settings as they start, a controller lowers clients’ loss in a full world by ${estimateText(best.gain)} nats at most`;
  return isSure
    ? fitting(
        `${most}, less than the ${amount} that matter${harm} (${gains.length} cases).`,
        `${most}, less than the ${amount} that matter${harm}.`,
        `${most}${harm}.`,
      )
    : fitting(
        `${most}; whether by the ${amount} that matter is open${harm} (${gains.length} cases).`,
        `${most}; whether by the ${amount} that matter is open${harm}.`,
        `${most}${harm}.`,
      );
}

/** The largest gain, beside the margin. */
export function autopilotYardsticks(rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] {
  const gains = gainsOf(rows, study);
  if (gains.length === 0) return [];
  const best = gains.reduce((most, one) => (one.gain.mean > most.gain.mean ? one : most));
  return [yardstickOf(study, best.gain, 'the largest gain of a controller')];
}

const helped = (best: Gain, helping: number, all: number): string =>
  fitting(
    `Compared with leaving settings as they start, controllers lower clients’ loss in a full world in ${helping} of ${all} cases: most ${nameOf(best)}, by ${estimateText(best.gain)} nats (${best.world.words}).`,
    `Compared with leaving settings as they start, controllers lower clients’ loss in a full world in ${helping} of ${all} cases: most ${nameOf(best)}, by ${estimateText(best.gain)} nats.`,
  );

const nameOf = ({ controller }: Gain): string => controllerWords[controller];

/** `0.031 ± 0.012 nats`, of a gain below 0. */
const lossText = ({ gain }: Gain): string =>
  `${estimateText({ ...gain, mean: -gain.mean, low: -gain.high, high: -gain.low })} nats`;
