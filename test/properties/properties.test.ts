import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutoff, type Engine, emission, engines, type Outcome } from './engines.ts';
import { minersOf, type TinyWorld, tinyWorld, validatorsOf } from './worlds.ts';

/** Worlds a property meets; each engine sees the same ones. */
const runs = Number(process.env.YUMA_LAB_WORLDS ?? 100);
const holds = (worlds: fc.Arbitrary<TinyWorld>, claim: (world: TinyWorld) => void) =>
  fc.assert(fc.property(worlds, claim), { numRuns: runs, seed: 20_221_110 });

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const sizeOf = (world: TinyWorld) => validatorsOf(world) + minersOf(world);

/** Flooring loses at most one unit of 2^-32 an entry in the chain's arithmetic; float64 rounds. */
const slackOf = (engine: Engine, world: TinyWorld) =>
  engine.arithmetic === 'chain' ? sizeOf(world) * 2 ** -32 : 1e-12;

/** Divisions by small sums enlarge what flooring lost: what two worlds of one meaning may differ by. */
const roughly = (engine: Engine) => (engine.arithmetic === 'chain' ? 1e-5 : 1e-9);

function closeTo(ours: readonly number[], theirs: readonly number[], within: number): void {
  expect(ours).toHaveLength(theirs.length);
  for (const [k, value] of ours.entries()) expect(Math.abs(value - theirs[k])).toBeLessThanOrEqual(within);
}

/** The shares of a row as the engine holds them. */
function sharesOf(engine: Engine, row: readonly number[]): number[] {
  const total = sum(row);
  if (total === 0) return row.map(() => 0);
  return row.map((value) =>
    engine.arithmetic === 'chain' ? Math.floor((value * 2 ** 32) / total) / 2 ** 32 : value / total,
  );
}

/** Shares of the stake of those who vote, normalised as the median reads them, and the majority they need. */
function voteOf(engine: Engine, world: TinyWorld, { activeStake }: Pick<Outcome, 'activeStake'>) {
  const chain = engine.arithmetic === 'chain';
  const total = sum(activeStake);
  const stake = activeStake.map((share) =>
    chain ? Number((BigInt(share * 2 ** 32) << 32n) / BigInt(total * 2 ** 32)) / 2 ** 32 : share / total,
  );
  const majority = chain ? Math.floor((world.kappa * 2 ** 32) / 65_535) / 2 ** 32 : world.kappa / 65_535;
  return { stake, stakeSum: sum(stake), majority };
}

const swapped = <T>(values: readonly T[], one: number, other: number): T[] => {
  const copy = [...values];
  [copy[one], copy[other]] = [copy[other], copy[one]];
  return copy;
};

