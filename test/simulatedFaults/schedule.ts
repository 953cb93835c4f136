import { type Stream, stream } from '../../sim/random.ts';

/** What a call to the disk meets: the process is killed in it, the disk is full, or it fails. */
export interface DiskFault {
  readonly kind: 'kill' | 'full' | 'broken';
  /** Number of the call of its process, from 1 on. */
  readonly at: number;
  /** How many calls meet it; absent: one. */
  readonly calls?: number;
  /** The part of a write that is done before. */
  readonly part?: number;
}

/** What becomes of a message from a worker, by its number. */
export interface MessageFault {
  readonly message: number;
  readonly fate: 'lost' | 'twice' | 'late';
  /** Milliseconds by which it, or its second copy, is late. */
  readonly by: number;
}

/** One start of a coordinator. */
export interface Life {
  /** The part of the study that it runs, where the study is in parts. */
  readonly shard: number;
  /** Machine 0, or container 1 or 2 of another; all have the disk. */
  readonly machine: number;
  /** When it starts, ms. */
  readonly at: number;
  /** It starts within this call to the disk of the life before it, whatever `at` says. */
  readonly within?: number;
  readonly workers: number;
  /** Milliseconds that a trial takes. */
  readonly takes: number;
  readonly disk: readonly DiskFault[];
  readonly messages: readonly MessageFault[];
  /** No message comes through from a moment after its start on, for so long, ms. */
  readonly cut?: { readonly from: number; readonly lasts: number };
  /** A worker that dies with its k-th task. */
  readonly dies?: { readonly worker: number; readonly task: number };
  /** It is frozen, as a laptop that is closed. */
  readonly freezes?: { readonly from: number; readonly lasts: number };
  /** It is frozen within a call to the disk, by its number, while others go on: for so long, ms, before the next life starts, and after. */
  readonly hangs?: { readonly at: number; readonly before: number; readonly after: number };
  /** It is asked to stop, or killed, between two things it does. */
  readonly stops?: { readonly from: number; readonly by: 'signal' | 'kill' };
}

/** What happens to all machines. */
export type Misfortune =
  | { readonly kind: 'power'; readonly at: number; readonly draw: number }
  /** The clocks of the calendar are set, by so many ms. */
  | { readonly kind: 'clock'; readonly at: number; readonly by: number };

/** Everything that goes wrong in one simulation: plain data, from which it can be repeated. */
export interface Schedule {
  readonly trials: number;
  readonly shards: number;
  readonly lives: readonly Life[];
  readonly misfortunes: readonly Misfortune[];
}

/** The schedule of a number. */
export function scheduleOf(number: number): Schedule {
  const random = stream(number, 'faults', 'schedule');
  const chance = (share: number) => random.next() < share;
  // Drawn by itself: the other draws of a number are what they were before there was this.
  const hanging = stream(number, 'faults', 'hangs');
  const shards = chance(0.25) ? 2 : 1;
  const trials = 2 + random.integer(9);
  const pace = [5, 40, 40, 2500][random.integer(4)];
  const length = pace * (trials + 4);
  const lives: Life[] = [];
  let at = 0;
  for (let k = 1 + random.integer(5); k > 0; k--) {
    lives.push({
      ...lifeOf(random, { shards, at, pace, length, isFirst: lives.length === 0 }),
      ...hangOf(hanging, length, pace),
    });
    at += Math.floor(random.next() * length);
    if (chance(0.1)) at += 70_000;
  }
  const misfortunes: Misfortune[] = [];
  if (chance(0.35))
    misfortunes.push({ kind: 'power', at: moment(random, at + length), draw: random.integer(1e6) });
  if (chance(0.15))
    misfortunes.push({
      kind: 'clock',
      at: moment(random, at + length),
      by: [-3_600_000, -30_000, 30_000, 90_000, 3_600_000][random.integer(5)],
    });
  return { trials, shards, lives, misfortunes };
}

function hangOf(random: Stream, length: number, pace: number): Pick<Life, 'hangs'> {
  if (random.next() >= 0.2) return {};
  const at = 1 + random.integer(90);
  // As long as a lease, or as what others do.
  const before = random.next() < 0.5 ? 60_000 + random.integer(5000) : moment(random, 2 * length);
  const after = moment(random, random.next() < 0.5 ? pace : 2 * length);
  return { hangs: { at, before, after } };
}

interface LifeTerms {
  readonly shards: number;
  readonly at: number;
  readonly pace: number;
  /** About how long a life lasts, ms. */
  readonly length: number;
  readonly isFirst: boolean;
}

const moment = (random: Stream, before: number): number => Math.floor(random.next() * before);

function lifeOf(random: Stream, { shards, at, pace, length, isFirst }: LifeTerms): Life {
  const chance = (share: number) => random.next() < share;
  const disk: DiskFault[] = [];
  // An opening takes some 30 calls to the disk, and each trial one or two.
  if (chance(0.45)) disk.push({ kind: 'kill', at: 1 + random.integer(70), part: random.next() });
  if (chance(0.2))
    disk.push({
      kind: chance(0.5) ? 'full' : 'broken',
      at: 1 + random.integer(60),
      calls: chance(0.5) ? 1 : 1 + random.integer(20),
      part: chance(0.5) ? 0 : random.next(),
    });
  const messages: MessageFault[] = [];
  for (let k = random.integer(4); k > 0 && chance(0.6); k--)
    messages.push({
      message: random.integer(12),
      fate: (['lost', 'twice', 'late'] as const)[random.integer(3)],
      by: moment(random, 4 * length),
    });
  return {
    shard: random.integer(shards),
    machine: random.integer(3),
    at,
    ...(!isFirst && chance(0.25) && { within: 1 + random.integer(40) }),
    workers: 1 + random.integer(3),
    takes: pace,
    disk,
    messages,
    ...(chance(0.1) && { cut: { from: moment(random, length), lasts: moment(random, 2 * length) } }),
    ...(chance(0.15) && { dies: { worker: random.integer(3), task: random.integer(4) } }),
    ...(chance(0.1) && {
      freezes: { from: moment(random, length), lasts: moment(random, chance(0.5) ? 2 * length : 120_000) },
    }),
    ...(chance(0.2) && {
      stops: { from: moment(random, length), by: chance(0.5) ? ('signal' as const) : ('kill' as const) },
    }),
  };
}
