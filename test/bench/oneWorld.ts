import { populate } from '../../agents/scenarios/populate.ts';
import { Observer } from '../../sim/metrics/observer.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { processorSeconds } from './processor.ts';
import { type BenchWorld, benchWorlds } from './worlds.ts';

/** Times one world in this fresh process and prints a line of JSON: what `bench.ts` collects. */
const bench = benchWorlds.find(({ name }) => name === process.argv[2]);
if (bench === undefined) throw new Error(`unknown world ${process.argv[2]}`);
// The engine compiles what is hot before the clock starts.
runWorld(bench, bench.scenario.uids > 1000 ? 0.1 : 3);
const world = runWorld(bench, bench.days);
console.log(JSON.stringify({ name: bench.name, ...world, megabytes: process.resourceUsage().maxRSS / 1024 }));

/** Score updates and weight entries as the engine counts them. */
function runWorld({ scenario, ruleset, set, watched }: BenchWorld, days: number) {
  const population = populate({ scenario, ruleset, arithmetic: 'float64', set, seed: 'bench' });
  const { world: built, cast, truth, stakeLimit } = population;
  const from = built.block;
  const binBlocks = built.rules.period(built);
  const observer = watched ? new Observer(built, truth, { from, stakeLimit, binBlocks }) : null;
  let entries = 0;
  let steps = 0;
  const started = performance.now();
  const busy = processorSeconds();
  for (const event of simulate(built, cast, from + days * blocksPerDay)) {
    observer?.see(event);
    if (event.kind !== 'step') continue;
    entries += event.payout.entries;
    steps += 1;
  }
  observer?.finish();
  const seconds = (performance.now() - started) / 1000;
  return { seconds, processor: processorSeconds() - busy, updates: truth.updates(), entries, steps };
}
