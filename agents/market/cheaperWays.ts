import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { pow } from '../../sim/math/elementary.ts';
import type { Share } from '../../sim/units.ts';
import type { Person } from './person.ts';

/** Ways of answering that are cheaper than the usual one, each on top of the one before; none where no miner invents. */
export const waysToFind = (hyperparameters: Hyperparameters): number =>
  hyperparameters['market.inventionsPerDay'] > 0 || hyperparameters['market.invented']
    ? hyperparameters['market.inventionsMost']
    : 0;

/** What a query needs by the `way`-th cheaper way, over the usual one (assumption A37). */
export const needOf = (way: number, hyperparameters: Hyperparameters): Share =>
  pow(1 - hyperparameters['market.inventionSaving'], way);

/** Part of a device that it takes to serve a query that way: all of it where the saving is in rent. */
export const deviceNeedOf = (way: number, hyperparameters: Hyperparameters): Share =>
  hyperparameters['market.inventionSpares'] === 'device' ? needOf(way, hyperparameters) : 1;

/** A miner that answers by the `way`-th cheaper way from now on. */
export function taught(person: Person, way: number, hyperparameters: Hyperparameters): Person {
  if (hyperparameters['market.inventionSpares'] === 'device') return { ...person, way };
  const before = needOf(person.way ?? 0, hyperparameters);
  return { ...person, way, rentFactor: (person.rentFactor * needOf(way, hyperparameters)) / before };
}
