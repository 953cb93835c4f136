import { chainRun } from './chainRun.ts';
import type { ConsensusRun } from './sizes.ts';
import { repeat, type Timed } from './timing.ts';

/** Times the epochs of so many networks, one after another, each in memory of its own, and prints a line of JSON: for `networksPart.ts`. */
const count = Number(process.argv[2]);
const run: ConsensusRun = JSON.parse(process.argv[3]);
const networks: Timed[] = [];
for (let k = 0; k < count; k++) networks.push(await chainRun(run));
const timing = repeat(
  {
    epoch() {
      for (const network of networks) network.epoch();
    },
    proper: null,
    check: () => networks[0].check(),
  },
  3,
);
const checks = new Set(networks.map((network) => network.check()));
console.log(
  JSON.stringify({ ...timing, distinct: checks.size, peakMB: process.resourceUsage().maxRSS / 1024 }),
);
