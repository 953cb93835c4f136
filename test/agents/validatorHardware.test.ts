import { describe, expect, it } from 'vitest';
import { devices } from '../../agents/market/hardware.ts';
import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import { populate } from '../../agents/scenarios/populate.ts';
import { ownFlop, stepSeconds, sweepBlocksOf } from '../../agents/validatorHardware.ts';
import { hyperparameter, resolve } from '../../sim/hyperparameters/registry.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';

const usual = { batch: 32, sequenceLength: 256 };
const [cpu, rtx3090] = devices;

/** Blocks between two settings of weights of the first validator, in the order in which they came. */
function sweepsOf(set: Record<string, number | string | boolean>, days: number): number[] {
  const scenario = scenarioOf('nakamoto-256')!;
  const plan = { scenario, ruleset: 'nakamoto-2022', arithmetic: 'float64', set, seed: '1' } as const;
  const { world, cast } = populate(plan);
  const [validator] = cast.validators;
  const blocks: number[] = [];
  const weigh = validator.weigh.bind(validator);
  validator.weigh = (view) => {
    blocks.push(view.block);
    return weigh(view);
  };
  for (const _ of simulate(world, cast, world.block + days * blocksPerDay));
  return blocks.slice(1).map((block, k) => block - blocks[k]);
}

describe('a validator’s device', () => {
  it('runs an encoder of one layer over all tokens, forwards and twice as much backwards', () => {
    // 4 · 1,024² + 2 · 1,024 · 200 parameters, 2 operations each; attention 4 · 1,024 · 256 a token.
    expect(ownFlop(usual)).toBe(3 * 8192 * (2 * 4_603_904 + 1_048_576));
    expect(ownFlop({ batch: 32, sequenceLength: 2048 })).toBe(3 * 65_536 * (2 * 4_603_904 + 8_388_608));
  });

  it('waits for the deadline, shares its line among twenty, then computes', () => {
    const wire = (20 * (65_536 + 1_048_704)) / 60e6;
    expect(stepSeconds(usual, 20, rtx3090)).toBeCloseTo(12 + wire + ownFlop(usual) / (0.35 * 71e12), 9);
  });

  it('makes a sweep of 4,096 uids longer for longer sequences on a CPU, hardly on a GPU, and never below the epoch', () => {
    const blocks = (device: string, validatorSequenceLength: number, least = 250) =>
      sweepBlocksOf(
        resolve('nakamoto-2022', { 'validator.device': device, validatorSequenceLength }),
        4096,
        least,
      );
    const lengths = [256, 512, 1024, 2048];
    for (const length of lengths) {
      const seconds = 205 * stepSeconds({ batch: 32, sequenceLength: length }, 20, cpu);
      expect(blocks('CPU', length)).toBe(Math.max(250, Math.ceil(seconds / 12)));
    }
    expect(lengths.map((length) => blocks('none', length))).toEqual([250, 250, 250, 250]);
    expect(lengths.map((length) => blocks('RTX 3090', length))).toEqual([250, 250, 250, 250]);
    // Slow validators took about 350 blocks in late 2022, and 500 at most.
    expect(blocks('CPU', 1024)).toBeGreaterThan(300);
    expect(blocks('CPU', 2048)).toBeLessThan(520);
    expect(blocks('RTX 3090', 2048, 1) - blocks('RTX 3090', 256, 1)).toBeLessThan(10);
  });

  it('sets the time between two settings of weights, in a world at one sixteenth as in the whole', () => {
    const onCpu = { 'validator.device': 'CPU', validatorSequenceLength: 2048 };
    expect(new Set(sweepsOf(onCpu, 1))).toEqual(new Set([505]));
    expect(new Set(sweepsOf({ 'validator.device': 'CPU' }, 1))).toEqual(new Set([250]));
  });

  it('feels a change of the rules from the sweep on that comes after it', () => {
    const sweeps = sweepsOf(
      {
        'market.on': true,
        'validator.device': 'CPU',
        'governance.change': 'validatorSequenceLength',
        'governance.value': 2048,
        'governance.day': 1,
      },
      2,
    );
    const first = sweeps.indexOf(505);
    expect(first).toBeGreaterThan(26);
    expect(first).toBeLessThan(31);
    expect(sweeps.slice(0, first).every((blocks) => blocks === 250)).toBe(true);
    expect(sweeps.slice(first).every((blocks) => blocks === 505)).toBe(true);
  });

  it('is one of those that miners can rent', () => {
    const row = hyperparameter('nakamoto-2022', 'validator.device');
    expect(row.type === 'choice' && row.choices).toEqual(['none', ...devices.map(({ name }) => name)]);
  });
});
