import type { ModelStudy } from '../../../experiments/plan/modelStudy.ts';

/** Thin demand alone, which is quick to run: 2 conditions × (4 + 2) seeds. */
export const smallModelStudy: ModelStudy = {
  name: 'small-entry',
  size: 'quick',
  question: 'Does thin demand bring fewer registrations?',
  model: 'entryPrice',
  base: { days: 3, least: 0.0005 },
  conditions: [
    { name: 'half', words: 'half of the aim', set: { demand: 0.5 } },
    { name: 'tenth', words: 'a tenth of the aim', set: { demand: 0.1 } },
  ],
  attacks: [{ name: 'swings', words: 'demand swings', set: { swing: 0.5 } }],
  seeds: 4,
  attackSeeds: 2,
  decides: 'bias',
  margin: 5,
};
