import { stream } from '../random.ts';
import type { Rules } from '../rules.ts';
import type { RulesetName } from '../rulesets.ts';
import { nakamoto2022 } from './nakamoto2022.ts';
import { subnetRules } from './subnet.ts';
import { subnetVersions } from './subnetVersions.ts';

/**
 * The behaviour of a ruleset for a network of `capacity` uids, with its own working memory. `tieSeed`: break ties
 * of pruning in an order drawn from this seed instead of the chain's (a variant); null: as the chain does.
 */
export function rulesOf(ruleset: RulesetName, capacity: number, tieSeed: string | null): Rules {
  const order = tieSeed === null ? undefined : shuffled(capacity, tieSeed);
  return ruleset === 'nakamoto-2022'
    ? nakamoto2022(capacity, order)
    : subnetRules(subnetVersions[ruleset], capacity, order);
}

/** A keyed random order of 0 … n − 1 (Fisher–Yates). */
function shuffled(n: number, seed: string): Uint16Array {
  const order = Uint16Array.from({ length: n }, (_, uid) => uid);
  const draws = stream(seed, 'tie order', 0);
  for (let last = n - 1; last > 0; last--) {
    const other = draws.integer(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
