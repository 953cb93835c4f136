import { fitting } from '../../report/answer/fitting.ts';
import { differsWords, worldsWords } from '../../report/answer/phrases.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { number } from '../../statistics/format.ts';
import type { Reading } from './outcomes.ts';

/** The answer of a crash in one sentence: what it does to compute late, and to what a client gets. `client`: its loss less that of the flat path. */
export function bearAnswer({ compute, window }: Reading, client: Estimate | null): string {
  if (compute === null)
    return `Nothing can be compared: compute has no value on ${window.name} in any pair of worlds.`;
  const head = `A crash of the price by 80 % leaves compute ${fallWords(compute)} on ${window.name}`;
  const worlds = worldsWords(compute.n);
  return client === null
    ? `${head} (${worlds}).`
    : fitting(`${head}; ${differsWords(client, 'clientGap')} (${worlds}).`, `${head} (${worlds}).`);
}

/** `82 % [79, 84] lower`, of a difference of logarithms. */
function fallWords({ mean, low, high }: Estimate): string {
  const of = (value: number) => 100 * (Math.exp(value) - 1);
  const sign = mean < 0 ? -1 : 1;
  const [near, far] = [sign * of(low), sign * of(high)].toSorted((one, other) => one - other);
  return `${number(sign * of(mean), 0)} % [${number(near, 0)}, ${number(far, 0)}] ${mean < 0 ? 'lower' : 'higher'}`;
}
