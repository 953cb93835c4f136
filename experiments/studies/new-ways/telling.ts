import type { Cells, Levels } from '../../analysis/cells.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import type { Comparing, Control, NewWay } from './outcomes.ts';

/** The words of one thing that comes up, and what it is held against. */
export interface Telling extends Comparing {
  /** What profits are held against, and why. */
  readonly against: string;
  readonly controlWhy: string;
  /** What those do who take to it: "those that …". */
  readonly have: string;
  readonly hasFinder: boolean;
  label(levels: Levels): string;
  /** The change as the beginning of a sentence. */
  subject(levels: Levels): string;
  /** The change that the answer tells of. */
  told(ways: readonly NewWay[]): NewWay;
  /** Sentences of its own. */
  more(cells: Cells, ways: readonly NewWay[]): string[];
  readonly limits: readonly string[];
  readonly assumptions: readonly string[];
}

const percent = (share: Levels[string]): string => `${number2(100 * Number(share))} %`;

/** The change that moves the loss that is paid for most. */
const strongest = (ways: readonly NewWay[]): NewWay => {
  const size = ({ served }: NewWay) => Math.abs(served?.mean ?? 0);
  return ways.reduce((one, other) => (size(other) > size(one) ? other : one));
};

/** All miners of the same world without what is new. */
const allWithout = (_: Levels, statusQuo: Levels): Control => ({
  cell: statusQuo,
  finder: 'cpuProfit',
  adopters: 'minerProfit',
  others: 'minerProfit',
});

const cheaperWays: Telling = {
  isControl: (levels) => levels['market.inventionSaving'] === 0,
  controlOf: (levels) => ({
    cell: { ...levels, 'market.inventionSaving': 0 },
    finder: 'finderProfit',
    adopters: 'adopterProfit',
    others: 'otherProfit',
  }),
  against: 'a way that saves nothing',
  controlWhy:
    'Each is held against the world of the same seed in which the way saves nothing: the same miner finds it and others hear of it alike, so who hears of it sooner, or stays longer, is in both.',
  have: 'answer by it',
  hasFinder: true,
  label: (levels) =>
    `${percent(levels['market.inventionSaving'])} less need, e-fold in ${levels['market.diffusionDays']} days`,
  subject: (levels) => `Where an answer needs ${percent(levels['market.inventionSaving'])} less`,
  told: strongest,
  more: () => [],
  limits: [
    'A miner hears of a way by a lottery and takes to it at once, at no cost. So those that answer by it differ from the others by luck, apart from the finder, who has no GPU, and from who has been replaced since.',
    'A way saves operations and memory alike and loses nothing in quality; ways that answer worse for less are not modelled.',
  ],
  assumptions: ['A37'],
};

const gradients: Telling = {
  isControl: () => false,
  controlOf: allWithout,
  against: 'all miners of the same world without them',
  controlWhy:
    'Who uses gradients is a draw of each miner that nothing moves, so users and the others may be held against all miners of the world of the same seed in which no one does.',
  have: 'use gradients',
  hasFinder: false,
  label: (levels) =>
    `${percent(levels['market.gradientShare'])} of all, a token worth ${levels['market.gradientGain']}`,
  subject: (levels) =>
    `Where ${percent(levels['market.gradientShare'])} of miners learn from validators’ gradients`,
  // A token of a gradient that is worth more than one has no source.
  told: (ways) => ways.find(({ levels }) => levels['market.gradientGain'] === 1) ?? strongest(ways),
  more: () => [
    'At one token’s worth a token, the gradients of all validators are 14 steps of training a day, against 17,456 that a model has behind it.',
  ],
  limits: [
    'Who uses gradients is one draw of each miner; no one takes to it because it pays. Their share of the miners rises only as they stay longer than the others.',
    'A gain above 1 has no source: it asks how much a gradient would have to be worth.',
    'That miners who learn from gradients become unlike each other, and a client gains by that, is not modelled.',
  ],
  assumptions: ['A35', 'A36'],
};

const asics: Telling = {
  isControl: () => false,
  controlOf: allWithout,
  against: 'all miners of the same world without it',
  controlWhy:
    'Each is held against all miners of the world of the same seed in which no ASIC is made. Buyers are those that gain most and can pay, so a part of their lead is who they are.',
  have: 'run on one',
  hasFinder: false,
  label: (levels) =>
    `a unit costs ${levels['market.asicUnitCost']} dollars to make, ${levels['market.asicPerDay']} a day`,
  subject: (levels) =>
    `With ASICs for ${levels['market.asicUnitCost']} dollars, ${levels['market.asicPerDay']} a day`,
  told: strongest,
  more: (cells, ways) =>
    ways.map(({ levels }) => {
      const of = (measure: string) => estimateText(cells.mean(levels, measure));
      return `**Makers, ${asics.label(levels)}:** ${of('asicsSold')} units are sold, at ${of('asicPrice')} dollars, and ${of('asicsMined')} mine for their makers; a maker earns ${of('makerProfit')} dollars a day.`;
    }),
  limits: [
    'What those earn that run on one is before what the unit cost them, which is told beside it; buyers are those that gain most and can pay, so they are not like the others.',
    'A unit is scrapped with its uid. Makers do not undercut each other: one price meets in the middle.',
  ],
  assumptions: ['A39', 'A40'],
};

/** The words of a study by its name. Throws a `RangeError` for another. */
export function tellingOf(study: string): Telling {
  if (study === 'cheaper-ways') return cheaperWays;
  if (study === 'gradients') return gradients;
  if (study === 'asics') return asics;
  throw new RangeError(`no words for ${study}`);
}
