import type { Hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import type { Level } from '../../plan/rows.ts';

/** A proposal counts the values of a switch as numbers: off is 0 and on is 1. */
export const encoded = (value: Level): number => Number(value);

/** The value of a switch that a number is. */
export const decoded = (value: Level): Level => value === 1;

/** A value as its setting has it: `true` and `false` for a switch. */
export const levelOf = (value: number, { type }: Pick<Hyperparameter, 'type'>): number | boolean =>
  type === 'boolean' ? value === 1 : value;
