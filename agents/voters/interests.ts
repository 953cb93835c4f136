import type { Nats, Usd } from '../../sim/units.ts';
import recorded from './sequenceLengths.data.json' with { type: 'json' };

/** Under what the lengths were studied: batches of 32, half of all miners may rent a GPU, a TAO of 50 dollars; each other one departs in one. */
export const circumstances = ['usual', 'small batches', 'few GPUs', 'low price'] as const;
export type Circumstance = (typeof circumstances)[number];

/** Whose gain a holder may have at heart. */
export const roles = ['client', 'gpuMiner', 'cpuMiner', 'validator'] as const;
export type Role = (typeof roles)[number];

/**
 * What each sequence length brings whom, as this laboratory's study of it found: the setting that is voted on, since it moves the client and
 * the miners apart. Source: `sequenceLengths.data.json`.
 */
export interface Interests {
  /** [option] log2 of the tokens of a sequence, ascending. */
  readonly options: readonly number[];
  /** [option] loss of the client. */
  readonly clientLoss: readonly Nats[];
  /** [role][option] what the role gains, 0 at its worst option and 1 at its best. */
  readonly gains: Readonly<Record<Role, readonly number[]>>;
  /** [role] log2 of the tokens at which it gains most. */
  readonly best: Readonly<Record<Role, number>>;
}

export function interestsUnder(circumstance: Circumstance): Interests {
  const { tokens, clientLoss, cpuProfit, minerProfit, gpuShare } = recorded[circumstance];
  const gains = {
    client: scaled(clientLoss.map((loss) => -loss)),
    gpuMiner: scaled(minerProfit.map((profit, k) => profitOnGpus(profit, cpuProfit[k], gpuShare[k]))),
    cpuMiner: scaled(cpuProfit),
    // A validator is paid the same whatever the length, and pays for every token that it checks.
    validator: scaled(tokens.map((length) => -Math.log2(length))),
  };
  const options = tokens.map((length) => Math.log2(length));
  const bestFor = (role: Role) => options[indexOfBest(gains[role])];
  const best = {
    client: bestFor('client'),
    gpuMiner: bestFor('gpuMiner'),
    cpuMiner: bestFor('cpuMiner'),
    validator: bestFor('validator'),
  };
  return { options, clientLoss, gains, best };
}

/** What a slot earns for miners on GPUs: the profit of all less that of the slots on a CPU, at what those without a GPU earn. */
const profitOnGpus = (all: Usd, cpu: Usd, gpuShare: number): Usd => all - (1 - gpuShare) * cpu;

/** Place of the highest value, of equals the first. */
export const indexOfBest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

function scaled(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (value - low) / (high - low));
}
