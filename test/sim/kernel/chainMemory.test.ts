import { describe, expect, it } from 'vitest';
import { dtaoYuma } from '../../../sim/consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { chainKernel } from '../../../sim/kernel/chain/chainKernel.ts';
import { SharedMemory } from '../../../sim/kernel/chain/chainMemory.ts';
import { chainModule } from '../../../sim/kernel/chain/chainPhases.ts';
import { isSparse } from '../../../sim/kernel/chain/chainRows.ts';
import { stream } from '../../../sim/random.ts';
import type { Row } from '../../../sim/row.ts';

const block = 10_000;
const later = { tempo: 360, alphaLow: 45_875, alphaHigh: 58_982, stakeThreshold: 0n, ownerUid: null };
const options = dtaoYuma(
  {
    ...later,
    bondsPenalty: 65_535,
    liquidAlpha: false,
    alphaSigmoidSteepness: 1000,
    yuma3: false,
    lastMechanismStepBlock: 0,
  },
  block,
);
const order = {
  block,
  emission: 360_000_000_007n,
  parameters: { activityCutoff: 5000, kappa: 32_767, maxAllowedValidators: 8, bondsMovingAverage: 900_000 },
  options,
};

/** A network of drawn weights, of which the first uids hold permits. */
function networkOf(seed: number, n: number, validators: number): YumaState {
  const draws = stream('chain memory', 'weights', seed);
  const uids = Array.from({ length: n }, (_, uid) => uid);
  const row = (): Row => ({
    targets: Uint16Array.from(uids),
    values: Uint32Array.from(uids, () => 1 + draws.integer(65_535)),
  });
  const empty: Row = { targets: new Uint16Array(0), values: new Uint32Array(0) };
  return {
    block,
    stake: BigUint64Array.from(uids, (uid) => (uid < validators ? BigInt(1 + draws.integer(2 ** 30)) : 0n)),
    lastUpdate: uids.map(() => block - 1),
    registrationBlock: uids.map(() => 0),
    validatorPermit: uids.map((uid) => (uid < validators ? 1 : 0)),
    weights: uids.map((uid) => (uid < validators ? row() : empty)),
    bonds: uids.map((uid) => (uid < validators ? row() : empty)),
  };
}

const dividendsOf = (kernel: ReturnType<typeof chainKernel>, state: YumaState) => {
  const epoch = kernel.epoch(state, order);
  if (epoch === null) throw new Error('the kernel does not serve');
  return { pay: [...epoch.arena.views.validatorPay.subarray(0, state.stake.length)], bonds: epoch.bonds };
};

describe('networks in one memory', () => {
  it('have the bits that each has in a memory of its own, in turn, while one of them grows', () => {
    const memory = new SharedMemory();
    const sizes = [12, 40, 12, 64, 33];
    const together = sizes.map(() => chainKernel(0, isSparse, memory));
    const alone = sizes.map(() => chainKernel());
    for (let round = 0; round < 4; round++)
      for (const [k, n] of sizes.entries()) {
        const state = networkOf(100 * round + k, n + (k === 1 ? 9 * round : 0), 4 + round);
        expect(dividendsOf(together[k], state)).toEqual(dividendsOf(alone[k], state));
      }
  });

  it('share few memories, however many they are, and lie nowhere upon each other', () => {
    const memory = new SharedMemory();
    const module = chainModule()!;
    const arenas = Array.from(
      { length: 1000 },
      () => memory.take(module, { n: 64, rows: 8, threads: 1 }).arena,
    );
    const memories = new Set(arenas.map((arena) => arena.memory));
    expect(memories.size).toBeLessThan(16);
    for (const own of memories) {
      const ends = arenas.filter((arena) => arena.memory === own).map(({ at, bytes }) => [at.table, bytes]);
      for (const [k, [from]] of ends.entries())
        if (k > 0) expect(from).toBeGreaterThanOrEqual(ends[k - 1][1]);
      expect(Math.max(...ends.map(([, end]) => end))).toBeLessThanOrEqual(own.buffer.byteLength);
    }
  });

  it('leave their place to the next of their size, which finds it empty', () => {
    const memory = new SharedMemory();
    const module = chainModule()!;
    const size = { n: 16, rows: 8, threads: 1 };
    const { arena } = memory.take(module, size);
    memory.take(module, size);
    arena.views.weights.fill(7);
    memory.release(arena);
    const { arena: next } = memory.take(module, size);
    expect(next.at).toEqual(arena.at);
    expect(next.memory).toBe(arena.memory);
    expect(next.views.weights.every((value) => value === 0)).toBe(true);
    expect(next.views.rowOf.every((row) => row === -1)).toBe(true);
  });
});
