import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { chainSize } from '../../../agents/networks/liveSetting.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { daysFrom, type YearDay, type YearSoFar, yearBeginning } from './yearRun.ts';

/**
 * `npm run remake networks-year -- [days] [threads]`: a world of 128 subnets to so many days, 365 if nothing is said, by as many threads as
 * there are cores. It is saved every ten days in results/networks-year and goes on from there; results/reference/networks-year/year.json
 * is written as often.
 */
const days = Number(process.argv[2] ?? 365);
const threads = Number(process.argv[3] ?? availableParallelism());
const daysBetweenSaves = 10;
const place = (path: string) => fileURLToPath(new URL(`../../../results/${path}`, import.meta.url));
const saved = place('networks-year/state.bin');
const kept = place('reference/networks-year/year.json');

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const wall = () => performance.now() / 1000;

function summaryOf({ setting, days: done }: YearSoFar) {
  const blocks = done.length * blocksPerDay;
  const sumOf = (of: (day: YearDay) => number) => done.reduce((sum, day) => sum + of(day), 0);
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
    days: done,
  };
}

const start: YearSoFar = existsSync(saved) ? deserialize(readFileSync(saved)) : yearBeginning(chainSize);
for (const dir of [dirname(saved), dirname(kept)]) mkdirSync(dir, { recursive: true });
if (start.days.length < days)
  for await (const now of daysFrom(start, { processor, wall }, threads)) {
    const last = now.days[now.days.length - 1];
    const isLast = now.days.length >= days;
    if (isLast || last.day % daysBetweenSaves === 0) {
      writeWhole(saved, serialize(now));
      writeWhole(kept, `${JSON.stringify(summaryOf(now), null, 1)}\n`);
    }
    console.log(
      `day ${last.day}: ${last.processorSeconds} s of processor, ${last.clockSeconds} s by the clock`,
    );
    if (isLast) break;
  }
