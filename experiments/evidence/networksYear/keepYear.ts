import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { chainSize } from '../../../agents/networks/liveSetting.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { stretchesFrom, type YearSoFar, type YearStretch, yearBeginning } from './yearRun.ts';

/**
 * `npm run remake networks-year -- [days] [threads]`: a world of 128 subnets to so many days, 365 if nothing is said, by as many threads as
 * there are cores. It is checked, hashed and saved in results/networks-year every five days and goes on from there;
 * results/reference/networks-year/year.json is written as often.
 */
const days = Number(process.argv[2] ?? 365);
const threads = Number(process.argv[3] ?? availableParallelism());
const daysAtATime = 5;
const place = (path: string) => fileURLToPath(new URL(`../../../results/${path}`, import.meta.url));
const saved = place('networks-year/state.bin');
const kept = place('reference/networks-year/year.json');

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const wall = () => performance.now() / 1000;

const lastDay = ({ stretches }: YearSoFar): number => stretches.at(-1)?.day ?? 0;

function summaryOf(soFar: YearSoFar) {
  const { setting, stretches } = soFar;
  const blocks = lastDay(soFar) * blocksPerDay;
  const sumOf = (of: (stretch: YearStretch) => number) =>
    stretches.reduce((sum, stretch) => sum + of(stretch), 0);
  const seconds = sumOf(({ processorSeconds }) => processorSeconds);
  return {
    ruleset: 'burn-2026',
    setting,
    machine: cpus()[0].model,
    node: process.version,
    threads,
    blocks,
    clockMinutes: sumOf(({ clockSeconds }) => clockSeconds) / 60,
    processorMinutes: seconds / 60,
    processorMsPerBlock: (seconds * 1000) / blocks,
    stretches,
  };
}

const start: YearSoFar = existsSync(saved) ? deserialize(readFileSync(saved)) : yearBeginning(chainSize);
for (const dir of [dirname(saved), dirname(kept)]) mkdirSync(dir, { recursive: true });
if (lastDay(start) < days)
  for await (const now of stretchesFrom(start, { processor, wall }, { days: daysAtATime, threads })) {
    writeWhole(saved, serialize(now));
    writeWhole(kept, `${JSON.stringify(summaryOf(now), null, 1)}\n`);
    const { day, processorSeconds, clockSeconds } = now.stretches[now.stretches.length - 1];
    console.log(
      `day ${day}: ${daysAtATime} days took ${processorSeconds} s of processor, ${clockSeconds} s by the clock`,
    );
    if (lastDay(now) >= days) break;
  }
