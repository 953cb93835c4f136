import type { Life, Schedule } from './schedule.ts';

/** Simpler forms of a schedule, the most drastic first. */
function* simpler(schedule: Schedule): Generator<Schedule> {
  const { lives, misfortunes, trials, shards } = schedule;
  for (const k of lives.keys()) if (lives.length > 1) yield { ...schedule, lives: without(lives, k) };
  for (const k of misfortunes.keys()) yield { ...schedule, misfortunes: without(misfortunes, k) };
  if (shards > 1) yield { ...schedule, shards: 1, lives: lives.map((life) => ({ ...life, shard: 0 })) };
  for (const fewer of [1, Math.floor(trials / 2), trials - 1])
    if (fewer >= 1 && fewer < trials) yield { ...schedule, trials: fewer };
  for (const [k, life] of lives.entries())
    for (const other of simplerLives(life))
      yield { ...schedule, lives: lives.map((one, place) => (place === k ? other : one)) };
}

function* simplerLives(life: Life): Generator<Life> {
  const { cut, dies, freezes, hangs, stops, within, ...rest } = life;
  const odd = { cut, dies, freezes, hangs, stops, within };
  for (const name of ['cut', 'dies', 'freezes', 'hangs', 'stops', 'within'] as const) {
    const others = Object.entries(odd).filter(([key, value]) => key !== name && value !== undefined);
    if (odd[name] !== undefined) yield { ...rest, ...Object.fromEntries(others) };
  }
  for (const k of life.messages.keys()) yield { ...life, messages: without(life.messages, k) };
  for (const [k, fault] of life.disk.entries()) {
    yield { ...life, disk: without(life.disk, k) };
    const { part, calls, ...plain } = fault;
    if (part !== undefined || calls !== undefined)
      yield { ...life, disk: life.disk.map((one, place) => (place === k ? plain : one)) };
  }
  if (life.workers > 1) yield { ...life, workers: 1 };
  if (life.machine > 0) yield { ...life, machine: 0 };
}

const without = <Item>(list: readonly Item[], place: number): Item[] => list.filter((_, k) => k !== place);

/** The simplest schedule found that still breaks a promise, by leaving out one thing after the other. */
export async function shrunk(
  schedule: Schedule,
  breaks: (schedule: Schedule) => Promise<boolean>,
): Promise<Schedule> {
  for (const one of simpler(schedule)) if (await breaks(one)) return shrunk(one, breaks);
  return schedule;
}
