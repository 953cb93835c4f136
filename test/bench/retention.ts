import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { textTable } from '../../experiments/base/textTable.ts';
import { mapsInChainArithmetic } from '../../experiments/figures/retention/inChainArithmetic.ts';
import { requiredOverSeeds } from '../../experiments/figures/retention/overSeeds.ts';
import { publishedStakes, settingOf } from '../../experiments/figures/retention/published.ts';

/**
 * `npm run bench:retention` (`-- --json`): the full retention map, 11 stakes of 51 × 51 networks of 512 uids, in either
 * arithmetic on worker threads. Wall time and the processor's own time of the same run; three runs, the fastest shown.
 */
const figure = 'weights_stddev_40';
const networks = publishedStakes.length * 51 * 51;
const limitSeconds = 8;

const arithmetics = {
  float64: () => requiredOverSeeds([figure], publishedStakes, 1),
  chain: () => mapsInChainArithmetic([settingOf(figure)], publishedStakes),
};

const rows: {
  arithmetic: string;
  networks: number;
  minSeconds: number;
  cpuSeconds: number;
  limitSeconds: number;
}[] = [];
for (const [arithmetic, run] of Object.entries(arithmetics)) {
  const runs: { seconds: number; cpu: number }[] = [];
  for (let k = 0; k < 3; k++) {
    const [start, busy] = [performance.now(), process.cpuUsage()];
    await run();
    const { user, system } = process.cpuUsage(busy);
    runs.push({ seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 });
  }
  const least = (of: (one: (typeof runs)[number]) => number) => Math.min(...runs.map(of));
  rows.push({
    arithmetic,
    networks,
    minSeconds: least(({ seconds }) => seconds),
    cpuSeconds: least(({ cpu }) => cpu),
    limitSeconds,
  });
}

const results = new URL('../../results/bench/', import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(new URL('retention.json', results), `${JSON.stringify(rows, null, 2)}\n`);
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
else {
  const right = (title: string) => ({ title, align: 'right' as const });
  const head = [{ title: 'arithmetic' }, ...['networks', 'min s', 'processor s', 'limit s'].map(right)];
  const lines = rows.map((row) => [
    row.arithmetic,
    row.networks.toLocaleString('en'),
    row.minSeconds.toFixed(2),
    row.cpuSeconds.toFixed(2),
    String(row.limitSeconds),
  ]);
  console.log(textTable(head, lines));
  console.log(
    `${availableParallelism()} cores. Elsewhere: the published recipe 15 min, the chain’s own code 515 s on one core.`,
  );
}
