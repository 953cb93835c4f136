import type { GovernanceRole } from '../../sim/roles.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { blocksPerDay } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { type Amendment, Schedule } from '../governance.ts';

/** The changes that a world's settings ask for; nothing where they ask for none. */
export function governanceOf(
  { hyperparameters, block }: World,
  ruleset: RulesetName,
): { readonly governance?: GovernanceRole } {
  const amendments: Amendment[] = [];
  const halving = hyperparameters['market.halvingDay'];
  if (halving > 0)
    amendments.push({ block: block + Math.round(halving * blocksPerDay), set: {}, emissionFactor: 0.5 });
  return amendments.length > 0 ? { governance: new Schedule(ruleset, amendments, () => {}) } : {};
}
