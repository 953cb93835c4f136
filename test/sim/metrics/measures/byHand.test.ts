import { describe, expect, it } from 'vitest';
import { resolve } from '../../../../sim/hyperparameters/registry.ts';
import type { AdversaryTruth } from '../../../../sim/metrics/adversaryTruth.ts';
import type { MeasureContext } from '../../../../sim/metrics/context.ts';
import type { Measure } from '../../../../sim/metrics/measure.ts';
import { agreement } from '../../../../sim/metrics/measures/agreement.ts';
import { burnAtCeiling, burnAtFloor, burnPrice } from '../../../../sim/metrics/measures/burnPrice.ts';
import { cheaters } from '../../../../sim/metrics/measures/cheaters.ts';
import { coldkeyHhi } from '../../../../sim/metrics/measures/coldkeyHhi.ts';
import { deterred } from '../../../../sim/metrics/measures/deterred.ts';
import { forwardsPerQuery } from '../../../../sim/metrics/measures/forwardsPerQuery.ts';
import { cabalStake, farmerSlots, idlerStake } from '../../../../sim/metrics/measures/heldShares.ts';
import { idlerRatio } from '../../../../sim/metrics/measures/idlerRatio.ts';
import { incentiveGini } from '../../../../sim/metrics/measures/incentiveGini.ts';
import { nakamotoCoefficient } from '../../../../sim/metrics/measures/nakamotoCoefficient.ts';
import { networkQuality } from '../../../../sim/metrics/measures/networkQuality.ts';
import { scoreUpdates } from '../../../../sim/metrics/measures/scoreUpdates.ts';
import { servedQuality } from '../../../../sim/metrics/measures/servedQuality.ts';
import { topDecileIncentive } from '../../../../sim/metrics/measures/topDecileIncentive.ts';
import { validatorHhi } from '../../../../sim/metrics/measures/validatorHhi.ts';
import { viableEvictionsOfDay } from '../../../../sim/metrics/viableEvictionsOfDay.ts';
import { createNetwork } from '../../../../sim/network.ts';
import { rowOf } from '../../../../sim/row.ts';
import { credit } from '../../../../sim/stake.ts';
import type { WorldEvent } from '../../../../sim/tempo.ts';
import { evictionOf, partialContext, registrationOf, stepAt } from '../partialContext.ts';

/** Uids 0 to 2 validate with stakes of 6, 3 and 1; uids 3 to 6 mine, at losses of 2, 3, 4 and 5 nats, and get 4, 3, 2 and 1 tenths. */
function subnet() {
  const network = createNetwork(7);
  network.size = 7;
  for (const [uid, stake] of [6, 3, 1].entries()) credit(network.stakes, uid, stake);
  const loss = Float64Array.of(0, 0, 0, 2, 3, 4, 5);
  network.incentive.set([0, 0, 0, 0.4, 0.3, 0.2, 0.1]);
  network.dividends.set([0.5, 0.4, 0.1]);
  // Miners 3 and 4 have one owner.
  network.coldkey.set([10, 11, 12, 13, 13, 15, 16]);
  const truth = { loss, quality: loss.map((one) => -one), worth: loss.map((one) => -one) };
  return { network, truth: { ...truth, validator: Uint8Array.of(1, 1, 1, 0, 0, 0, 0) } };
}

/** Nobody deceives, idles or is counted. */
const upright: AdversaryTruth = {
  hasCheaters: false,
  kindOf: () => 'honest',
  idle: null,
  clientLoss: null,
  forwards: null,
};

type Part = Parameters<typeof partialContext>[0];
const contextOf = (part: Part = {}): MeasureContext => {
  const { network, truth } = subnet();
  const { world, truth: known, ...others } = part;
  return partialContext({
    measuring: true,
    sampling: true,
    world: { network, block: 0, ...world },
    truth: { ...truth, ...known },
    peers: { uids: Int32Array.of(3, 4, 5, 6, 0, 0, 0), count: 4 },
    isViable: (quality: number) => quality > -4.5,
    ...others,
  });
};

