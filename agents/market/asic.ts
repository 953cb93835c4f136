import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import { type Device, devices } from './hardware.ts';

/** Place of the ASIC among devices, behind all that can be rented. */
export const asic = devices.length;

/** Whether a world will ever see one. */
export const hasAsic = (hyperparameters: Hyperparameters): boolean => hyperparameters['market.asicDay'] > 0;

/**
 * Devices of a world: those for rent and, where one is made, the ASIC (assumption A39). It answers as the largest GPU
 * does; its holder owns it and pays for running it.
 */
export const devicesOf = (hyperparameters: Hyperparameters): readonly Device[] =>
  hasAsic(hyperparameters)
    ? [
        ...devices,
        {
          ...devices[asic - 1],
          name: 'ASIC',
          rentPerHour: hyperparameters['market.asicRunning'],
          source: 'assumption A39',
        },
      ]
    : devices;

/** Units that can have been made by a block where makers began at `start`: none until their day, then so many a day. */
export function asicsBy(block: Block, start: Block, hyperparameters: Hyperparameters): number {
  const days = (block - start) / blocksPerDay - hyperparameters['market.asicDay'];
  return hasAsic(hyperparameters) && days > 0 ? Math.floor(hyperparameters['market.asicPerDay'] * days) : 0;
}
