import { availableParallelism } from 'node:os';
import { I32F32 } from '../../../sim/math/fixed.ts';
import { u16Max } from '../../../sim/units.ts';
import { runPool } from '../../run/pool.ts';
import type { MapSettings } from './chain/splitGraph.ts';
import type { SplitGrids, SplitMapTask } from './chain/splitMapWorker.ts';
import type { PublishedSetting } from './published.ts';
import { type RequiredUtility, requiredUtility } from './requiredUtility.ts';
import type { RetentionMap } from './retentionMap.ts';
import { publishedTeams } from './twoTeams.ts';

/** A published setting at one stake with the chain's own draws, in the chain's own fixed point. */
export interface ChainRow extends RequiredUtility {
  readonly setting: PublishedSetting;
  readonly majorStake: number;
  readonly map: RetentionMap;
}

/**
 * Maps as the chain's own test computes them (subtensor v3.4.9 tests/consensus.rs, rand 0.8.5), on worker threads, two
 * seconds each. Throws a RangeError at a share of validators other than one half, which the chain has not.
 */
export async function mapsInChainArithmetic(
  settings: readonly PublishedSetting[],
  majorStakes: readonly number[],
): Promise<ChainRow[]> {
  const maps = settings.flatMap((setting) => majorStakes.map((majorStake) => ({ setting, majorStake })));
  const grids = new Map<number, SplitGrids>();
  await runPool({
    entry: new URL('./chain/splitMapWorker.ts', import.meta.url),
    tasks: maps.map(({ setting, majorStake }, at) => ({
      id: String(at),
      input: taskOf(setting, majorStake),
    })),
    workers: availableParallelism(),
    onResult: (id, result: SplitGrids) => grids.set(Number(id), result),
    onFailure: (id, reason) => {
      throw new Error(`map ${id} cannot be computed in the chain's arithmetic: ${reason}`);
    },
  });
  return maps.map(({ setting, majorStake }, at) => {
    const kept = grids.get(at)!.majorRatio.map((bits) => bits / 2 ** 32);
    const map = { majorStake, rule: setting, kept };
    return { setting, majorStake, map, ...requiredUtility(map) };
  });
}

function taskOf(setting: PublishedSetting, majorStake: number): SplitMapTask {
  if (setting.validatorEmission !== 0.5) {
    throw new RangeError(`the chain pays validators one half; received ${setting.validatorEmission}`);
  }
  const { validators, servers } = publishedTeams;
  const settings: MapSettings = {
    neurons: validators + servers,
    validators,
    // The chain's test writes it as a float32, and a penalty p as floor(65534 p).
    weightDeviation: BigInt(Math.round(Math.fround(setting.weightDeviation) * 2 ** 32)),
    bondsPenalty: Math.floor(setting.bondsPenalty * (u16Max - 1)),
    // 0.5 is the chain's 32,767; 0.4 and 0.6 are whole multiples of 1 / 65,535.
    kappa: Math.floor(setting.kappa * u16Max + 0.01),
  };
  return { settings, majorStake: BigInt(Math.round(majorStake * Number(I32F32.one))) };
}
