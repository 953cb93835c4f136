import { z } from 'zod';
import { canonical, NoCanonicalText } from '../base/canonical.ts';
import { messageOf } from '../base/thrown.ts';

/** What a worker must know of a study before it joins. */
const card = z.object({
  hash: z.string(),
  name: z.string(),
  /** Version of the chain that it is about. */
  ruleset: z.string(),
  engine: z.string(),
  schema: z.number(),
  version: z.string(),
  /** Who coordinates, in words. */
  by: z.string(),
});
export type Card = z.infer<typeof card>;

/** A job: trials of a list by their place in it, each with the id that the worker must find too. */
const job = z.object({
  list: z.string(),
  trials: z.array(z.tuple([z.number().int().nonnegative(), z.string()])).min(1),
});
export type JobData = z.infer<typeof job>;

const result = z.object({
  id: z.string(),
  milliseconds: z.number(),
  result: z.record(z.string(), z.unknown()),
  ranWhole: z.string().optional(),
});

const failure = z.object({
  id: z.string(),
  reason: z.string(),
  place: z.object({ agent: z.string(), block: z.number() }).optional(),
  byTime: z.literal(true).optional(),
});
export type Failure = z.infer<typeof failure>;

/** What became of a trial. A result first: most are, and each is read. */
const brought = z.union([result, failure]);
export type Brought = z.infer<typeof brought>;

/** A worker that is there: `beat` grows while it lives. */
const presence = z.object({ name: z.string(), threads: z.number(), beat: z.number(), done: z.number() });
export type Presence = z.infer<typeof presence>;

/** Who holds a lease: what a lock says of a process, where it keeps its results, and a number that grows while it lives. */
const holder = z.object({
  token: z.string(),
  host: z.string(),
  boot: z.string().nullable(),
  space: z.string().nullable(),
  pid: z.number(),
  started: z.string().nullable(),
  folder: z.string(),
  beat: z.number(),
});
export type Holder = z.infer<typeof holder>;

/** The field in which what became of a trial is in an entry of the stream, which has it once for each of its trials. */
export const resultField = 'trial';

/** What the fields of an entry bring, each followed by its value. What is not ours is passed over. */
export function readEntry(fields: readonly string[]): Brought[] {
  const texts = fields.filter((_, k) => k % 2 === 1 && fields[k - 1] === resultField);
  return texts.map(readBrought).filter((one) => one !== null);
}

export const readCard = readerOf(card);
export const readBrought = readerOf(brought);
export const readPresence = readerOf(presence);
export const readHolder = readerOf(holder);

/** The data of a job as BullMQ gives it; null: not one of ours. */
export const readJob = (data: unknown): JobData | null => job.safeParse(data).data ?? null;

/** Reads a text of a kind; null for any other text. */
function readerOf<Value>(kind: z.ZodType<Value>): (text: string | null) => Value | null {
  return (text) => {
    if (text === null) return null;
    try {
      return kind.safeParse(JSON.parse(text)).data ?? null;
    } catch {
      return null;
    }
  };
}

/**
 * The text in which a result travels: numbers come back the same. What no row may hold (NaN, −0) fails here, as it would have failed in
 * the journal.
 */
export function textOfResult(id: string, result: unknown, milliseconds: number, ranWhole?: string): string {
  try {
    const head = JSON.stringify({ id, milliseconds, ranWhole });
    return `${head.slice(0, -1)},"result":${canonical(result)}}`;
  } catch (error) {
    if (!(error instanceof NoCanonicalText)) throw error;
    return textOfFailure({ id, reason: `its result cannot be stored: ${messageOf(error)}` });
  }
}

export const textOfFailure = (told: Failure): string => JSON.stringify(told);
