import { createNetwork, type Network } from '../../../sim/network.ts';
import { stream } from '../../../sim/random.ts';
import type { Row } from '../../../sim/row.ts';
import { u16Max } from '../../../sim/units.ts';

/** A network whose epoch is timed: `validators` of its `size` uids weigh a share `density` of all. */
export interface CostShape {
  readonly size: number;
  readonly validators: number;
  readonly density: number;
}

/** Weights that differ from pair to pair by a third, as those of validators that measure with noise. */
const lowest = 0.5;

/**
 * A network of a shape at rest, no uid immune, stakes lognormal. Dense rows are windows on one run of random
 * weights, each a place further: every row and column is another, and 8,192 rows take the memory of two.
 */
export function costNetwork({ size, validators, density }: CostShape): Network {
  const network = createNetwork(size);
  network.size = size;
  const draw = stream('consensus-cost', 'network', `${size} ${validators} ${density}`);
  const run = Uint32Array.from({ length: size + validators }, () =>
    Math.floor(u16Max * (lowest + (1 - lowest) * draw.next())),
  );
  const everyUid = Uint16Array.from({ length: size }, (_, uid) => uid);
  for (let uid = 0; uid < validators; uid++) {
    network.stakes.rao[uid] = BigInt(Math.floor(draw.lognormal(1e12, 1)));
    network.validatorPermit[uid] = 1;
    network.lastUpdate[uid] = 1;
    const values = run.subarray(uid, uid + size);
    network.weights[uid] =
      density === 1 ? { targets: everyUid, values } : thinned(values, () => draw.next() < density);
  }
  return network;
}

/** A row of some of the uids, ascending. */
function thinned(values: Uint32Array, keep: () => boolean): Row {
  const targets = Uint16Array.from(Array.from(values, (_, uid) => uid).filter(keep));
  return { targets, values: Uint32Array.from(targets, (uid) => values[uid]) };
}
