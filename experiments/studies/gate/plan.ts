import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { askedAgain } from '../fresh/asked.ts';
import { confirming } from '../fresh/confirming.ts';
import { sensitivityOf } from '../fresh/ladder.ts';

const conditions: readonly [ModelCondition, ...ModelCondition[]] = [
  { name: 'rank-32', words: 'the bar at rank 32, as the chain has it', set: {} },
  { name: 'no-gate', words: 'no gate', set: { gate: false } },
  { name: 'rank-16', words: 'the bar at rank 16', set: { rank: 16 } },
  { name: 'rank-64', words: 'the bar at rank 64', set: { rank: 64 } },
  { name: 'quantile-61', words: 'the bar at 61 % of the sum, as promised', set: { rank: 0 } },
  { name: 'exponent-1', words: 'a flat gate, exponent 1', set: { steepness: 1 } },
  { name: 'exponent-6', words: 'a steep gate, exponent 6', set: { steepness: 6 } },
  { name: 'gate-first', words: 'the gate before the burns', set: { order: 'gate, burns, switches' } },
  { name: 'burns-free', words: 'burns that do not count', set: { burnsCount: false } },
];

const attacks: readonly ModelCondition[] = [
  { name: 'july-31', words: 'prices of 31 July', set: { start: '2026-07-31' } },
  { name: 'august-10', words: 'prices of 10 August', set: { start: '2026-08-10' } },
  { name: 'no-feedback', words: 'prices do not answer emission', set: { elasticity: 0 } },
  { name: 'half-elasticity', words: 'buyers answer half as much', set: { elasticity: 0.15 } },
  { name: 'double-elasticity', words: 'buyers answer twice as much', set: { elasticity: 0.6 } },
  { name: 'owners-stop', words: 'owners withhold half as much every 30 days', set: { burnHalving: 30 } },
  {
    name: 'slow-average',
    words: 'moving prices as slow as the chain’s default, 34 days',
    set: { halfLife: 34 },
  },
  { name: 'blind-prices', words: 'clients go to subnets whatever their price', set: { priceTells: 0 } },
  { name: 'many-clients', words: '70 % of the subnets have clients', set: { clientFraction: 0.7 } },
  {
    name: 'prices-right',
    words: 'prices that know clients already',
    set: { hollow: 1, spread: 0 },
  },
];

const study = {
  name: 'gate',
  question: 'Which bar of the gate brings the emission to the subnets that have clients?',
  model: 'gate',
  base: {},
  conditions,
  decides: 'matched',
  // Two hundredths of the day's 3,600 TAO: 72 TAO, what the 15th of all subnets is paid.
  margin: 0.02,
} as const;

/** Quick: 90 days, 288 runs. */
export const gateQuick: ModelStudy = { ...study, size: 'quick', attacks, seeds: 12, attackSeeds: 2 };

/** Full: the same with more seeds, and a year. */
export const gateFull: ModelStudy = {
  ...study,
  size: 'full',
  attacks: [...attacks, { name: 'a-year', words: 'a year instead of 90 days', set: { days: 360 } }],
  seeds: 64,
  attackSeeds: 16,
};

/** The quick size again on fresh seeds. */
export const gateConfirm: ModelStudy = confirming(gateQuick, {
  seeds: 32,
  attacks: ['double-elasticity', 'many-clients'],
  attackSeeds: 6,
});

/** What is assumed without a source, varied. */
export const gateSensitivity: ModelStudy = sensitivityOf(gateQuick, {
  ladders: askedAgain.gate.ladders ?? [],
  conditions: ['no-gate', 'quantile-61'],
  seeds: 16,
  attackSeeds: 8,
});
