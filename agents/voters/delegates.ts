import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import type { Elector } from './electors.ts';
import { placeAt } from './officers.ts';

/** [holder] place of its delegate: a validator, drawn by stake, for a part of the holders without one; null: none. */
export function delegatesOf(
  electors: readonly Pick<Elector, 'stake' | 'validates'>[],
  delegation: Share,
  seed: string,
): (number | null)[] {
  const draw = stream(seed, 'voters-delegates', 0);
  const stakes = electors.map(({ stake, validates }) => (validates ? Number(stake) : 0));
  return electors.map(({ validates }) => {
    const [delegates, part] = [draw.next() < delegation, draw.next()];
    return delegates && !validates ? placeAt(stakes, part) : null;
  });
}
