import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { differenceText, estimateText, number } from '../../statistics/format.ts';
import { controllerWords } from './answer.ts';
import { controllers, gainsOf, lossBetween, pilotWorlds, possibleGains } from './gains.ts';

/** What could be won, what controllers make of it, the nulls, and where a setting is wrong from the start. */
export function autopilotSure(rows: readonly ModelRow[], study: ModelStudy): readonly string[] {
  return [
    ...possible(rows, study),
    ...cases(rows, study),
    ...otherMeasures(rows, study),
    ...nulls(rows, study),
    ...misset(rows, study),
    ...calls(rows, study),
  ];
}

function possible(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const gains = possibleGains(rows, study);
  if (gains.length === 0) return [];
  const most = gains.reduce((best, one) => (one.gain.mean > best.gain.mean ? one : best));
  return [
    `What could be won: the best of three constants, known with hindsight, gains over leaving the setting alone ${estimateText(most.gain)} nats at most (${most.world.words}; ${most.gain.n} worlds, paired, joint with the other ${gains.length - 1}).`,
  ];
}

function cases(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const gains = gainsOf(rows, study);
  if (gains.length === 0) return [];
  const { margin } = study;
  const count = (is: (low: number, high: number) => boolean) =>
    gains.filter(({ gain: { low, high } }) => is(low, high)).length;
  const helping = count((low) => low > margin);
  const harming = count((_, high) => high < -margin);
  const alike = count((low, high) => low >= -margin && high <= margin);
  return [
    `Of ${gains.length} cases (controller, knob, shock) ${helping} gain more than ${margin} nats over doing nothing, ${harming} lose more, ${alike} lie within ± ${margin}, and ${gains.length - helping - harming - alike} are not decided (joint 95 % intervals).`,
  ];
}

/** Whether the answer hangs on its measure or its window. */
function otherMeasures(rows: readonly ModelRow[], study: ModelStudy): string[] {
  return [
    ['meanLoss', 'By the loss of all miners alike'],
    ['lateLoss', 'By the last quarter of the days'],
  ].flatMap(([measure, words]) => {
    const gains = gainsOf(rows, study, measure);
    if (gains.length === 0) return [];
    const most = gains.reduce((best, one) => (one.gain.mean > best.gain.mean ? one : best));
    const least = gains.reduce((worst, one) => (one.gain.mean < worst.gain.mean ? one : worst));
    const told = (one: typeof most) =>
      `${differenceText(one.gain)} (${controllerWords[one.controller]}; ${one.world.words})`;
    const helping = gains.filter(({ gain }) => gain.low > study.margin).length;
    return [
      `${words} gains over doing nothing lie between ${told(least)} and ${told(most)} nats; ${helping} of ${gains.length} are above ${study.margin} for certain.`,
    ];
  });
}

function nulls(rows: readonly ModelRow[], study: ModelStudy): string[] {
  return pilotWorlds(study)
    .filter(({ shock }) => shock === 'none')
    .flatMap(({ attack, words }) => {
      const kept = controllers.flatMap((name) => {
        const mean = meanOfCondition(rows, study, name, 'kept', attack);
        return mean === null
          ? []
          : [`${controllerWords[name]} in ${Math.round(mean.n * mean.mean)} of ${mean.n}`];
      });
      return kept.length === 0
        ? []
        : [
            `${capital(words)}: its setting is left alone up to the noise of its controller by ${kept.join(', ')} worlds.`,
          ];
    });
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What is won back where immunity is four times too long. */
function misset(rows: readonly ModelRow[], study: ModelStudy): string[] {
  return ['immunity-long', 'chain-sight'].flatMap((attack) => {
    const words = study.attacks.find(({ name }) => name === attack)?.words;
    const all = controllers.length + 1;
    const gain = (name: string) => lossBetween(rows, study, ['nothing', name], attack, all);
    const best = gain('oracle');
    if (best === null || words === undefined) return [];
    const each = controllers.map((name) => `${controllerWords[name]} ${differenceText(gain(name))}`);
    return [
      `Where ${words}, the best constant gains ${differenceText(best)} nats over doing nothing, ${each.join(', ')} (${best.n} worlds, paired, joint).`,
    ];
  });
}

function calls(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const told = controllers.flatMap((name) => {
    const [moves, rung] = ['moves', 'calls'].map((measure) => meanOfCondition(rows, study, name, measure));
    return moves === null || rung === null
      ? []
      : [`${controllerWords[name]} ${number(moves.mean, 1)} and ${number(rung.mean, 1)}`];
  });
  return told.length === 0
    ? []
    : [`Changes of immunity a month and calls of a human in 100 days without a shock: ${told.join('; ')}.`];
}
