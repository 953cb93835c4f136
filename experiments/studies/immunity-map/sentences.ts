import { metricTitle } from '../../analysis/metricTitle.ts';
import type { Study } from '../../plan/study.ts';
import { differenceText, number, number2 } from '../../statistics/format.ts';
import type { Conjecture, Twins } from './ratios.ts';
import {
  hoursOf,
  isInert,
  mattersIn,
  placeWords,
  rangeWords,
  worldWords,
  worstOf,
  worstWords,
} from './words.ts';
import { immuneShare, type MapWorld } from './worlds.ts';

/** What the answer rests on, in plain sentences: where it matters, where it does not, what is safe everywhere, and the conjecture. */
export function mapSentences(study: Study, worlds: readonly MapWorld[], conjecture: Conjecture): string[] {
  const onMap = worlds.filter(({ isOnMap, arm }) => isOnMap && arm === null);
  const unsteady = worlds.filter(({ isSteady }) => !isSteady);
  return [
    ...(onMap.length > 1 ? [...matterWords(study, onMap), ...quietWords(onMap), ...safeWords(onMap)] : []),
    ...(onMap.length > 1 ? [conjectureWords(study, conjecture)] : worlds.map((world) => oneWords(world))),
    ...(unsteady.length > 0
      ? [`No steady answer at ${unsteady.map(worldWords).join('; ')}: not settled by the days that were run.`]
      : []),
  ];
}

function matterWords({ objectives: [{ metric, margin }] }: Study, onMap: readonly MapWorld[]): string[] {
  const mattering = onMap.filter((world) => mattersIn(world) === 'matters');
  const judged = `by ${metricTitle(metric)} and a margin of ${number2(margin)} nats`;
  if (mattering.length === 0)
    return [`**Immunity of 3 to 48 hours is not shown to matter anywhere on the map**, ${judged}.`];
  return [
    `**Immunity matters in ${mattering.length} of ${onMap.length} cells of the map**, ${judged}.`,
    ...mattering.map(
      (world) =>
        `At ${placeWords(world)}, ${hoursOf(worstOf(world)?.level ?? 0)} hours lose ${worstWords(world)} nats against the best value. Safe: ${rangeWords(world, 'in') ?? 'none for certain,'} hours.`,
    ),
  ];
}

function quietWords(onMap: readonly MapWorld[]): string[] {
  const inert = onMap.filter(isInert);
  const harmless = onMap.filter((world) => mattersIn(world) === 'harmless' && !isInert(world));
  const words = (list: readonly MapWorld[]) => list.map(placeWords).join('; ');
  return [
    ...(inert.length > 0
      ? [
          `It changes nothing, to the last digit, at ${words(inert)}: the uid to replace is never an immune one.`,
        ]
      : []),
    ...(harmless.length > 0
      ? [`Every value from 3 to 48 hours is as good as the best for certain at ${words(harmless)}.`]
      : []),
  ];
}

/** The values that are safe in every cell that has settled. */
function safeWords(onMap: readonly MapWorld[]): string[] {
  const steady = onMap.filter(({ isSteady, losses }) => isSteady && losses !== null);
  const [first] = steady;
  if (first === undefined) return [];
  const safe = first.levels.filter((level) =>
    steady.every(({ losses }) => losses?.levels.find((one) => one.level === level)?.state === 'in'),
  );
  return [
    safe.length === 0
      ? 'No value is certainly safe in every cell.'
      : `Safe in every cell that has settled: ${safe.map(hoursOf).join(', ')} hours (${safe.map(number2).join(', ')} blocks).`,
  ];
}

function conjectureWords({ objectives: [{ margin }] }: Study, { verdict, twins, fits }: Conjecture): string {
  const deciding = twins.filter(({ decides }) => decides);
  const telling = twins.filter(({ isTelling }) => isTelling);
  const count = (kind: Twins['verdict']) => deciding.filter((one) => one.verdict === kind).length;
  const head = `**The conjecture that two ratios tell it all is ${verdict}.**`;
  const pairs = `Of ${deciding.length} ${deciding.length === 1 ? 'pair' : 'pairs'} of settled cells with equal ratios ${count('alike')} agree within ${number2(margin)} nats for certain, ${count('unlike')} differ by more, ${count('undecided')} are not decided; in ${deciding.filter(({ isTelling }) => isTelling).length} of them the step matters.`;
  const shown = telling.map(
    ({ fast, slow, fastEffect, slowEffect, verdict: own, decides }) =>
      `A step of both ratios makes ${differenceText(fastEffect)} at ${placeWords(fast)} and ${differenceText(slowEffect)} at ${placeWords(slow)}: ${own}${decides ? '' : ', of worlds that had not both settled before the change'}.`,
  );
  if (fits === null) return [head, pairs, ...shown].join(' ');
  const error = Object.fromEntries(fits.fits.map((one) => [one.name.split(':')[0], number(one.error, 4)]));
  const held = `In cells not seen the ratios predict a doubling to ${error['both ratios']} nats, all raw factors to ${error['both ratios and the flow (all raw factors)']}, the immune share alone to ${error['immune share alone']}, no effect at all to ${error.nothing}; the noise is ${number(fits.noise, 4)}.`;
  return [head, pairs, ...shown, held].join(' ');
}

const oneWords = (world: MapWorld): string =>
  `**${worldWords(world)}**: safe ${rangeWords(world, 'in') ?? 'none for certain'} h, not decided ${rangeWords(world, 'undecided') ?? 'none'}, loses more ${rangeWords(world, 'out') ?? 'none'}; the worst, ${hoursOf(worstOf(world)?.level ?? 0)} h (${number(100 * immuneShare(world, worstOf(world)?.level ?? 0), 0)} % immune), loses ${worstWords(world)} nats.`;