/** The value of a measure after these events. */
function valueAfter<State>(measure: Measure<State>, events: readonly WorldEvent[], context: MeasureContext) {
  const state = measure.start(context);
  for (const event of events) measure.see?.(state, event, context);
  return measure.finish(state, context);
}
const atStep = <State>(measure: Measure<State>, part: Part = {}) =>
  valueAfter(measure, [stepAt(1)], contextOf(part));
const departureOf = (quality: number): WorldEvent => ({ kind: 'departure', block: 0, serial: 1, quality });

describe('what miners are worth', () => {
  it('is the mean of the peers’ losses, plain and by what is paid for', () => {
    expect(atStep(networkQuality)).toBeCloseTo(3.5, 12);
    expect(atStep(servedQuality)).toBeCloseTo(0.4 * 2 + 0.3 * 3 + 0.2 * 4 + 0.1 * 5, 12);
    // Half a nat less where the frontier has moved by it.
    const frontier = { fallen: () => 0.5, loss: () => 3 };
    expect(atStep(servedQuality, { truth: { frontier } })).toBeCloseTo(2.5, 12);
  });

  it('is missing where there are none, or nobody is paid', () => {
    expect(atStep(networkQuality, { peers: { uids: new Int32Array(7), count: 0 } })).toBeNull();
    const { network } = subnet();
    network.incentive.fill(0);
    expect(atStep(servedQuality, { world: { network } })).toBeNull();
    expect(valueAfter(servedQuality, [], contextOf())).toBeNull();
  });
});

describe('how unequally a subnet is held and paid', () => {
  it('follows from shares of miners, of their owners and of stakes', () => {
    expect(atStep(incentiveGini)).toBeCloseTo(0.25, 12);
    expect(atStep(topDecileIncentive)).toBeCloseTo(0.4, 12);
    expect(atStep(coldkeyHhi)).toBeCloseTo(0.49 + 0.04 + 0.01, 12);
    expect(atStep(validatorHhi)).toBeCloseTo(0.36 + 0.09 + 0.01, 12);
    expect(atStep(nakamotoCoefficient)).toBe(1);
  });

  it('takes what a validator earns as a miner for nobody’s income', () => {
    const { network } = subnet();
    network.incentive[0] = 5;
    expect(atStep(coldkeyHhi, { world: { network } })).toBeCloseTo(0.54, 12);
  });

  it('is read once a day', () => {
    expect(atStep(coldkeyHhi, { sampling: false })).toBeNull();
    expect(atStep(networkQuality, { sampling: false })).not.toBeNull();
    expect(atStep(networkQuality, { measuring: false })).toBeNull();
  });
});

describe('the disagreement of validators', () => {
  const rows = (...all: (readonly (readonly [number, number])[])[]) => {
    const { network } = subnet();
    for (const [uid, row] of all.entries()) network.weights[uid] = rowOf([...row]);
    return { world: { network } };
  };
  const one = [
    [3, 60],
    [4, 40],
  ] as const;
  const other = [
    [3, 1],
    [5, 1],
  ] as const;

  it('is the mean over pairs of half the difference of their rows', () => {
    expect(atStep(agreement, rows(one, one))).toBe(0);
    // |0.6 − 0.5| + |0.4 − 0| + |0 − 0.5|, halved.
    expect(atStep(agreement, rows(one, other))).toBeCloseTo(0.5, 12);
    expect(atStep(agreement, rows(one, one, other))).toBeCloseTo(2 * (0.5 / 3), 12);
  });

  it('leaves out who weighs one uid alone or has less than a hundredth of the stake', () => {
    expect(atStep(agreement, rows(one, [[5, 1]], other))).toBeCloseTo(0.5, 12);
    const { world } = rows(one, one, other);
    credit(world.network.stakes, 0, 91);
    expect(atStep(agreement, { world })).toBe(0);
    expect(atStep(agreement, rows(one))).toBeNull();
  });
});

