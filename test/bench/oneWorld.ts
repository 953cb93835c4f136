import { populate } from '../../agents/scenarios/populate.ts';
import { defaultTable } from '../../agents/scoring/synergyTable.ts';
import type { TableScorer } from '../../agents/sweepScorer.ts';
import type { Validator } from '../../agents/validator.ts';
import { type NoiseKey, noiseAt, noiseKey } from '../../sim/noise.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { type BenchWorld, benchWorlds } from './worlds.ts';

/** Times one world in this fresh process and prints a line of JSON: what `bench.ts` collects. */
const bench = benchWorlds.find(({ name }) => name === process.argv[2]);
if (bench === undefined) throw new Error(`unknown world ${process.argv[2]}`);
runWorld(bench, 0.1);
const world = runWorld(bench, bench.days);
const megabytes = process.resourceUsage().maxRSS / 1024;
const { bareSeconds, foldSeconds } = drawAlone(bench, world.updates);
console.log(JSON.stringify({ name: bench.name, ...world, bareSeconds, foldSeconds, megabytes }));

/** Score updates and weight entries as the engine counts them. */
function runWorld({ scenario, ruleset, set }: BenchWorld, days: number) {
  const {
    world: built,
    cast,
    truth,
  } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed: 'bench' });
  const end = built.block + days * blocksPerDay;
  let entries = 0;
  let steps = 0;
  const started = performance.now();
  for (const event of simulate(built, cast, end)) {
    if (event.kind !== 'step') continue;
    entries += event.payout.entries;
    steps += 1;
  }
  return { seconds: (performance.now() - started) / 1000, updates: truth.updates(), entries, steps };
}

/**
 * The same number of draws without a world: bare (a noise word and the score it picks for a miner of the world), and
 * folded into moving averages as a validator does. Seconds.
 */
function drawAlone({ scenario, ruleset, set }: BenchWorld, draws: number) {
  const { cast, world: founded } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed: 'bench' });
  const scorer = (cast.validators[0] as Validator).scorer as TableScorer;
  const { book } = scorer;
  const { bins } = defaultTable;
  const { hotkey, size } = founded.network;
  const timed = (sweepOver: (key: NoiseKey) => void): number => {
    const started = performance.now();
    for (let sweep = 0; sweep * size < draws; sweep++) sweepOver(noiseKey('bench', sweep & 127, sweep >>> 7));
    return (performance.now() - started) / 1000;
  };
  let sum = 0;
  const bareSeconds = timed(({ a, b }) => {
    for (let uid = 0; uid < size; uid++) {
      const bin = book.level[uid] * 256 + (noiseAt(a, b, hotkey[uid]) >>> 24);
      sum += bins[bin] + (bins[bin + 256] - bins[bin]) * book.fraction[uid];
    }
  });
  const scores = new Float64Array(size);
  const foldSeconds = timed((key) => scorer.fold(scores, hotkey, size, key, 0.1, []));
  if (!(sum > 0)) throw new Error('the bare loop drew nothing');
  return { bareSeconds, foldSeconds };
}
