import { populate } from '../../agents/scenarios/populate.ts';
import type { Validator } from '../../agents/validators/validator.ts';
import { noiseAt, noiseKey } from '../../sim/noise.ts';
import { benchWorlds } from './worlds.ts';

/**
 * Times score updates (noise, scoring law, moving average) of the largest world against a loop that only draws the noise
 * of as many, the two by turns in pieces of a millisecond, and prints a line of JSON: what `bench.ts` collects. Minima of
 * short pieces find the moments in which nobody else has the processor. Updates are counted by the scorer.
 */
const rounds = 1000;
const validatorsEach = 16;
const { scenario, ruleset, set } = benchWorlds.find(({ name }) => name === 'nakamoto-4096x128')!;
const { cast, world } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed: 'bench' });
const validators = cast.validators as readonly Validator[];
const { hotkey, size } = world.network;

let drawn = 0;
let updates = 0;
const bare: number[] = [];
const scoring: number[] = [];
for (let round = 0; round < rounds; round++) {
  const first = (round * validatorsEach) % validators.length;
  const some = validators.slice(first, first + validatorsEach);
  bare.push(secondsOf(() => drawOnly(some, round)));
  updates = 0;
  scoring.push(secondsOf(() => score(some, round)));
}
if (drawn === 0) throw new Error('the bare loop drew nothing');
const [bareSeconds, scoringSeconds] = [bare, scoring].map((seconds) => Math.min(...seconds));
console.log(JSON.stringify({ updates, bareSeconds, scoringSeconds, rounds }));

function drawOnly(some: readonly Validator[], sweep: number): void {
  // A local integer: the sum must not cost what the draw does.
  let mixed = 0;
  for (const { serial } of some) {
    const { a, b } = noiseKey('bench', serial, sweep);
    for (let uid = 0; uid < size; uid++) mixed ^= noiseAt(a, b, hotkey[uid]);
  }
  drawn = mixed;
}

function score(some: readonly Validator[], sweep: number): void {
  for (const { scores, scorer, serial } of some)
    updates += scorer.fold({
      scores,
      hotkey,
      size,
      key: noiseKey('bench', serial, sweep),
      alpha: 0.1,
      missed: [],
    });
}

function secondsOf(run: () => void): number {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1000;
}
