import { describe, expect, it } from 'vitest';
import { cabalShares } from '../../../sim/games/cabalDecay.ts';
import { densityEvolution } from '../../../sim/games/densityEvolution.ts';
import { knitNetwork } from '../../../sim/games/reachConsensus.ts';
import { honestEmission, keptFrom, requiredUtility } from '../../../sim/games/twoPlayer.ts';
import { stream } from '../../../sim/random.ts';

const noCut = { cuts: { rounds: 0, smoothing: 0 }, trust: null, scoringShare: 0.5 };
const threeCuts = { ...noCut, cuts: { rounds: 3, smoothing: 0 } };

describe('two networks that share an emission by their trust', () => {
  it('stay as they are at one half, and the smaller one shrinks below it', () => {
    const even = cabalShares({ honestStake: 1, cabalStake: 1, emissionRate: 0.1, rho: 10, kappa: 0.5 }, 50);
    expect([...even]).toEqual(new Array(50).fill(0.5));
    const smaller = cabalShares(
      { honestStake: 3, cabalStake: 2, emissionRate: 0.1, rho: 10, kappa: 0.5 },
      50,
    );
    for (let block = 1; block < 50; block++) expect(smaller[block]).toBeLessThan(smaller[block - 1]);
  });
});

describe('an honest network that knits itself together', () => {
  const states = knitNetwork({ honest: 60, cabal: 40, honestStake: 0.6, rho: 10, kappa: 0.5 });

  it('earns exactly its stake where one of its peers is trusted as much as one of the cabal', () => {
    // 0.6 k / 60 = 0.4 · 39 / 40 at k = 39.
    const even = states.find(({ degree }) => degree === 39)!;
    expect(even.trust).toBeCloseTo(0.39, 12);
    expect(even.honestIncentive).toBeCloseTo(0.6, 12);
  });

  it('is in consensus as a whole only after it has begun to gain', () => {
    const gains = states.findIndex(({ honestIncentive }) => honestIncentive > 0.6);
    expect(states.findIndex(({ loss }) => loss < 0)).toBeGreaterThan(gains);
  });
});

describe('an honest side and a cabal that split their weights', () => {
  it('without cuts are even where ranks are: w_C = 1 − (s_H − s_H w_H) / (1 − s_H) · …, by hand at three stakes', () => {
    // i_H = s w_H + (1 − s)(1 − w_C); with bonds in the same proportion d_H = s, so e_H = s where i_H = s.
    for (const [stake, utility] of [
      [0.6, 0.75],
      [0.7, 0.8],
      [0.55, 0.9],
    ]) {
      const cabalWeight = 1 - (stake - stake * utility) / (1 - stake);
      const kept = honestEmission({ honestStake: stake, honestUtility: utility, cabalWeight }, noCut);
      expect(kept).toBeCloseTo(stake, 10);
    }
  });

  it('leave the honest less the more the cabal keeps to itself, without cuts', () => {
    const kept = [0.2, 0.5, 0.8].map((cabalWeight) =>
      honestEmission({ honestStake: 0.6, honestUtility: 0.75, cabalWeight }, noCut),
    );
    expect(kept[0]).toBeGreaterThan(kept[1]);
    expect(kept[1]).toBeGreaterThan(kept[2]);
  });

  it('share everything: what the cabal gets is the honest share of the mirrored game', () => {
    for (const rules of [noCut, threeCuts]) {
      const honest = honestEmission({ honestStake: 0.6, honestUtility: 0.7, cabalWeight: 0.8 }, rules);
      const cabal = honestEmission({ honestStake: 0.4, honestUtility: 0.8, cabalWeight: 0.7 }, rules);
      expect(honest + cabal).toBeCloseTo(1, 12);
    }
  });

  it('need less utility after three cuts than after one, and after one than without', () => {
    const required = [0, 1, 3].map(
      (rounds) => requiredUtility(0.6, { ...noCut, cuts: { rounds, smoothing: 0 } }).utility!,
    );
    expect(required[1]).toBeLessThan(required[0]);
    expect(required[2]).toBeLessThan(required[1]);
  });

  it('find the smallest utility that keeps the stake: just below it the stake is lost', () => {
    const utility = keptFrom(0.6, 0.8, threeCuts)!;
    const kept = (w: number) =>
      honestEmission({ honestStake: 0.6, honestUtility: w, cabalWeight: 0.8 }, threeCuts);
    expect(kept(utility)).toBeCloseTo(0.6, 9);
    expect(kept(utility - 1e-6)).toBeLessThan(0.6);
  });

  it('refuse a share outside 0 … 1', () => {
    const game = { honestStake: 1.2, honestUtility: 0.5, cabalWeight: 0.5 };
    expect(() => honestEmission(game, noCut)).toThrow(/honestStake .* 1\.2/);
  });
});

describe('two teams whose weights are cut again and again', () => {
  const teams = {
    honestStake: 0.6,
    honestUtility: 0.7,
    cabalWeight: 0.8,
    members: 40,
    noise: 0,
    rounds: 3,
    smoothing: 0,
  };
  const path = densityEvolution(teams, stream(0, 'games test', 'teams'));

  it('without noise are the two-player game, a member having its share of the team’s weight', () => {
    // Σ s w² / Σ s w: (0.6 · 0.7² + 0.4 · 0.2²) / (0.6 · 0.7 + 0.4 · 0.2) on the honest, 0.62; the cabal alike.
    expect(path.honest[0] * 40).toBeCloseTo((0.6 * 0.49 + 0.4 * 0.04) / (0.6 * 0.7 + 0.4 * 0.2), 12);
    expect(path.cabal[0] * 40).toBeCloseTo((0.6 * 0.09 + 0.4 * 0.64) / (0.6 * 0.3 + 0.4 * 0.8), 12);
  });

  it('only ever lose weight, and the cabal more of it', () => {
    for (let round = 1; round < path.honest.length; round++)
      expect(path.honest[round]).toBeLessThanOrEqual(path.honest[round - 1]);
    expect(path.cabal[3]).toBeLessThan(path.honest[3]);
  });
});
