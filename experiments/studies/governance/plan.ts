import type { ModelStudy } from '../../plan/modelStudy.ts';
import { askedAgain } from '../fresh/asked.ts';
import { confirming } from '../fresh/confirming.ts';
import { sensitivityOf } from '../fresh/ladder.ts';

/**
 * The interview's plan for later: holders vote on hyperparameters. The one voted on is the sequence length, of which a study here measured the
 * client's loss at each value; it is 256 tokens at the start, and a term is 360 days. The first condition is the setting that stays.
 */
const common = {
  name: 'governance',
  question: 'Who should decide a hyperparameter: what does each way of voting do to the client?',
  model: 'governance',
  base: {},
  conditions: [
    { name: 'none', words: 'no vote: 256 tokens stay', set: { rule: 'none' } },
    { name: 'senate', words: 'triumvirate proposes, senate of 12 votes (2023–25)', set: { rule: 'senate' } },
    { name: 'review', words: 'planned review of up to 32 seats', set: { rule: 'review' } },
    { name: 'stake', words: 'all holders by stake, with delegates', set: { rule: 'stake' } },
    { name: 'heads', words: 'all holders, one vote each', set: { rule: 'heads' } },
    {
      name: 'shared-validator',
      words: 'those in a shared validator, by stake',
      set: { rule: 'shared-validator' },
    },
    { name: 'owner', words: 'one owner decides (2026)', set: { rule: 'owner' } },
  ],
  attacks: [
    { name: 'income-only', words: 'holders look at their income only', set: { worth: 0 } },
    { name: 'mostly-worth', words: 'holders look mostly at the worth of their stake', set: { worth: 0.8 } },
    { name: 'stakes-2024', words: 'stakes of subnet 31, August 2024', set: { snapshot: 'subnet-31-2024' } },
    { name: 'stakes-2025', words: 'stakes of subnet 1, November 2025', set: { snapshot: 'subnet-1-2025' } },
    {
      name: 'few-vote',
      words: 'a quarter as many holders and half as many seats vote',
      set: { largeTurnout: 0.1, smallTurnout: 0.02, seatTurnout: 0.4 },
    },
    { name: 'all-vote', words: 'all vote', set: { largeTurnout: 1, smallTurnout: 1, seatTurnout: 1 } },
    { name: 'no-delegates', words: 'none delegates', set: { delegation: 0 } },
    { name: 'rich-gpus', words: 'the richest holders have the GPUs', set: { gpusGoTo: 'rich' } },
    { name: 'curves', words: 'holders compare profits instead of distances', set: { by: 'curve' } },
    { name: 'clear-sight', words: 'no error of judgement', set: { misjudgement: 0 } },
    {
      name: 'selfless',
      words: 'triumvirate and owner want the client’s best',
      set: { officersWant: 'client' },
    },
    {
      name: 'two-thirds',
      words: 'two thirds of ayes and a quorum of 40 %',
      set: { threshold: 0.667, quorum: 0.4 },
    },
    {
      name: 'few-gpus',
      words: 'a tenth of the miners may rent GPUs',
      set: { circumstance: 'few GPUs', gpuAccess: 0.1 },
    },
    { name: 'cheap-tao', words: 'a TAO at 10 dollars', set: { circumstance: 'low price' } },
  ],
  decides: 'clientExcess',
  // As in the study of the length: what four months of the frontier's progress bring.
  margin: 0.05,
} as const;

/** Seeds that no run had seen: a first one, of 32 from 1 on and 6 for each attack, found too few for its attacks. */
const firstSeed = 1001;

export const governanceQuick: ModelStudy = {
  ...common,
  size: 'quick',
  seeds: 96,
  attackSeeds: 16,
  firstSeed,
};

export const governanceFull: ModelStudy = {
  ...common,
  size: 'full',
  seeds: 512,
  attackSeeds: 128,
  firstSeed,
};

/** The quick size again on fresh seeds. */
export const governanceConfirm: ModelStudy = confirming(governanceQuick, {
  seeds: 256,
  attacks: ['income-only'],
  attackSeeds: 64,
});

/** What is assumed without a source, varied. */
export const governanceSensitivity: ModelStudy = sensitivityOf(governanceQuick, {
  ladders: askedAgain.governance.ladders ?? [],
  seeds: 64,
  attackSeeds: 24,
});
