import { availableParallelism } from 'node:os';
import { runPool } from '../../run/pool.ts';
import type { GuaranteeTask } from './guaranteeTask.ts';
import type { Rule } from './splitEpoch.ts';

/** What the chain runs: kappa one half, weights fully clipped, half of the emission to validators. */
export const chainRule: Rule = { kappa: 0.5, bondsPenalty: 1, validatorEmission: 0.5, exactlyKappa: 'short' };

/** The chain's rule, then with one knob turned; those of one kappa side by side. */
export const turnedRules: readonly Rule[] = [
  chainRule,
  { ...chainRule, bondsPenalty: 0.5 },
  { ...chainRule, bondsPenalty: 0 },
  { ...chainRule, validatorEmission: 0.25 },
  { ...chainRule, validatorEmission: 0 },
  { ...chainRule, kappa: 0.4 },
  { ...chainRule, kappa: 0.6 },
];

/** The utility that one rule asks of an honest side. */
export interface Guarantee {
  readonly majorStake: number;
  readonly weightDeviation: number;
  readonly rule: Rule;
  /** null: none suffices. */
  readonly required: number | null;
}

/** Every rule at every stake and deviation, on worker threads; the same draws throughout. */
export async function guarantees(
  stakes: readonly number[],
  deviations: readonly number[],
  rules: readonly Rule[] = turnedRules,
): Promise<Guarantee[]> {
  const tasks: GuaranteeTask[] = deviations.flatMap((weightDeviation) =>
    stakes.map((majorStake) => ({ majorStake, weightDeviation, rules })),
  );
  const found = new Map<string, readonly (number | null)[]>();
  await runPool({
    entry: new URL('./guaranteeTask.ts', import.meta.url),
    tasks: tasks.map((input, at) => ({ id: String(at), input })),
    workers: availableParallelism(),
    onResult: (id, result: (number | null)[]) => found.set(id, result),
    onFailure: (id, reason) => {
      throw new Error(`the maps of task ${id} cannot be computed: ${reason}`);
    },
  });
  return tasks.flatMap(({ majorStake, weightDeviation }, at) =>
    rules.map((rule, k) => ({ majorStake, weightDeviation, rule, required: found.get(String(at))![k] })),
  );
}
