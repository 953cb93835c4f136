import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import found from './found.data.json' with { type: 'json' };
import { harmless, plants } from './plants.ts';
import { type Schedule, scheduleOf } from './schedule.ts';
import { firstThatFinds, type Part, runPart, simplest } from './search.ts';
import { type Plant, simulate } from './simulate.ts';

/** Planted faults that show where a coordinator is frozen. */
const freezing = [
  'writes on in the file that it finds',
  'never looks whether it still has its lock',
  'leaves the drafts of those before it',
];

describe('the runner under simulated faults', () => {
  it('loses nothing acknowledged, counts nothing twice and ends with the same bytes, in 10,000 schedules', async () => {
    const { broken, met, milliseconds } = await runPart(1, 10_000);
    expect(broken).toEqual([]);
    expect(milliseconds).toBeLessThan(10);
    // The test has teeth only if the faults came while something was at stake.
    expect(met.kills).toBeGreaterThan(10_000);
    expect(met['power losses']).toBeGreaterThan(3000);
    expect(met['refused starts']).toBeGreaterThan(2000);
    expect(met['runs ended by the disk']).toBeGreaterThan(1000);
    expect(met['rows acknowledged']).toBeGreaterThan(40_000);
    expect(met['trials run again']).toBeGreaterThan(100);
  }, 300_000);

  it('does so in each schedule that once broke a promise', async () => {
    expect(found.length).toBeGreaterThan(0);
    for (const { was, schedule } of found)
      expect((await simulate(schedule as Schedule)).broken, was).toEqual([]);
  });

  it('adds no row of a coordinator that was frozen within any call while another took its lock, as one does that writes on in the same file', async () => {
    const [schedule] = found
      .filter(({ was }) => was.startsWith('62141'))
      .map((one) => one.schedule as Schedule);
    const [first, second] = schedule.lives;
    const plant = plants['writes on in the file that it finds'];
    let twice = 0;
    for (let within = 1; within < 80; within++) {
      const frozen = { ...schedule, lives: [first, { ...second, within }] };
      expect((await simulate(frozen)).broken, `frozen in call ${within}`).toEqual([]);
      twice += (await simulate(frozen, plant)).broken.filter(
        (what) => what === 'part 0 has a trial twice',
      ).length;
    }
    expect(twice).toBeGreaterThan(0);
  });

  it('keeps its promises wherever a coordinator is frozen for longer than a lease while another takes over, which three faults do not', async () => {
    const life = { shard: 0, workers: 1, takes: 2500, disk: [], messages: [] };
    const frozenIn = (at: number): Schedule => ({
      trials: 2,
      shards: 1,
      lives: [
        { ...life, machine: 0, at: 0, hangs: { at, before: 61_000, after: 1 } },
        { ...life, machine: 1, at: 500_000 },
      ],
      misfortunes: [],
    });
    const breaks = async (at: number, plant?: Plant) => (await simulate(frozenIn(at), plant)).broken;
    const found = new Set<string>();
    for (let at = 1; at < 90; at++) {
      expect(await breaks(at), `frozen in call ${at}`).toEqual([]);
      for (const name of freezing) if ((await breaks(at, plants[name])).length > 0) found.add(name);
    }
    expect([...found].sort()).toEqual([...freezing].sort());
  });

  it('comes to the same for the same schedule, which is plain data', async () => {
    for (const number of [3, 14, 1789]) {
      const schedule = scheduleOf(number);
      const copy: Schedule = JSON.parse(JSON.stringify(schedule));
      expect(scheduleOf(number)).toEqual(copy);
      expect(await simulate(copy)).toEqual(await simulate(schedule));
    }
  });
});

/** Planted faults, and the schedule that finds each first: it is tried first, and the others only where it no longer does. */
const firsts: Readonly<Record<string, number>> = {
  'acknowledges before it writes': 1,
  'has no lock': 14,
  'retries without id: an answer is taken for that of the first task asked': 4,
  'renames without sync': 8,
  'merges by order': 4,
  'knows the holder of a lock by its process number alone': 1,
  'writes on in the file that it finds': 286,
  'leaves half a line where it is': 54,
  'never looks whether it still has its lock': 1206,
  'leaves the drafts of those before it': 17_777,
  'believes that what it finds is on the disk': 2246,
};

describe('a fault planted into the runner', () => {
  it('is in the table, whichever it is', () => {
    expect(Object.keys(firsts)).toEqual(Object.keys(plants));
  });

  it.each(Object.entries(plants))('"%s" is found within 100,000 schedules', async (name, plant) => {
    const { broken } = await simulate(scheduleOf(firsts[name]), plant);
    const number = broken.length > 0 ? firsts[name] : await firstThatFinds(plant, 100_000);
    expect(number).not.toBeNull();
    expect(number).toBeLessThanOrEqual(100_000);
  });

  it.each(Object.entries(harmless))(
    '"%s" breaks no promise in 2,000 schedules: it is a fault of the lock alone',
    async (_, plant) => {
      expect(await firstThatFinds(plant, 2000)).toBeNull();
    },
  );

  it('is shown by a schedule of few faults, made from the one that found it by leaving things out', async () => {
    const plant = plants['believes that what it finds is on the disk'];
    const number = firsts['believes that what it finds is on the disk'];
    const short = await simplest(scheduleOf(number), plant);
    expect((await simulate(short, plant)).broken).not.toEqual([]);
    expect((await simulate(short)).broken).toEqual([]);
    expect(short.lives.length).toBeLessThanOrEqual(2);
    expect(short.lives.flatMap(({ disk, messages }) => [...disk, ...messages]).length).toBe(1);
    expect(short.misfortunes.map(({ kind }) => kind)).toEqual(['power']);
  });
});

describe('the kept result of the script', () => {
  const file = fileURLToPath(
    new URL('../../results/reference/simulated-faults/parts.ndjson', import.meta.url),
  );

  it('says what was run, without a gap or an overlap, and that no promise was broken', () => {
    expect(existsSync(file)).toBe(true);
    const parts: (Part & { readonly code: string })[] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .sort((one, other) => one.from - other.from);
    let next = 1;
    for (const { from, count, broken, milliseconds } of parts) {
      expect(from).toBe(next);
      expect(broken).toEqual([]);
      expect(milliseconds).toBeLessThan(10);
      next += count;
    }
    expect(new Set(parts.map(({ code }) => code)).size).toBe(1);
    expect(next - 1).toBeGreaterThanOrEqual(10_000);
  });
});
