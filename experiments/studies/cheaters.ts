import type { Study } from '../plan/study.ts';

type Value = number | string | boolean;
type Cell = Readonly<Record<string, Value>>;

/** A world with its cheats and defences off: what every cell starts from. */
const off: Cell = {
  'scenario.lookupShare': 0,
  validatorPruneLen: 0,
  validatorLogitsDivergence: 1310,
  'scenario.lookupMiss': 0.3,
  'scenario.echoShare': 0,
  'validator.validationLen': 8,
  'scenario.varianceShare': 0,
  'validator.movingAverageOn': 'score',
  'scenario.sybilShare': 0,
  'scenario.spamShare': 0,
  'scenario.sniperShare': 0,
  'scenario.squatterShare': 0,
  'validator.staleMetagraph': false,
  'scenario.copierShare': 0,
  'scenario.copierLag': 0,
  'scenario.lazyShare': 0,
};

/** Tokens pruned, in the order in which the page tries them. */
export const pruned = [0, 1, 2, 4, 8];
export const lookupShares = [0.05, 0.2];
/** The chain's 2 %, ten times as much, and none, over 65,535. */
export const divergences = [0, 1310, 13_107];

export const honestCell = off;
export const lookupCell = (share: number, tokens: number, more: Cell = {}): Cell => ({
  ...off,
  'scenario.lookupShare': share,
  validatorPruneLen: tokens,
  ...more,
});
const withOff = (set: Cell): Cell => ({ ...off, ...set });

/** One cell for each cheat and defence besides look-ups, with the words of its line. */
export const otherCells: readonly {
  readonly words: string;
  readonly levels: Cell;
}[] = [
  {
    words: 'echo miners, nothing held out',
    levels: withOff({ 'scenario.echoShare': 0.2, 'validator.validationLen': 0 }),
  },
  { words: 'echo miners, 8 tokens held out', levels: withOff({ 'scenario.echoShare': 0.2 }) },
  { words: 'variance farmers, average on the score', levels: withOff({ 'scenario.varianceShare': 0.2 }) },
  {
    words: 'variance farmers, average on the loss',
    levels: withOff({ 'scenario.varianceShare': 0.2, 'validator.movingAverageOn': 'loss' }),
  },
  { words: 'sybils', levels: withOff({ 'scenario.sybilShare': 0.2 }) },
  { words: 'spammers', levels: withOff({ 'scenario.spamShare': 0.2 }) },
  { words: 'uid squatters', levels: withOff({ 'scenario.squatterShare': 0.1 }) },
  {
    words: 'uid squatters, stale metagraph',
    levels: withOff({ 'scenario.squatterShare': 0.1, 'validator.staleMetagraph': true }),
  },
  { words: 'weight copiers', levels: withOff({ 'scenario.copierShare': 0.2 }) },
  {
    words: 'weight copiers, half a day late',
    levels: withOff({ 'scenario.copierShare': 0.2, 'scenario.copierLag': 3600 }),
  },
  { words: 'lazy validators', levels: withOff({ 'scenario.lazyShare': 0.2 }) },
];

export const exactKeyCell = lookupCell(0.2, 1, { 'scenario.lookupMiss': 1 });
export const divergenceCell = (rate: number) => lookupCell(0.2, 1, { validatorLogitsDivergence: rate });

const cells: readonly Cell[] = [
  honestCell,
  ...lookupShares.flatMap((share) => pruned.map((tokens) => lookupCell(share, tokens))),
  exactKeyCell,
  ...divergences.filter((rate) => rate !== off.validatorLogitsDivergence).map(divergenceCell),
  ...otherCells.map(({ levels }) => levels),
];

/** Cheats of miners against which a network has a defence: with it and without. */
const quickCells: readonly Cell[] = [
  honestCell,
  ...pruned.map((tokens) => lookupCell(0.2, tokens)),
  ...[0, 8].map((tokens) => lookupCell(0.05, tokens)),
  exactKeyCell,
  divergenceCell(13_107),
  ...otherCells.filter(({ words }) => /^(echo|variance)/.test(words)).map(({ levels }) => levels),
];

const factorsOf = (own: readonly Cell[]) =>
  Object.keys(off).map((name) => ({ name, values: [...new Set(own.map((cell) => cell[name]))] }));

/**
 * A network with turnover in which cheats have come and gone for weeks. Pruning and the distance of logits are Finney's: it runs under
 * its rules on Nakamoto's stakes, 1:16.
 */
const common = {
  name: 'cheaters',
  question: 'Which defence makes cheating unprofitable?',
  ruleset: 'finney-2023',
  arithmetic: 'float64',
  scenario: 'nakamoto-settled',
  set: { 'scenario.clientTopk': 10 },
  objectives: [
    {
      metric: 'cheaterRatio',
      margin: 0.1,
      because:
        'above 1 each cheater is paid more than an honest miner, which loses that pay and has a reason to cheat too; a tenth of the pay is a fifth of what costs differ by from miner to miner (`scenario.costSigma`)',
    },
  ],
  follows: [
    'cheaterRatio',
    'cheaterShare',
    'clientLoss',
    'networkQuality',
    'spearman',
    'registrationsPerDay',
  ],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

/** A uid is held for about 25 days here: the window begins when most founders have been replaced. */
export const cheatersQuick: Study = {
  ...common,
  size: 'quick',
  factors: factorsOf(quickCells),
  cells: quickCells,
  seeds: 4,
  warmUpDays: 40,
  days: 20,
};
export const cheatersFull: Study = {
  ...common,
  size: 'full',
  factors: factorsOf(cells),
  cells,
  seeds: 24,
  warmUpDays: 120,
  days: 60,
};
