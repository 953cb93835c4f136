import type { ModelStudy } from '../../plan/modelStudy.ts';
import { askedAgain } from '../fresh/asked.ts';
import { confirming } from '../fresh/confirming.ts';
import { sensitivityOf } from '../fresh/ladder.ts';

/**
 * The interview's worry: a few capture what holders decide. The attacker wants one harmful setting in each subnet with a recorded pool, and
 * takes of buying, renting and bribing the way that leaves it most. The first condition is what is so today: the owner decides.
 */
const common = {
  name: 'capture',
  question:
    'What does it cost to pass one harmful setting, and what does it bring, under each way of deciding?',
  model: 'capture',
  base: {},
  conditions: [
    { name: 'owner', words: 'the owner decides and is bribed', set: { rule: 'owner' } },
    {
      name: 'lock-18',
      words: 'the owner’s place is taken by more than 18 % alone',
      set: { rule: 'lock-18' },
    },
    { name: 'lock-10', words: 'the owner’s place is taken by 10 % together', set: { rule: 'lock-10' } },
    { name: 'senate', words: 'senate of the 12 largest', set: { rule: 'senate' } },
    { name: 'review', words: 'planned review of up to 32 seats', set: { rule: 'review' } },
    { name: 'stake', words: 'all holders by stake, with delegates', set: { rule: 'stake' } },
    { name: 'heads', words: 'all holders, one vote each', set: { rule: 'heads' } },
    {
      name: 'shared-validator',
      words: 'those in a shared validator, by stake',
      set: { rule: 'shared-validator' },
    },
  ],
  attacks: [
    { name: 'no-rent', words: 'no stake can be rented', set: { rentable: 0 } },
    { name: 'no-sellers', words: 'holders do not sell to the attacker', set: { elasticity: 0 } },
    { name: 'none-leave', words: 'others sell nothing when the harm shows', set: { exit: 0 } },
    { name: 'half-leave', words: 'others sell half of what they have', set: { exit: 0.5 } },
    { name: 'august-pools', words: 'pools of 7 August 2026, reckoned', set: { pools: '2026-08-07' } },
    { name: 'stakes-2023', words: 'stakes of Nakamoto, March 2023', set: { snapshot: 'genesis-2023' } },
    { name: 'stakes-2024', words: 'stakes of subnet 31, August 2024', set: { snapshot: 'subnet-31-2024' } },
    {
      name: 'few-vote',
      words: 'a quarter as many holders and half as many seats vote',
      set: { largeTurnout: 0.1, smallTurnout: 0.02, seatTurnout: 0.4 },
    },
    { name: 'all-vote', words: 'all vote', set: { largeTurnout: 1, smallTurnout: 1, seatTurnout: 1 } },
    { name: 'no-delegates', words: 'none delegates', set: { delegation: 0 } },
    { name: 'own-stake', words: 'validators own all of their stake', set: { ownPart: 1 } },
    { name: 'year', words: 'the setting stays for a year', set: { harmDays: 365 } },
    { name: 'all-pay', words: 'it diverts all of the miners’ pay', set: { diverted: 1 } },
    { name: 'paid-proposers', words: 'each who must propose takes 1,000 TAO', set: { proposer: 1000 } },
    { name: 'matured', words: 'locks have matured and no alpha is issued', set: { waiting: 'matured' } },
  ],
  decides: 'profit',
  // A fifth of what half of a month's miners' pay of the median subnet is worth.
  margin: 25,
} as const;

/** Seeds that no run had seen: a first one, of 32 from 1 on and 6 for each attack, found too few for its attacks. */
const firstSeed = 1001;

export const captureQuick: ModelStudy = { ...common, size: 'quick', seeds: 64, attackSeeds: 12, firstSeed };

export const captureFull: ModelStudy = { ...common, size: 'full', seeds: 512, attackSeeds: 128, firstSeed };

/** The quick size again on fresh seeds. */
export const captureConfirm: ModelStudy = confirming(captureQuick, { seeds: 256 });

/** What is assumed without a source, varied. */
export const captureSensitivity: ModelStudy = sensitivityOf(captureQuick, {
  ladders: askedAgain.capture.ladders ?? [],
  seeds: 32,
  attackSeeds: 16,
});
