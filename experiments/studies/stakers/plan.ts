import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { askedAgain } from '../fresh/asked.ts';
import { confirming } from '../fresh/confirming.ts';
import { sensitivityOf } from '../fresh/ladder.ts';

/** The validator of the 8th rank of trust as a private one, and as one that is shared; then one that all trust most, as a foundation's. */
const conditions: readonly [ModelCondition, ...ModelCondition[]] = [
  { name: 'private', words: 'no shared validator: the 8th of 16 by trust keeps 18 %, as all do', set: {} },
  { name: 'shared-9', words: 'the 8th is shared, keeps 9 % and pays the rest', set: { sharedTake: 0.09 } },
  { name: 'shared-2', words: 'the 8th is shared and keeps 2 %', set: { sharedTake: 0.02 } },
  { name: 'first-18', words: 'the most trusted is shared and keeps 18 %', set: { sharedRank: 1 } },
  {
    name: 'first-9',
    words: 'the most trusted is shared and keeps 9 %',
    set: { sharedRank: 1, sharedTake: 0.09 },
  },
];

const attacks: readonly ModelCondition[] = [
  { name: 'genesis', words: 'stake begins dealt out as at the genesis', set: { start: 'genesis' } },
  { name: 'no-trust', words: 'trust counts for nothing', set: { trust: 0 } },
  { name: 'no-momentum', words: 'no holder follows prices', set: { momentum: 0 } },
  { name: 'others-10', words: 'the other validators keep 10 %', set: { take: 0.1 } },
  { name: 'keen', words: 'holders weigh yield four times as much', set: { sensitivity: 16 } },
  { name: 'restaked', words: 'the DAO restakes half of its income', set: { daoShare: 0.5 } },
  {
    name: 'restless',
    words: 'holders stay by no habit, and look every week',
    set: { inertia: 0, reviewDays: 7 },
  },
];

const study = {
  name: 'stakers',
  question:
    'Does a shared validator that pays its stakers concentrate stake, and what does it earn for a DAO?',
  model: 'stakers',
  base: { days: 100 },
  conditions,
  attacks,
  decides: 'hhi',
  // With an index of 0.12 the stake is spread as over 8.3 equal validators; 0.02 more is as over 7.1: one validator fewer.
  margin: 0.02,
} as const;

/** Quick: 100 days, 100 runs. */
export const stakersQuick: ModelStudy = { ...study, size: 'quick', seeds: 6, attackSeeds: 2 };

/** Full: the same with more seeds, two years long as an attack. */
export const stakersFull: ModelStudy = {
  ...study,
  size: 'full',
  attacks: [...attacks, { name: 'two-years', words: 'two years instead of 100 days', set: { days: 730 } }],
  seeds: 64,
  attackSeeds: 16,
};

/** The quick size again on fresh seeds: the first ones were seen before holders made round trips and owners differed as they do. */
export const stakersConfirm: ModelStudy = confirming(stakersQuick, {
  seeds: 16,
  attacks: ['keen'],
  attackSeeds: 4,
  firstSeed: 202_613_001,
});

/** What is assumed without a source, varied. */
export const stakersSensitivity: ModelStudy = sensitivityOf(stakersQuick, {
  ladders: askedAgain.stakers.ladders ?? [],
  conditions: ['shared-9'],
  seeds: 8,
  attackSeeds: 6,
});
