import { describe, expect, it } from 'vitest';
import { conformFile } from '../../../../experiments/evidence/conform/conform.ts';
import { Place } from '../../../../experiments/evidence/conform/place.ts';
import { stream } from '../../../../sim/random.ts';
import { expectedIn, flipped, parsed } from './recordedValues.ts';

const files = [
  'block_emission.json.gz',
  'burn_price_2026.json.gz',
  'nakamoto_difficulty.json.gz',
  'nakamoto_sequences.json.gz',
  'prune.json.gz',
  'random_n3_seed3.json.gz',
  'random_n33_seed1.json.gz',
  'random_n64_seed3.json.gz',
  'random_n33_seed2.json.gz',
  'random_n8_seed3.json.gz',
  'registration_adjust.json.gz',
  'repo_tests_permits.json.gz',
  'repo_tests_small.json.gz',
  'repo_tests_yuma3.json.gz',
  'sequence_n8_e40.json.gz',
];

describe('a replay of recorded vectors', () => {
  it('catches one flipped bit at any of 100 random places', () => {
    const loaded = files.map((name) => ({ name, file: parsed(name) }));
    const spotsOf = loaded.map(({ name, file }) => expectedIn(file).map((spot) => ({ name, spot })));
    const everywhere = spotsOf.flat();
    const places = new Set<string>();
    const rulesets = new Set<string>();
    for (let flip = 0; flip < 100; flip++) {
      const draws = stream(1, 'flipped bit', flip);
      // Every other flip falls into the next file, so that small ones get their share.
      const spots = flip % 2 === 0 ? everywhere : spotsOf[(flip >> 1) % spotsOf.length];
      const { name, spot } = spots[draws.integer(spots.length)];
      const before = spot.holder[spot.key];
      spot.holder[spot.key] = flipped(before, (n) => draws.integer(n));
      const tally = conformFile(new Place(name, spot.within));
      const comparisons = tally.comparisons();
      const differing = comparisons.reduce((total, each) => total + each.differing, 0);
      expect(differing, `${name}: ${before} became ${spot.holder[spot.key]}`).toBe(spot.readers);
      places.add(comparisons.flatMap(({ differences }) => differences)[0].path);
      for (const row of tally.rows()) if (row.differing > 0) rulesets.add(row.ruleset);
      spot.holder[spot.key] = before;
    }
    expect(rulesets).toHaveLength(7);
    expect(places.size).toBeGreaterThan(90);
    for (const { name, file } of loaded) {
      expect(
        conformFile(new Place(name, file))
          .rows()
          .map((row) => row.differing),
      ).not.toContain(1);
    }
  });

  it.each([
    '../networks/drain_v3.4.9',
    '../networks/mechanisms_v3.4.9',
    '../networks/root_epoch_v1.1.1',
    '../networks/emission_split_v1.1.1',
    '../networks/swap_v2.0.11',
    '../networks/coinbase_v2.0.11',
    '../networks/stake_weights_v2.0.11',
    '../networks/share_pool_v2.0.11',
    '../networks/share_pool_v3.4.9',
    '../networks/drain_v2.0.11',
    '../newest/dividend_split',
    '../newest/commit_mask',
    '../newest/liquid_modes_random_small',
    '../newest/liquid_modes_sequence_n8_e40',
  ])('catches one flipped bit at any of 30 random places in %s', (name) => {
    const spots = expectedIn(parsed(`${name}.json.gz`));
    for (let flip = 0; flip < 30; flip++) {
      const draws = stream(3, name, flip);
      const spot = spots[draws.integer(spots.length)];
      const before = spot.holder[spot.key];
      spot.holder[spot.key] = flipped(before, (n) => draws.integer(n));
      const rows = conformFile(new Place(name, spot.within)).rows();
      const differing = rows.reduce((total, row) => total + row.differing, 0);
      expect(differing, `${before} became ${spot.holder[spot.key]}`).toBe(spot.readers);
      spot.holder[spot.key] = before;
    }
  });

  it('catches one flipped bit in any of the tables of single rules', () => {
    for (const name of [
      'block_emission',
      'burn_price_2026',
      'nakamoto_difficulty',
      'prune',
      'registration_adjust',
    ]) {
      const file = parsed(`${name}.json.gz`);
      const spots = expectedIn(file);
      for (let flip = 0; flip < 20; flip++) {
        const draws = stream(2, name, flip);
        const spot = spots[draws.integer(spots.length)];
        const before = spot.holder[spot.key];
        spot.holder[spot.key] = flipped(before, (n) => draws.integer(n));
        const rows = conformFile(new Place(name, file)).rows();
        expect(
          rows.reduce((total, { differing }) => total + differing, 0),
          `${name}: ${before}`,
        ).toBe(1);
        spot.holder[spot.key] = before;
      }
    }
  });

  it('catches one flipped bit in every sampled cell of a map of guarantees', () => {
    const name = 'consensus_map/v3.4.9-424_bp1.0_std0.4.json.gz';
    const file = parsed(name);
    file.stakes = file.stakes.slice(0, 2);
    const [row] = conformFile(new Place(name, file), true, { cellsPerMap: 4 }).rows();
    expect(row).toMatchObject({
      ruleset: 'burn-2026',
      compared: 8,
      differing: 0,
      skipped: 4 * 51 * 51 - 8,
    });
    for (const { majorRatioBits, avgWeightDevBits } of file.stakes) {
      for (const grid of [majorRatioBits, avgWeightDevBits])
        for (const cells of grid)
          for (const key of cells.keys()) cells[key] = String(BigInt(cells[key]) ^ 1n);
    }
    const [flippedRow] = conformFile(new Place(name, file), true, { cellsPerMap: 4 }).rows();
    expect(flippedRow).toMatchObject({ compared: 8, differing: 8 });
  });
});
