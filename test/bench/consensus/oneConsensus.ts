import { existsSync, readFileSync } from 'node:fs';
import { chainRun } from './chainRun.ts';
import { float64Run } from './float64Run.ts';
import type { ConsensusRun } from './sizes.ts';
import { repeat } from './timing.ts';

/** Times one run in this fresh process and prints a line of JSON: what `consensusPart.ts` collects. */
const run: ConsensusRun = JSON.parse(process.argv[2]);
const timed = run.arithmetic === 'chain' ? await chainRun(run) : float64Run(run);
const timing = repeat(timed);
timed.end?.();
console.log(JSON.stringify({ ...timing, peakMB: peakMegabytes() }));

/** Largest memory of this process. Linux hands on the peak of whoever starts it in maxRSS, not in VmHWM. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /VmHWM:\s*(\d+)/.exec(status)?.[1];
  return Number(kilobytes ?? process.resourceUsage().maxRSS) / 1024;
}
