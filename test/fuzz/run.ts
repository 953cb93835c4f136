import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kept } from './kept.ts';
import { nothingYet } from './part.ts';
import { added, runPart } from './runPart.ts';

/**
 * `npm run fuzz -- <count> [--from n] [--out file]`: damaged inputs to every reader, from seed n on. With `--out` what each thousand came to
 * is kept in the file, and the same command goes on behind them. `npm run fuzz -- --join file …` adds up such files of ranges that follow on one another and keeps
 * them as `results/reference/fuzz/fuzz.json`. Ends with 1 if an input ended in anything but a value or a refusal.
 */
const reference = fileURLToPath(new URL('../../results/reference/fuzz/fuzz.json', import.meta.url));
const step = 1000;

const kept = (path: string): Kept => JSON.parse(readFileSync(path, 'utf8'));
const keep = (path: string, { from, to, mebibytes, slowest, counts, faults }: Kept): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ from, to, mebibytes, slowest, counts, faults }, null, 2)}\n`);
};

/** Files of ranges that follow on one another, as one. */
function joined(paths: readonly string[]): Kept {
  const parts = paths.map(kept).sort((one, other) => one.from - other.from);
  return parts.reduce((all, part) => {
    if (part.from !== all.to) throw new Error(`seeds ${all.to} … ${part.from} are in no file, or in two`);
    return {
      ...added(all, part),
      from: all.from,
      to: part.to,
      mebibytes: Math.max(all.mebibytes, part.mebibytes),
    };
  });
}

async function tried(count: number, from: number, out: string | null): Promise<Kept> {
  let all: Kept =
    out !== null && existsSync(out) ? kept(out) : { ...nothingYet(), from, to: from, mebibytes: 0 };
  const end = all.from + count;
  while (all.to < end) {
    const to = Math.min(all.to + step, end);
    const part = await runPart(all.to, to);
    for (const { seed, reader, what } of part.faults)
      process.stdout.write(`seed ${seed}, ${reader}: ${what}\n`);
    const mebibytes = Math.max(all.mebibytes, Math.round(process.resourceUsage().maxRSS / 1024));
    all = { ...added(all, part), from: all.from, to, mebibytes };
    if (out !== null) keep(out, all);
    process.stderr.write(`${to - all.from} of ${count} inputs, ${all.faults.length} faults\n`);
  }
  return all;
}

function summaryOf({ from, to, counts, slowest, mebibytes }: Kept): string {
  const sum = (name: 'taken' | 'refused' | 'faults') =>
    Object.values(counts).reduce((all, one) => all + one[name], 0);
  return `${to - from} inputs: ${sum('taken')} taken, ${sum('refused')} refused, ${sum('faults')} faults; at most ${slowest.milliseconds} ms of processor (${slowest.reader}, seed ${slowest.seed}), ${mebibytes} MiB`;
}

const words = process.argv.slice(2);
const after = (word: string): string | null => (words.includes(word) ? words[words.indexOf(word) + 1] : null);
const count = Number(words[0]);
if (words[0] !== '--join' && !(Number.isInteger(count) && count > 0)) {
  process.stderr.write(`npm run fuzz -- <count> [--from n] [--out file]; received ${words.join(' ')}\n`);
  process.exit(2);
}
const all =
  words[0] === '--join'
    ? joined(words.slice(1))
    : await tried(count, Number(after('--from') ?? 0), after('--out'));
if (words[0] === '--join') keep(reference, all);
process.stdout.write(`${summaryOf(all)}\n`);
if (all.faults.length > 0) process.exitCode = 1;
