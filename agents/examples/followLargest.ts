import { defineValidator, type ValidatorView } from 'yuma-lab/agents';

/** The weights it has read, oldest first. */
interface Readings {
  readonly seen: { readonly block: number; readonly weights: readonly (readonly [number, number])[] }[];
}

/** A validator that asks no miner: it sets the weights of the validator with the largest stake, as they were some time ago. */
export default defineValidator({
  name: 'follower',
  definition: 'a validator that follows the largest stake with a lag',
  share: 0,
  settings: {
    lag: {
      default: 7200,
      range: [0, 100_000],
      unit: 'blocks',
      definition: 'age of the weights it sets',
    },
  },
  start: (): Readings => ({ seen: [] }),
  act({ seen }, view) {
    seen.push({ block: view.block, weights: weightsOf(view, largest(view)) });
    // Of the readings that are old enough only the latest is of use, now and later.
    while (seen.length > 1 && seen[1].block <= view.block - view.settings.lag) seen.shift();
    const { weights } = seen[0];
    return weights.length === 0 ? null : weights.filter(([uid]) => uid < view.network.size);
  },
});

/** The uid with the largest stake that may set weights, itself apart. */
function largest({ network, uid: own }: ValidatorView): number {
  let best = -1;
  for (let uid = 0; uid < network.size; uid++) {
    if (uid === own || network.validatorPermit[uid] === 0 || network.weights[uid].targets.length < 2)
      continue;
    if (best < 0 || network.stakes.rao[uid] > network.stakes.rao[best]) best = uid;
  }
  return best;
}

/** The row of a uid as the chain stores it, as pairs. */
function weightsOf({ network }: ValidatorView, uid: number): (readonly [number, number])[] {
  if (uid < 0) return [];
  const { targets, values } = network.weights[uid];
  return Array.from(targets, (target, entry): readonly [number, number] => [target, values[entry]]);
}