describe('what adversaries hold and earn', () => {
  const isOdd = (uid: number) => uid % 2 === 1;

  it('is the cabal’s and the idle validators’ part of the validators’ stake, and the farmers’ part of the slots', () => {
    expect(atStep(cabalStake, { truth: { isCabal: isOdd } })).toBeCloseTo(0.3, 12);
    const idle = Uint8Array.of(0, 1, 1, 0, 0, 0, 0);
    expect(atStep(idlerStake, { truth: { adversaries: { ...upright, idle } } })).toBeCloseTo(0.4, 12);
    expect(atStep(farmerSlots, { truth: { isFarmer: isOdd } })).toBeCloseTo(3 / 7, 12);
  });

  it('is, of the idle, their yield over that of validators that work', () => {
    const { network } = subnet();
    for (const uid of [0, 1, 2])
      network.weights[uid] = rowOf([
        [3, 1],
        [4, 1],
      ]);
    const idle = Uint8Array.of(0, 1, 0, 0, 0, 0, 0);
    const truth = { adversaries: { ...upright, idle } };
    expect(atStep(idlerRatio, { world: { network }, truth })).toBeCloseTo(0.4 / 3 / (0.6 / 7), 12);
    network.weights[1] = rowOf([[3, 1]]);
    expect(atStep(idlerRatio, { world: { network }, truth })).toBeNull();
  });

  it('is, of cheaters, their pay by head over that of honest miners', () => {
    const kindOf = (uid: number) => (uid < 3 ? 'other' : uid === 3 ? 'cheater' : 'honest');
    const context = contextOf({ truth: { adversaries: { ...upright, kindOf } } });
    const state = cheaters.start(context);
    cheaters.see?.(state, stepAt(1), context);
    const found = cheaters.finish(state, context);
    expect(found.cheaterRatio).toBeCloseTo(0.4 / (0.6 / 3), 12);
    expect(found.cheaterPay).toBeCloseTo(0.4, 12);
    expect(found.cheaterShare).toBeCloseTo(0.25, 12);
  });
});

describe('counts of the measured window', () => {
  it('say how many viable candidates of a hundred stayed away', () => {
    const events = [registrationOf(3), registrationOf(6), departureOf(-4), departureOf(-5), departureOf(-2)];
    expect(valueAfter(deterred, events, contextOf())).toBeCloseTo(200 / 3, 12);
    expect(valueAfter(deterred, events, contextOf({ measuring: false }))).toBeNull();
  });

  it('say, for a day, how many viable uids gave way to a hundred registrations; nothing where nobody came', () => {
    const events = [registrationOf(3), registrationOf(4), evictionOf(5), evictionOf(6)];
    expect(valueAfter(viableEvictionsOfDay, events, contextOf())).toBe(50);
    expect(valueAfter(viableEvictionsOfDay, [], contextOf())).toBeNull();
    expect(valueAfter(viableEvictionsOfDay, events, contextOf({ measuring: false }))).toBeNull();
  });

  it('leave out what validators did in the warm-up', () => {
    let [forwards, updates] = [100, 40];
    const part = { truth: { adversaries: { ...upright, forwards: () => forwards }, updates: () => updates } };
    const warm = contextOf({ ...part, measuring: false });
    const measured = contextOf(part);
    const passes = forwardsPerQuery.start(warm);
    const moves = scoreUpdates.start(warm);
    forwardsPerQuery.see?.(passes, stepAt(1), warm);
    scoreUpdates.see?.(moves, stepAt(1), warm);
    [forwards, updates] = [160, 70];
    forwardsPerQuery.see?.(passes, stepAt(2), measured);
    scoreUpdates.see?.(moves, stepAt(2), measured);
    expect(forwardsPerQuery.finish(passes, measured)).toBe(2);
    expect(scoreUpdates.finish(moves, measured)).toBe(30);
    updates = 40;
    expect(forwardsPerQuery.finish(passes, measured)).toBeNull();
  });
});

describe('the price of entry', () => {
  const at = (burn: bigint) => ({
    world: {
      gate: { burn },
      hyperparameters: resolve('finney-2023', { minBurn: 1_000, maxBurn: 126_000 }),
    },
  });

  it('is what a registration burns, in TAO', () => {
    expect(atStep(burnPrice, at(2_500_000_000n))).toBeCloseTo(2.5, 12);
  });

  it('rests at a limit from which one registration lies less than a step away', () => {
    expect([999n, 1_000n, 1_260n, 1_261n].map((burn) => atStep(burnAtFloor, at(burn)))).toEqual([1, 1, 1, 0]);
    expect([99_999n, 100_000n, 126_000n].map((burn) => atStep(burnAtCeiling, at(burn)))).toEqual([0, 1, 1]);
  });
});
