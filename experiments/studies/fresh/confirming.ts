import type { ModelStudy } from '../../plan/modelStudy.ts';

/** The first seed of a confirmation unless it says another: no run before December 2026 had it or one above it. */
export const freshSeed = 202_612_001;

/** How many seeds a confirmation has, and which attacks of the first run its page speaks of. */
export interface Confirming {
  readonly seeds: number;
  readonly attacks?: readonly string[];
  readonly attackSeeds?: number;
  /** Where the model has changed since it was confirmed: a seed above all that were used. */
  readonly firstSeed?: number;
}

/**
 * A study again, on seeds that no run has seen. Its question, conditions, deciding measure and margin stay; of its attacks those stay that
 * its page names. Throws a `RangeError` for one that it does not have.
 */
export function confirming(
  study: ModelStudy,
  { seeds, attacks = [], attackSeeds = 0, firstSeed = freshSeed }: Confirming,
): ModelStudy {
  const kept = attacks.map((name) => {
    const attack = study.attacks.find((one) => one.name === name);
    if (attack === undefined)
      throw new RangeError(
        `attacks of ${study.name} to confirm must be of its plan; received ${name} (use some of ${study.attacks.map((one) => one.name).join(', ')})`,
      );
    return attack;
  });
  return { ...study, size: 'confirm', seeds, attacks: kept, attackSeeds, firstSeed };
}
