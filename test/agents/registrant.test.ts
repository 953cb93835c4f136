import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../agents/candidate.ts';
import { createMinerBook, enter } from '../../agents/minerBook.ts';
import { costOf, registrantSettingsOf, wantsIn } from '../../agents/registrant.ts';
import { createGate } from '../../sim/chainState.ts';
import { type Hyperparameters, resolve } from '../../sim/hyperparameters/registry.ts';
import { createNetwork } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import { stakesOf } from '../../sim/stake.ts';

const horizonDays = 10;
/** 1 TAO a block for miners: 7,200 a day. */
const minersPart = 1e9;
const hyperparameters = (foresight: Hyperparameters['scenario.foresight']): Hyperparameters =>
  resolve('finney-2023', {
    'scenario.foresight': foresight,
    'scenario.horizonDays': horizonDays,
    immunityPeriod: 2000,
    'validator.sweepBlocks': 200,
    'validator.alpha': 0.1,
  });

/** Two validators of 600 and 400 TAO, ten miners of quality 1 to 10 with stakes of their own; half of what is paid goes by quality. */
function network() {
  const book = createMinerBook(12);
  const chain = createNetwork(12);
  chain.size = 12;
  const rao = BigUint64Array.from({ length: 12 }, () => 50_000_000_000n);
  rao.set([600_000_000_000n, 400_000_000_000n]);
  book.validator.set([1, 1]);
  for (let uid = 2; uid < 12; uid++) {
    enter(book, uid, { loss: 3, quality: uid - 1, level: 0, fraction: 0, responds: 1 });
    chain.incentive[uid] = (uid - 1) / 55;
  }
  return { book, chain: { ...chain, stakes: stakesOf(rao) } };
}

/** Up to which burn, TAO, a candidate registers. */
function worth(
  candidate: Partial<Candidate>,
  foresight: Hyperparameters['scenario.foresight'] = 'none',
  fared: number | null = null,
): number {
  const { book, chain } = network();
  const settings = {
    ...registrantSettingsOf(hyperparameters(foresight), 0.5),
    tricks: [],
    notices: { announcement: null },
  };
  const one: Candidate = {
    serial: 1,
    arrived: 0,
    miner: { size: 1e9, misconfigured: false, responds: 1 },
    quality: 5,
    belief: 5,
    costFactor: 1,
    insistent: false,
    ...candidate,
  };
  const comesFor = (tao: number) => wantsIn(one, view(chain, foresight, tao), book, settings, fared);
  let [low, high] = [0, 200_000];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (comesFor(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const view = (
  chain: ReturnType<typeof network>['chain'],
  foresight: Hyperparameters['scenario.foresight'],
  burn: number,
): ChainView => ({
  block: 0,
  network: chain,
  gate: createGate(1n, BigInt(Math.round(burn * 1e9)), 0),
  hyperparameters: hyperparameters(foresight),
  minersPart,
  price: 1,
  payments: ['burn'],
});

/** Ten sweeps of a tenth each bring a newcomer to 65 % of its quality, and half of the miners lie below 6. */
const needed = 6 / (1 - 0.9 ** 10);

describe('what a slot is thought to be worth', () => {
  it('is the income, over the horizon, of the miner just above the candidate’s belief', () => {
    expect(worth({ belief: 4.5 })).toBeCloseTo((5 / 55) * 7200 * horizonDays, 4);
    expect(worth({ belief: 0 })).toBeCloseTo((1 / 55) * 7200 * horizonDays, 4);
    expect(worth({ belief: 99 })).toBeCloseTo((10 / 55) * 7200 * horizonDays, 4);
  });

  it('is, to a candidate that would validate, as much of what miners are paid as its part of all validators’ stake', () => {
    // 250 of its own beside the 1,000 of others; miners' stakes do not count.
    expect(worth({ stake: 250 })).toBeCloseTo((250 / 1250) * 7200 * horizonDays, 4);
    expect(worth({ stake: 0 })).toBeCloseTo(0, 4);
  });

  it('is a part of that where newcomers were seen to fare badly, by how much a candidate makes of it', () => {
    const whole = worth({});
    expect(worth({}, 'observed', null)).toBeCloseTo(whole, 4);
    expect(worth({ hope: 1.5 }, 'observed', 0.4)).toBeCloseTo(0.6 * whole, 4);
  });

  it('is nothing to one that knows it will be evicted, and all to one that knows it will not', () => {
    expect(worth({ belief: needed * 0.999 }, 'perfect')).toBeCloseTo(0, 4);
    expect(worth({ belief: needed * 1.001 }, 'perfect')).toBeCloseTo(worth({ belief: needed }), 4);
  });

  it('is half of that to one that expects to come just to the cut, where it does not know itself quite', () => {
    expect(worth({ belief: needed }, 'smooth')).toBeCloseTo(worth({ belief: needed }) / 2, 4);
  });
});

describe('the cost of a slot', () => {
  const gate = createGate(4_000_000n, 3_000_000_000n, 0);
  const { chain } = network();
  const at = (payments: ChainView['payments']): ChainView => ({ ...view(chain, 'none', 0), gate, payments });
  const settings = { hashPrice: 1e-6 };

  it('is the cheaper of burn and work where the chain takes both', () => {
    expect(costOf({ costFactor: 1 }, at(['burn', 'work']), settings)).toEqual({ payment: 'burn', tao: 3 });
    const { payment, tao } = costOf({ costFactor: 0.5 }, at(['burn', 'work']), settings);
    expect(payment).toBe('work');
    expect(tao).toBeCloseTo(2, 12);
  });

  it('is that of the one way where the chain takes one', () => {
    expect(costOf({ costFactor: 0.5 }, at(['burn']), settings).payment).toBe('burn');
    expect(costOf({ costFactor: 1 }, at(['work']), settings).tao).toBeCloseTo(4, 12);
  });

  it('rises, for work, as TAO falls against the dollar', () => {
    const money = { priceRatio: () => 0.5, runningCost: () => 0 };
    expect(costOf({ costFactor: 1 }, at(['work']), { ...settings, money }).tao).toBeCloseTo(8, 12);
  });
});
