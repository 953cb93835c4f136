import { type Cost, measureCost } from './measureCost.ts';

/** K networks of one size against one network of all their uids; every uid a validator. */
export interface ManyNets {
  readonly nets: number;
  /** Uids of each. */
  readonly size: number;
  readonly many: Pick<Cost, 'entries' | 'ms'>;
  readonly one: Cost;
}

/** Measures each of K networks by itself and adds up: they share nothing. `one` is the network of K · size uids. */
export function manyNets(nets: number, size: number, one: Cost): ManyNets {
  if (one.size !== nets * size)
    throw new RangeError(
      `${nets} networks of ${size} have ${nets * size} uids; the one to compare has ${one.size}`,
    );
  let [entries, ms] = [0, 0];
  for (let net = 0; net < nets; net++) {
    const cost = measureCost({ size, validators: size, density: 1 });
    entries += cost.entries;
    ms += cost.ms;
  }
  return { nets, size, many: { entries, ms }, one };
}
