import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { conformEpochs, isEpochFile } from '../../../experiments/evidence/conform/epochVectors.ts';
import { findVectors, readVectors } from '../../../experiments/evidence/conform/read.ts';
import { FileTally } from '../../../experiments/evidence/conform/tally.ts';
import {
  type BuiltVersion,
  builtVersion,
  type EpochMode,
} from '../../../experiments/evidence/conform/versions.ts';
import { chainKernel } from '../../../sim/kernel/chain/chainKernel.ts';
import { outputOf, vectorsOf } from '../../../sim/kernel/chain/chainOutput.ts';

const golden = fileURLToPath(new URL('../../golden/chain', import.meta.url));

/** Epochs that the kernel ran, by ruleset, and those that it left to the twin. */
const ran: Record<string, number> = {};
const left: Record<string, number> = {};

/** A version whose epochs (sparse, as the chain runs them) are the kernel's; it computes no matrix but the bonds. */
function byKernel(version: string, mode: EpochMode): BuiltVersion | undefined {
  const built = mode === 'sparse' ? builtVersion(version) : undefined;
  if (built?.epoch === undefined || built.optionsOf === undefined) return built;
  const { epoch, optionsOf, ruleset } = built;
  const kernel = chainKernel();
  return {
    ...built,
    partial: true,
    epoch(_, state, parameters, emission) {
      const options = optionsOf(parameters, state.block);
      const done = kernel.epoch(state, { block: state.block, emission, parameters, options });
      const where = done === null ? left : ran;
      where[ruleset] = (where[ruleset] ?? 0) + 1;
      if (done === null) return epoch(mode, state, parameters, emission);
      return { steps: vectorsOf(done.arena), output: outputOf(done, options) };
    },
  };
}

describe('the kernel of the chain’s arithmetic on the recorded epochs', () => {
  const tallies: FileTally[] = [];
  beforeAll(() => {
    for (const { path } of findVectors([golden]).files) {
      const file = readVectors(path);
      if (!isEpochFile(file)) continue;
      const tally = new FileTally(path, 'epoch');
      conformEpochs(file, tally, byKernel);
      tallies.push(tally);
    }
  });

  it('no recorded value differs, outputs and vectors alike', () => {
    const comparisons = tallies.flatMap((tally) => tally.comparisons());
    expect(comparisons.flatMap(({ differences }) => differences)).toEqual([]);
    expect(comparisons.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(400_000);
  });

  it('every ruleset runs on it, but where Yuma3’s liquid alpha meets rows out of order', () => {
    expect(ran).toEqual({
      'finney-2023': 127,
      'finney-2024': 66,
      'liquid-2025': 149,
      'dtao-2025': 169,
      'yuma3-2025': 74,
      'burn-2026': 310,
    });
    expect(left).toEqual({ 'yuma3-2025': 30, 'burn-2026': 36 });
  });
});
