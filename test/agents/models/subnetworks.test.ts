import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../../agents/domains/attention.ts';
import { partitions } from '../../../agents/domains/partition.ts';
import { SubnetworkTally } from '../../../agents/domains/subnetworkTally.ts';
import { subnetworks } from '../../../agents/models/subnetworks.ts';
import { concentrationOf } from '../../../agents/networks/concentration.ts';

const short = { weeks: 8, measuredWeeks: 3, domains: 8 };
const run = (set: Record<string, number | string | boolean>, seed = 'test') =>
  subnetworks.run({ ...short, ...set }, seed).measures;
/** All domains alike, and all know it. */
const alike = {
  demandSpread: 0,
  hypeSpread: 0,
  signalNoise: 0,
  attention: 1,
  emptyShare: 0,
  elasticity: 0,
  moodSpread: 0,
  freshTao: 1e5,
};

describe('domains that share one inflation', () => {
  it('get equal shares under every rule where they are alike and all know it', () => {
    for (const partition of partitions) {
      const { effectiveNetworks, top8, effectiveByPay } = run({ ...alike, partition });
      // The first week of flows has no flow yet; the last three do.
      expect(effectiveNetworks, partition).toBeCloseTo(8, 6);
      expect(top8, partition).toBeCloseTo(1, 6);
      expect(effectiveByPay, partition).toBeCloseTo(8, 6);
    }
    const losses = partitions
      .filter((name) => name !== 'one')
      .map((partition) => run({ ...alike, partition }));
    for (const { clientLoss } of losses) expect(clientLoss).toBeCloseTo(losses[0].clientLoss ?? 0, 6);
  });

  it('are served alike by one network and by many where there is one domain', () => {
    const single = partitions.map((partition) => run({ partition, domains: 1 }));
    for (const { clientLoss, churn } of single) {
      expect(clientLoss).toBe(single[0].clientLoss);
      expect(churn).toBe(single[0].churn);
    }
  });

  it('are served worse below the bar where miners are paid by shares, and hardly where they are paid in alpha', () => {
    const gap = (paidIn: string) =>
      ['a', 'b', 'c'].reduce((sum, seed) => {
        const [price, gate] = ['price', 'gate'].map(
          (partition) => run({ partition, paidIn, domains: 16, weeks: 20 }, seed).meanDomainLoss ?? 0,
        );
        return sum + (gate - price) / 3;
      }, 0);
    expect(gap('share')).toBeGreaterThan(0.1);
    expect(Math.abs(gap('alpha'))).toBeLessThan(0.05);
  });

  it('lose what miners are not paid: with nothing to learn from, blind buyers waste as much as there are domains without clients', () => {
    const wasted = ['a', 'b', 'c', 'd'].map(
      (seed) => run({ partition: 'price', buyers: 'blind', emptyShare: 0.5, domains: 32 }, seed).waste ?? 0,
    );
    const mean = wasted.reduce((sum, one) => sum + one, 0) / 4;
    // 64 domains without clients of 128, each with a share of mean 1/32 and, from equal prices in 8 weeks, a small spread.
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.6);
    expect(run({ partition: 'demand', emptyShare: 0.5 }).waste).toBe(0);
  });

  it('are the same bytes for the same settings and seed, and others for another draw', () => {
    const once = run({ partition: 'gate' });
    expect(run({ partition: 'gate' })).toEqual(once);
    expect(run({ partition: 'gate', luck: 1 }).clientLoss).not.toBe(once.clientLoss);
  });

  it('refuses more measured weeks than weeks, and names both', () => {
    expect(() => subnetworks.run({ weeks: 4, measuredWeeks: 5 }, 'test')).toThrow(
      /measuredWeeks must be at most weeks, 4; received 5/,
    );
  });
});

describe('attention', () => {
  const settings = { domains: 128, uids: 256, validators: 64, networksEach: 8, scoringNoise: true };

  it('is slower and less noisy in one network: the same queries, spread over more uids and read by more validators', () => {
    const [one, many] = [attentionOf(settings, true), attentionOf(settings, false)];
    // 32,768 uids in steps of 20 against 2,048, each step a block and a little more.
    expect(one.sweepBlocks / many.sweepBlocks).toBeCloseTo(1639 / 103, 0);
    expect(one.perDay).toBeLessThan(many.perDay);
    // Stationary deviation of an average moved by `perDay` with noise of `noise`: as √(validators that score), 64 against 4.
    const stationary = ({ perDay, noise }: typeof one) =>
      (perDay * noise) / Math.sqrt(1 - (1 - perDay) * (1 - perDay));
    expect(stationary(many) / stationary(one)).toBeCloseTo(4, 6);
  });

  it('is the same in one network and in many where every validator scores all of them', () => {
    const all = { ...settings, networksEach: 128 };
    expect(attentionOf(all, false)).toEqual(attentionOf(all, true));
  });
});

describe('the measures', () => {
  it('count effective domains and the eight largest as the figure of the gate does', () => {
    const shares = [0.3, 0.2, 0.1, 0.1, 0.08, 0.07, 0.05, 0.04, 0.03, 0.02, 0.01, 0];
    const tally = new SubnetworkTally(4);
    const demand = shares.map((_, k) => (k < 2 ? 0 : 0.1));
    tally.add({ shares, pay: shares, demand, losses: shares.map((_, k) => 2 + k / 100), changes: 1 });
    const { effective, top8 } = concentrationOf(shares);
    const found = tally.measures();
    expect(found.effectiveNetworks).toBeCloseTo(effective, 12);
    expect(found.top8).toBeCloseTo(top8, 12);
    expect(found.waste).toBeCloseTo(0.5, 12);
    expect(found.worstDomainLoss).toBeCloseTo(2.11, 12);
    expect(found.clientLoss).toBeCloseTo(
      0.1 * (2.02 + 2.03 + 2.04 + 2.05 + 2.06 + 2.07 + 2.08 + 2.09 + 2.1 + 2.11),
      12,
    );
    expect(found.churn).toBe(25);
  });
});