describe.each(engines)('$name', (engine) => {
  const { run } = engine;

  it('pays incentive and dividends as shares of one, or nobody at all', () => {
    holds(tinyWorld(), (world) => {
      const { incentive, dividends } = run(world);
      for (const shares of [incentive, dividends]) {
        const total = sum(shares);
        expect(Math.min(Math.abs(total), Math.abs(total - 1))).toBeLessThanOrEqual(slackOf(engine, world));
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('never mints more than the emission, and loses no more than flooring does', () => {
    holds(tinyWorld(), (world) => {
      const out = run(world);
      const minted = sum(out.emission);
      const n = sizeOf(world);
      expect(minted).toBeLessThanOrEqual(emission);
      if (minted === 0) expect(sum(out.dividends) === 0 || sum(world.stake) === 0).toBe(true);
      else expect(emission - minted).toBeLessThanOrEqual(2 * n + Math.ceil((2 * n * emission) / 2 ** 32) + 1);
    });
  });

  it('knows nobody by its uid: swap two validators or two miners, and the results swap', () => {
    holds(tinyWorld(2), (world) => {
      const last = validatorsOf(world) - 1;
      const other = run({
        ...world,
        stake: swapped(world.stake, 0, last),
        weights: swapped(world.weights, 0, last),
        bonds: swapped(world.bonds, 0, last),
      });
      const out = run(world);
      closeTo(swapped(other.dividends, 0, last), out.dividends, 1e-9);
      closeTo(other.incentive, out.incentive, 1e-9);
      const end = minersOf(world) - 1;
      const exchange = (rows: TinyWorld['weights']) => rows.map((row) => swapped(row, 0, end));
      const turned = run({ ...world, weights: exchange(world.weights), bonds: exchange(world.bonds) });
      closeTo(swapped(turned.consensus, 0, end), out.consensus, 1e-9);
      closeTo(turned.dividends.slice(0, last + 1), out.dividends.slice(0, last + 1), 1e-9);
    });
  });

  it('does not care for the unit of stake or of a row: a thousand times the stake, three times the weights', () => {
    holds(tinyWorld(), (world) => {
      const modest = { ...world, stake: world.stake.map((rao) => rao % 8e12) };
      const out = run(modest);
      for (const factor of [1000, 1024]) {
        expect(run({ ...modest, stake: modest.stake.map((rao) => rao * factor) })).toEqual(out);
      }
      const trebled = modest.weights.map((row, k) => (k === 0 ? row.map((value) => 3 * value) : row));
      expect(run({ ...modest, weights: trebled })).toEqual(out);
    });
  });

  it('hears nothing from a validator without stake', () => {
    holds(tinyWorld(2), (world) => {
      // From v3.1 on it holds no permit either, and Yuma 3 relies on that: its bonds know no stake.
      const stray = engine.noPermitWithoutStake ? { forbidden: [0] } : {};
      const mute = {
        ...world,
        stray,
        stake: [0, ...world.stake.slice(1)],
        bonds: [world.bonds[0].map(() => 0), ...world.bonds.slice(1)],
      };
      const silent = { ...mute, weights: [world.weights[0].map(() => 0), ...world.weights.slice(1)] };
      expect(run(silent)).toEqual(run(mute));
    });
  });

  it('gives a permit to the largest stakes, at a tie to the higher uid, and from v3.1 on to nobody without stake', () => {
    if (!engine.clips) return;
    holds(tinyWorld(3), (world) => {
      const { permits } = run({ ...world, stray: { maxAllowedValidators: 2 } });
      const stakes = permits.map((_, uid) => ({ uid, rao: world.stake[uid] ?? 0 }));
      const largest = stakes.sort((one, other) => other.rao - one.rao || other.uid - one.uid).slice(0, 2);
      const expected = largest.filter(({ rao }) => !engine.noPermitWithoutStake || shareIsSeen(rao, world));
      const got = permits.flatMap((permit, uid) => (permit ? [uid] : []));
      if (sharesDiffer(world))
        expect(got).toEqual(expected.map(({ uid }) => uid).sort((one, other) => one - other));
    });
  });

  it('takes no account of a weight on oneself', () => {
    holds(tinyWorld(), (world) => {
      if (!engine.clips) return;
      expect(run({ ...world, stray: { selfWeight: 9000 } })).toEqual(run(world));
    });
  });

  it('hears nothing from who has been silent for longer than the activity cutoff', () => {
    holds(tinyWorld(2), (world) => {
      const inactive = { ...world, stray: { inactive: [0] } };
      const out = run(inactive);
      const other = run({
        ...inactive,
        weights: [world.weights[0].map((value) => 20_000 - value), ...world.weights.slice(1)],
      });
      closeTo(other.incentive, out.incentive, 0);
    });
  });

  it('counts silence to the block: Yuma still hears who spoke cutoff blocks ago, Nakamoto no longer', () => {
    const world: TinyWorld = { stake: [2e9, 1e9], weights: [[1, 3], [3, 1]], bonds: [[0, 0], [0, 0]], kappa: 32_767 }; // biome-ignore format: a matrix
    const heard = run(world).incentive;
    const heardAfter = (silentFor: number) =>
      run({ ...world, stray: { inactive: [0], silentFor } }).incentive;
    const last = engine.clips ? cutoff : cutoff - 1;
    expect(heardAfter(last)).toEqual(heard);
    expect(heardAfter(last + 1)).not.toEqual(heard);
  });

  it('hears nothing from who holds no permit', () => {
    if (!engine.clips) return;
    holds(tinyWorld(2), (world) => {
      const bonds = [world.bonds[0].map(() => 0), ...world.bonds.slice(1)];
      const forbidden = { ...world, bonds, stray: { forbidden: [0] } };
      const silent = [world.weights[0].map(() => 0), ...world.weights.slice(1)];
      expect(run({ ...forbidden, weights: silent })).toEqual(run(forbidden));
    });
  });

  it('pays nothing to a miner that registered after everyone spoke', () => {
    if (!engine.clips) return;
    holds(tinyWorld(), (world) => {
      const newcomer = validatorsOf(world);
      expect(run({ ...world, stray: { justRegistered: [newcomer] } }).incentive[newcomer]).toBe(0);
    });
  });

  it('owes nothing to bonds towards a miner that was replaced since', () => {
    holds(tinyWorld(), (world) => {
      const newcomer = validatorsOf(world);
      const replaced = { ...world, stray: { justRegistered: [newcomer] } };
      const forgotten = { ...replaced, bonds: world.bonds.map(([, ...others]) => [0, ...others]) };
      expect(run(forgotten).dividends).toEqual(run(replaced).dividends);
    });
  });

  it('splitting a validator in two changes nobody’s share', () => {
    holds(tinyWorld(2), (world) => {
      // A majority that some shares hit exactly would be decided by the last floored bit of their sum.
      const kappa = 32_767;
      const even = world.stake.map((rao) => 2 * Math.floor(rao / 4));
      const none = world.weights[0].map(() => 0);
      const whole = {
        ...world,
        kappa,
        stake: [...even, 0],
        weights: [...world.weights, none],
        bonds: [...world.bonds, none],
        stray: { forbidden: engine.noPermitWithoutStake ? [even.length] : [] },
      };
      const half = world.bonds[0].map((value) => value / 2);
      const split = {
        ...world,
        kappa,
        stake: [even[0] / 2, ...even.slice(1), even[0] / 2],
        weights: [...world.weights, world.weights[0]],
        bonds: [half, ...world.bonds.slice(1), half],
      };
      const [one, two] = [run(whole), run(split)];
      closeTo(two.consensus, one.consensus, engine.clips ? 0 : roughly(engine));
      closeTo(two.incentive, one.incentive, roughly(engine));
      // Yuma 3 counts a bond by pair whatever the stake behind it, so two halves hold more than the whole.
      if (engine.yuma3) return;
      const parts = even.length;
      expect(Math.abs(two.dividends[0] + two.dividends[parts] - one.dividends[0])).toBeLessThanOrEqual(
        roughly(engine),
      );
    });
  });

  it('a larger weight never lowers the incentive of its target', () => {
    holds(tinyWorld(), (world) => {
      const more = world.weights.map((row, k) => (k === 0 ? [row[0] + 5000, ...row.slice(1)] : row));
      const miner = validatorsOf(world);
      const before = run(world).incentive[miner];
      expect(run({ ...world, weights: more }).incentive[miner]).toBeGreaterThanOrEqual(
        before - (engine.arithmetic === 'chain' ? 1e-8 : 1e-12),
      );
    });
  });

  it('a majority backs the consensus, and no larger weight', () => {
    if (!engine.clips) return;
    holds(tinyWorld(), (world) => {
      const out = run(world);
      if (sum(out.activeStake) === 0) return;
      const { stake, stakeSum, majority } = voteOf(engine, world, out);
      const slack = engine.arithmetic === 'chain' ? 0 : 1e-12;
      const shares = world.weights.map((row) => sharesOf(engine, row));
      for (const [miner, consensus] of out.consensus.entries()) {
        const backing = (least: (weight: number) => boolean) =>
          sum(stake.map((share, k) => (least(shares[k][miner]) ? share : 0)));
        // Summed from below, as the rule is written: what is under the consensus is at most the minority.
        const below = stakeSum - backing((weight) => weight >= consensus);
        expect(below).toBeLessThanOrEqual(stakeSum - majority + slack);
        if (shares.some((row, k) => stake[k] > 0 && row[miner] > consensus)) {
          expect(backing((weight) => weight > consensus)).toBeLessThan(majority + slack);
        }
      }
    });
  });

  it('a coalition below kappa and below its complement cannot move the consensus out of the honest range', () => {
    if (!engine.clips) return;
    holds(tinyWorld(2), (world) => {
      const out = run(world);
      if (sum(out.activeStake) === 0) return;
      const { stake, stakeSum, majority } = voteOf(engine, world, out);
      const small = Math.min(majority, stakeSum - majority) - 1e-12;
      if (stake[0] >= small) return;
      const shares = world.weights.map((row) => sharesOf(engine, row));
      for (const [miner, consensus] of out.consensus.entries()) {
        const honest = shares.slice(1).flatMap((row, k) => (stake[k + 1] > 0 ? [row[miner]] : []));
        expect(consensus).toBeGreaterThanOrEqual(Math.min(...honest));
        expect(consensus).toBeLessThanOrEqual(Math.max(...honest));
      }
    });
  });

  it('no miner ranks above its consensus', () => {
    if (!engine.clips) return;
    holds(tinyWorld(), (world) => {
      const { rank, consensus } = run(world);
      for (const [miner, share] of rank.entries())
        expect(share).toBeLessThanOrEqual(consensus[miner] + slackOf(engine, world));
    });
  });

  it('a weight beyond consensus earns its target nothing: clipped there it ranks the same', () => {
    if (!engine.clips) return;
    holds(tinyWorld(), (world) => {
      const out = run(world);
      const shares = world.weights.map((row) => sharesOf(engine, row));
      for (const [miner, rank] of out.rank.entries()) {
        const clipped = shares.map(
          (row, k) => Math.min(row[miner], out.consensus[miner]) * out.activeStake[k],
        );
        expect(Math.abs(sum(clipped) - rank)).toBeLessThanOrEqual(slackOf(engine, world));
      }
    });
  });

  it('an exact tie at kappa takes the higher weight', () => {
    if (!engine.clips) return;
    const tied = exactTie(engine);
    expect(tied).not.toBeNull();
    const { consensus } = run(tied!);
    expect(consensus[0]).toBe(sharesOf(engine, tied!.weights[0])[0]);
  });

  it('nobody ranked, nobody paid an incentive: the stake is paid instead', () => {
    const world: TinyWorld = { stake: [3e9, 1e9], weights: [[0], [0]], bonds: [[0], [0]], kappa: 32_767 };
    const out = run(world);
    expect(out.incentive).toEqual([0, 0, 0]);
    if (engine.clips) expect(out.emission).toEqual([750_000_000, 250_000_000, 0]);
    else expect(out.emission).toEqual([0, 0, 0]);
  });
});

/** Two validators of whom the first holds exactly the majority's share, as the engine computes both. */
function exactTie(engine: Engine): TinyWorld | null {
  for (let part = 20_000; part < 45_000; part += 1) {
    const world: TinyWorld = {
      stake: [part, 65_535 - part],
      weights: [
        [3000, 1000],
        [1000, 3000],
      ],
      bonds: [
        [0, 0],
        [0, 0],
      ],
      kappa: part,
    };
    const activeStake = [part, 65_535 - part].map((rao) =>
      engine.arithmetic === 'chain' ? Math.floor((rao * 2 ** 32) / 65_535) / 2 ** 32 : rao / 65_535,
    );
    const twice = { activeStake: voteOf(engine, world, { activeStake }).stake };
    const { stake, stakeSum, majority } = voteOf(engine, world, twice);
    if (engine.arithmetic === 'float64' ? stake[1] === 1 - majority : stake[1] === stakeSum - majority)
      return world;
  }
  return null;
}

/** Whether a stake is a share above zero in the chain's 32 bits. */
const shareIsSeen = (rao: number, world: TinyWorld) =>
  Math.floor((rao * 2 ** 32) / (sum(world.stake) || 1)) > 0;

/** Two stakes that differ may still be one share in 32 bits: then the order of permits is by uid, not by RAO. */
function sharesDiffer(world: TinyWorld): boolean {
  const total = sum(world.stake) || 1;
  const shares = world.stake.map((rao) => Math.floor((rao * 2 ** 32) / total));
  return world.stake.every((one, k) =>
    world.stake.every((other, j) => (one === other) === (shares[k] === shares[j])),
  );
}
