import { describe, expect, it } from 'vitest';
import { marketWeek, openNetwork, wanted } from '../../../agents/domains/alphaMarket.ts';
import { Clients } from '../../../agents/domains/clients.ts';
import { domainLosses } from '../../../agents/domains/domainLoss.ts';
import { Inflation, type InflationSettings } from '../../../agents/domains/inflation.ts';
import { MinerSkill } from '../../../agents/domains/minerSkill.ts';
import { openPools } from '../../../agents/domains/openPools.ts';
import { leastSpent, Seats } from '../../../agents/domains/seats.ts';
import { seatFounders, seekWork } from '../../../agents/domains/seekers.ts';
import { SubnetworkTally } from '../../../agents/domains/subnetworkTally.ts';
import { drawVoters, votesOf } from '../../../agents/domains/voters.ts';
import { withheldOf } from '../../../agents/domains/withholding.ts';
import { lossOfSize } from '../../../agents/scoring/scalingLaw.ts';

const spreadOf = (values: readonly number[]) => {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
};

describe('demand of clients', () => {
  const settings = { domains: 2000, demandSpread: 1, emptyShare: 0, demandHalfLife: 7, elasticity: 0.5 };
  const logs = (clients: Clients) => clients.weights().map(Math.log);

  it('keeps its spread as it drifts, and half of every lead in its half-life', () => {
    const clients = new Clients(settings, 'a');
    const before = logs(clients);
    clients.drift(0);
    const after = logs(clients);
    const [meanBefore, meanAfter] = [before, after].map(
      (all) => all.reduce((sum, one) => sum + one, 0) / 2000,
    );
    const covariance =
      before.reduce((sum, one, k) => sum + (one - meanBefore) * (after[k] - meanAfter), 0) / 2000;
    // Standard error of a correlation of 2,000: 0.02.
    expect(covariance / (spreadOf(before) * spreadOf(after))).toBeCloseTo(0.5, 1);
    for (let week = 1; week < 20; week++) clients.drift(week);
    expect(Math.abs(spreadOf(logs(clients)) - 1)).toBeLessThan(0.08);
  });

  it('gives up half of ln(use) for each nat that a domain is served worse', () => {
    const clients = new Clients({ ...settings, domains: 2, demandSpread: 0 }, 'a');
    const [good, bad] = clients.use([2, 3]);
    expect(good / bad).toBeCloseTo(Math.exp(0.5), 12);
    expect(good + bad).toBeCloseTo(1, 12);
  });
});

describe('people with stake', () => {
  const settings = {
    domains: 500,
    people: 20,
    stakeSpread: 1,
    hypeSpread: 0,
    signalNoise: 0,
    attention: 0.6,
    delusion: 0.3,
    demandSpread: 1,
  };

  it('vote for the domains that they know and no other', () => {
    const votes = votesOf(drawVoters(settings, 'a'), new Array(500).fill(1 / 500), false);
    const known = votes.flat().filter((vote) => vote > 0).length / 10_000;
    // Four standard deviations of 10,000 draws.
    expect(Math.abs(known - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / 10_000));
  });

  it('believe of a domain without clients that it is used 0.3 times as much as the median one with them', () => {
    const use = Array.from({ length: 500 }, (_, k) => (k < 100 ? 0 : 1 / 400));
    const [row] = votesOf(drawVoters({ ...settings, attention: 1 }, 'a'), use, false);
    expect(row[0] / row[400]).toBeCloseTo(0.3, 12);
  });
});

const skill = { domains: 2, talentSpread: 0.8, generalShare: 0.5, sizePower: 1 };
const seatSettings = { domains: 2, slots: 4, payPower: 1, upgrading: 0.3 };
const newSeats = (isOne = false) => new Seats(seatSettings, new MinerSkill(skill, 'a'), isOne);

