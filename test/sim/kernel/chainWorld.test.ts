import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { yumaEpochBuffers } from '../../../sim/consensus/yuma.ts';
import { type ChainKernel, chainKernel } from '../../../sim/kernel/chain/chainKernel.ts';
import { epochPayBuffers } from '../../../sim/rules/epochPay.ts';
import { subnetValuesOf } from '../../../sim/rules/subnetValues.ts';
import { subnetVersions } from '../../../sim/rules/subnetVersions.ts';
import { epochInChainArithmetic } from '../../../sim/rules/yumaChain.ts';
import { chainParameters } from '../../../sim/rules/yumaParameters.ts';
import { simulate } from '../../../sim/simulate.ts';

/** A kernel that never can, so that the readable text runs. */
const absent: ChainKernel = { epoch: () => null };

describe('a world in the chain’s arithmetic', () => {
  it('goes on in the same bytes whether the kernel or the readable text runs its epochs', () => {
    const ruleset = 'finney-2023';
    const { world, cast } = populate({
      scenario: scenarioOf('synthetic')!,
      ruleset,
      arithmetic: 'chain',
      set: {},
      seed: 'kernel',
    });
    const kernel = chainKernel(world.network.hotkey.length);
    const version = subnetVersions[ruleset];
    let steps = 0;
    for (const event of simulate(world, cast, world.block + 1200)) {
      if (event.kind !== 'step') continue;
      const place = { ownerUid: world.ownerUid, lastEpoch: world.lastStep };
      const { hyperparameters } = world;
      if (hyperparameters.ruleset === 'nakamoto-2022') throw new Error('no subnet');
      const parameters = chainParameters(version, subnetValuesOf(hyperparameters), place, world.block);
      const results = [kernel, absent].map((used) => {
        const network = structuredClone(world.network);
        const epoch = yumaEpochBuffers(world.network.hotkey.length);
        const pay = epochPayBuffers(world.network.hotkey.length);
        epochInChainArithmetic(network, world.block, 10_000_000_000, parameters, epoch, pay, used);
        return { network, epoch, pay };
      });
      expect(results[0]).toEqual(results[1]);
      steps += 1;
    }
    expect(steps).toBeGreaterThan(5);
  });
});
