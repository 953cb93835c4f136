import { describe, expect, it } from 'vitest';
import type { MapSettings } from '../../../experiments/figures/retention/chain/splitGraph.ts';
import { mapSteps, splitMap } from '../../../experiments/figures/retention/chain/splitMap.ts';
import { run } from '../../../experiments/figures/retention/chain/splitMapWorker.ts';
import { heapSpace, splitSpace } from '../../../sim/kernel/split/splitKernel.ts';

const settings: MapSettings = {
  neurons: 41,
  validators: 11,
  weightDeviation: BigInt(Math.round(Math.fround(0.4) * 2 ** 32)),
  bondsPenalty: 65_534,
  kappa: 32_767,
};
const bits = (share: number) => BigInt(Math.round(share * 2 ** 32));

/** Every cell of one stake as the twin computes it. */
function twinOf(of: MapSettings, majorStake: bigint) {
  const cell = splitMap(of, majorStake, heapSpace);
  const side = mapSteps + 1;
  const values = Array.from({ length: side * side }, (_, at) => cell(Math.floor(at / side), at % side));
  return {
    majorRatio: values.map(({ majorRatio }) => majorRatio),
    weightDeviation: values.map(({ weightDeviation }) => weightDeviation),
  };
}

describe('the kernel of an epoch between two sides', () => {
  it.each([
    [0.6, settings],
    [0.51, { ...settings, weightDeviation: 0n, kappa: 39_321 }],
    [0.93, { ...settings, bondsPenalty: 0, neurons: 30, validators: 2 }],
    [0.7, { ...settings, bondsPenalty: 32_767, kappa: 26_214 }],
  ])(
    'gives the twin’s bits in all 2,601 cells at s_H %d, one map after the other in one memory',
    (stake, of) => {
      expect(splitSpace(1).run).not.toBeNull();
      const { majorRatio, weightDeviation } = run({ settings: of, majorStake: bits(stake) });
      const twin = twinOf(of, bits(stake));
      expect([...majorRatio]).toEqual(twin.majorRatio);
      expect([...weightDeviation]).toEqual(twin.weightDeviation);
    },
  );

  it('refuses columns beyond its memory', () => {
    expect(() => splitSpace(1000).doubles(100_000)).toThrow(/too small/);
  });
});