describe('a slot', () => {
  it('costs a miner no less than before as long as it has been paid nothing', () => {
    const seats = newSeats();
    seats.take(0, 7, 0, 0, 2);
    seats.upgrade();
    expect(seats.spent[0]).toBe(2);
    seats.pay[0] = 1;
    seats.upgrade();
    expect(seats.spent[0]).toBeCloseTo(2 + 0.3 * (1 - 2), 12);
    expect(seats.spent[0]).toBeGreaterThan(leastSpent);
  });

  it('is not taken from a miner in its days of immunity, though it is paid least', () => {
    const seats = newSeats();
    seatFounders(seats);
    seats.pay.fill(1);
    seats.take(1, 99, 0, 10, 1);
    expect(seats.seatFor(0, 10, 3)).not.toBe(1);
    expect(seats.seatFor(0, 12, 3)).not.toBe(1);
    expect(seats.seatFor(0, 13, 3)).toBe(1);
  });

  it('promises a newcomer its part beside those who are there', () => {
    const seats = newSeats();
    seatFounders(seats);
    seats.payOut([0.5, 0.5]);
    for (const talent of [-1, 0, 1]) expect(seats.prospect(talent, 0)).toBeLessThan(seats.domainPay[0]);
    // One more like the four that are there would have about a fifth.
    const typical = [0, 1, 2, 3].map((seat) => seats.prospect(seats.talent[seat], 0));
    const mean = typical.reduce((sum, one) => sum + one, 0) / 4;
    expect(mean / seats.domainPay[0]).toBeGreaterThan(0.15);
    expect(mean / seats.domainPay[0]).toBeLessThan(0.25);
  });

  it('is had by one miner, and a miner has one, however much they move', () => {
    const seats = newSeats();
    seatFounders(seats);
    const settings = {
      domains: 2,
      arrivalsPerSlot: 0,
      lookShare: 1,
      looks: 4,
      immunityDays: 0,
      stopShare: 0,
    };
    seats.payOut([0.9, 0.1]);
    const { moves } = seekWork(settings, seats, 5, 100, 'a');
    expect(moves).toBeGreaterThan(0);
    const taken = [...seats.miner].filter((_, seat) => seats.isTaken(seat));
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('is not left for a gain of less than a quarter', () => {
    const seats = newSeats();
    const settings = {
      domains: 2,
      arrivalsPerSlot: 0,
      lookShare: 1,
      looks: 8,
      immunityDays: 0,
      stopShare: 0,
    };
    seatFounders(seats);
    seats.payOut([0.2, 0.8]);
    const target = Math.max(
      ...Array.from({ length: 4 }, (_, seat) => seats.prospect(seats.talentOf(seat, 1), 1)),
    );
    // All in the first domain are paid a tenth less than the best of them would have in the other; those there are paid far more.
    for (let seat = 0; seat < 8; seat++) seats.pay[seat] = seat < 4 ? target / 1.1 : 100;
    expect(seekWork(settings, seats, 5, 100, 'a').moves).toBe(0);
    for (let seat = 0; seat < 4; seat++) seats.pay[seat] = target / 1.5;
    expect(seekWork(settings, seats, 5, 100, 'a').moves).toBeGreaterThan(0);
  });
});

describe('what a client gets', () => {
  const asking = { domains: 2, topk: 1, freeSize: 1e7 };

  it('is the answer of the best scored miner of its domain, or its own model’s where that is better', () => {
    const seats = newSeats();
    seats.take(0, 1, 0, 0, 1, 1);
    seats.take(1, 2, 0, 0, 1, 1);
    [seats.loss[0], seats.loss[1]] = [2, 2.5];
    [seats.score[0], seats.score[1]] = [0.2, 0.9];
    const own = lossOfSize(1e7);
    expect([...domainLosses(asking, seats)]).toEqual([2.5, own]);
    seats.loss[1] = own + 1;
    expect(domainLosses(asking, seats)[0]).toBe(own);
  });

  it('counts only where there are clients', () => {
    const tally = new SubnetworkTally(1);
    const even = [0.5, 0.5];
    tally.add({ shares: even, pay: even, demand: [0, 1], losses: [9, 2], changes: 0 });
    expect(tally.measures()).toMatchObject({ meanDomainLoss: 2, worstDomainLoss: 2, waste: 0.5 });
  });
});

describe('talent', () => {
  it('is the same in all domains where it is general, and has the spread that was asked for', () => {
    const general = new MinerSkill({ ...skill, generalShare: 1 }, 'a');
    const own = new MinerSkill({ ...skill, generalShare: 0.9 }, 'a');
    const miners = Array.from({ length: 3000 }, (_, miner) => miner);
    for (const miner of miners.slice(0, 20)) expect(general.talent(miner, 0)).toBe(general.talent(miner, 1));
    expect(Math.abs(spreadOf(miners.map((miner) => own.talent(miner, 0))) - 0.8)).toBeLessThan(0.05);
  });
});

describe('what owners withhold', () => {
  it('is all of it for 35 of 128 networks and nothing for 55, as in August 2026', () => {
    const withheld = withheldOf(20_000, 'recorded', 'a');
    const part = (is: (share: number) => boolean) => withheld.filter(is).length / 20_000;
    // Four standard errors of 20,000 draws.
    const near = (found: number, count: number) => expect(Math.abs(found - count / 128)).toBeLessThan(0.014);
    near(
      part((share) => share === 1),
      35,
    );
    near(
      part((share) => share === 0),
      55,
    );
    near(
      part((share) => share > 0 && share < 1),
      38,
    );
  });

  const inflation = (more: Partial<InflationSettings>) =>
    new Inflation(
      {
        partition: 'gate',
        buyers: 'informed',
        rebalancing: 0.07,
        soldShare: 0.5,
        freshTao: 30_000,
        moodSpread: 0,
        domains: 32,
        voters: 'informed',
        start: 'recorded',
        owners: 'none',
        paidIn: 'alpha',
        ...more,
      },
      drawVoters(
        {
          domains: 32,
          people: 8,
          stakeSpread: 1,
          hypeSpread: 0,
          signalNoise: 0,
          attention: 1,
          delusion: 0,
          demandSpread: 1,
        },
        'a',
      ),
      'a',
    );
  const use = new Array(32).fill(1 / 32);
  const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);

  it('is not paid to miners', () => {
    expect(sum(inflation({}).divide(use, 0).pay)).toBeCloseTo(1, 9);
    const expected = withheldOf(32, 'recorded', 'a');
    const { pay } = inflation({ owners: 'recorded' }).divide(use, 0);
    for (const [k, withheld] of expected.entries()) if (withheld === 1) expect(pay[k]).toBe(0);
    expect(sum(pay)).toBeLessThan(0.9);
  });

  it('leaves pay by price where miners are paid in alpha, though the gate shares the TAO otherwise', () => {
    const { shares, pay } = inflation({}).divide(use, 0);
    const byShare = inflation({ paidIn: 'share' }).divide(use, 0);
    expect(byShare.pay).toEqual(byShare.shares);
    const apart = Math.max(...shares.map((share, k) => Math.abs(share - pay[k])));
    expect(apart).toBeGreaterThan(0.01);
  });
});

describe('the market of alpha', () => {
  const settings = {
    partition: 'price',
    buyers: 'momentum',
    rebalancing: 0,
    soldShare: 0.5,
    freshTao: 0,
    moodSpread: 0,
  } as const;
  const two = () => openPools('equal', [0, 1]).map((pool) => openNetwork(pool, 0n));

  it('lets those who follow prices want the fourth power of how far a price stands above its average', () => {
    const [one, other] = two();
    const risen = { ...one, movingPrice: (one.movingPrice * 10n) / 11n };
    const [want, rest] = wanted(settings, [risen, other], [], 'a', 0);
    expect(want / rest).toBeCloseTo(1.1 ** 4, 4);
  });

  it('does not count what the chain bought as held by people', () => {
    const [one, other] = two();
    const bought = { ...one, chainAlpha: one.pool.alphaOut / 2n };
    const [want, rest] = wanted(settings, [bought, other], [], 'a', 0);
    expect(want / rest).toBeCloseTo(0.5, 6);
  });

  it('sells half of the alpha issued, counts it as TAO that flows out, and trades a fifth of a pool at the most', () => {
    const even = [0.5, 0.5];
    const [sold] = marketWeek(settings, two(), even, even, 0);
    const [kept] = marketWeek({ ...settings, soldShare: 0 }, two(), even, even, 0);
    const issued = 50_400;
    // The constant product before the chain adds its TAO is not needed: alpha in the pool rises by what is sold.
    expect(Number(sold.pool.alphaIn - kept.pool.alphaIn) / 1e9).toBeCloseTo(issued / 2, 3);
    expect(sold.flows.user.average).toBeLessThan(0n);
    const rich = marketWeek({ ...settings, buyers: 'informed', freshTao: 1e9 }, two(), even, even, 0);
    const plain = marketWeek({ ...settings, buyers: 'informed' }, two(), even, even, 0);
    expect(Number(rich[0].pool.tao) / Number(plain[0].pool.tao)).toBeCloseTo(1.2, 6);
    const outflow = marketWeek({ ...settings, buyers: 'informed', freshTao: 20_000 }, two(), even, even, 0);
    const inflow = marketWeek(
      { ...settings, buyers: 'informed', freshTao: 20_000, soldShare: 0 },
      two(),
      even,
      even,
      0,
    );
    expect(outflow[0].flows.user.average).toBeLessThan(inflow[0].flows.user.average);
  });
});
