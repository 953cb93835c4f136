import { populate } from '../../agents/scenarios/populate.ts';
import { defaultTable } from '../../agents/scoring/synergyTable.ts';
import { noiseAt, noiseKey } from '../../sim/noise.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { type BenchWorld, benchWorlds } from './worlds.ts';

/** Times one world in this fresh process and prints a line of JSON: what `bench.ts` collects. */
const bench = benchWorlds.find(({ name }) => name === process.argv[2]);
if (bench === undefined) throw new Error(`unknown world ${process.argv[2]}`);
runWorld(bench, 0.1);
const world = runWorld(bench, bench.days);
const megabytes = process.resourceUsage().maxRSS / 1024;
const bareSeconds = bareLoop(world.updates, bench.scenario.uids);
console.log(JSON.stringify({ name: bench.name, ...world, bareSeconds, megabytes }));

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

/** The same number of draws and nothing else: a noise word, and the score of its bin. Seconds. */
function bareLoop(draws: number, uids: number): number {
  const { bins } = defaultTable;
  const started = performance.now();
  let sum = 0;
  for (let sweep = 0; sweep * uids < draws; sweep++) {
    const { a, b } = noiseKey('bench', sweep & 127, sweep >>> 7);
    for (let uid = 0; uid < uids; uid++) sum += bins[((uid & 31) << 8) + (noiseAt(a, b, uid) >>> 24)];
  }
  if (!(sum > 0)) throw new Error('the bare loop drew nothing');
  return (performance.now() - started) / 1000;
}
