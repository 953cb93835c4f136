import { describe, expect, it } from 'vitest';
import { run as chainMap } from '../../experiments/figures/retention/chain/splitMapWorker.ts';
import { keptAt } from '../../experiments/figures/retention/keptAt.ts';
import {
  contourLevels,
  guaranteedCells,
  publishedContours,
  settingOf,
} from '../../experiments/figures/retention/published.ts';
import { requiredUtility, utilityAt } from '../../experiments/figures/retention/requiredUtility.ts';
import { retentionMaps, steps } from '../../experiments/figures/retention/retentionMap.ts';
import { publishedTeams, teamDraws, twoTeams } from '../../experiments/figures/retention/twoTeams.ts';

const draws = teamDraws(publishedTeams);
const mapOf = (figure: Parameters<typeof settingOf>[0], majorStake: number) => {
  const setting = settingOf(figure);
  return retentionMaps(twoTeams(draws, majorStake, setting.weightDeviation), [setting]).maps[0];
};

describe('the fourteen cells that the chain’s test guards', () => {
  it.each(guaranteedCells)(
    's_H %d, w_H %d, w_C %d, deviation %d: the majority keeps its stake',
    (stake, major, minor, deviation) => {
      const rule = settingOf('weights_stddev_40');
      expect(keptAt(twoTeams(draws, stake, deviation), major, minor, rule)).toBeGreaterThanOrEqual(stake);
    },
  );
});

describe('required honest utility', () => {
  it.each([
    ['weights_stddev_0', 0.6, 0.6],
    ['weights_stddev_20', 0.6, 0.667],
    ['weights_stddev_40', 0.6, 0.733],
    ['bonds_penalty_0', 0.6, 0.788],
    ['validator_emission_0', 0.7, 0.827],
    ['kappa_40', 0.7, 0.745],
  ] as const)('%s at s_H %d is %d within 0.01', (figure, stake, published) => {
    expect(Math.abs(requiredUtility(mapOf(figure, stake)).utility! - published)).toBeLessThanOrEqual(0.01);
  });

  it('is none where kappa is above the honest stake, though the corner w_H = w_C = 1 pays by stake', () => {
    const map = mapOf('kappa_60', 0.55);
    expect(map.kept[(steps + 1) ** 2 - 1]).toBeCloseTo(0.55, 6);
    expect(requiredUtility(map).utility).toBeNull();
  });

  it('is none in the chain’s arithmetic too, where that corner is rounded to just above the stake', () => {
    const settings = { neurons: 24, validators: 8, weightDeviation: 0n, bondsPenalty: 65_534, kappa: 39_321 };
    const kept = chainMap({ settings, majorStake: BigInt(Math.round(0.51 * 2 ** 32)) }).majorRatio.map(
      (bits) => bits / 2 ** 32,
    );
    const rule = settingOf('kappa_60');
    expect(Math.abs(kept[kept.length - 1] - 0.51)).toBeLessThan(1e-8);
    expect(requiredUtility({ majorStake: 0.51, rule, kept }).utility).toBeNull();
  });
});

describe('the contours of 60 and 70 % of the stake', () => {
  it('have their lowest line at 0.51, as the drawings label it', () => {
    expect(contourLevels[0]).toBe(0.51);
    for (const { majorStake, crossings } of publishedContours) {
      const map = mapOf('weights_stddev_40', majorStake);
      for (const { level, utility } of crossings) {
        if (utility === null) continue;
        expect(Math.abs(utilityAt(map, level, 0.5)! - utility)).toBeLessThanOrEqual(0.01);
      }
    }
  });
});
