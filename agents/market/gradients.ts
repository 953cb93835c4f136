import { stream } from '../../sim/random.ts';
import { type Blocks, blocksPerDay, type Serial, type Share } from '../../sim/units.ts';
import { tokensPerStep } from './training.ts';

/** What validators ask for, and how often. */
export interface Asking {
  readonly validators: number;
  readonly sweepBlocks: Blocks;
  /** Tokens of a query: batch × sequence. */
  readonly tokens: number;
}

/**
 * Whether a miner learns from the gradients that validators send back with their loss (not done in practice, said the interview):
 * one draw of its own.
 */
export const usesGradients = (seed: string, serial: Serial, share: Share): boolean =>
  share > 0 && stream(seed, 'gradients', serial).next() < share;

/**
 * Steps of training that a day's gradients are worth: each validator's one query a sweep, a token counting as `gain`
 * tokens of one's own (assumption A36).
 */
export const gradientStepsPerDay = ({ validators, sweepBlocks, tokens }: Asking, gain: number): number =>
  (gain * validators * (blocksPerDay / sweepBlocks) * tokens) / tokensPerStep;
