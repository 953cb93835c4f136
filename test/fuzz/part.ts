import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawsOf, mutated } from './mutate.ts';
import { outcomeOf } from './outcome.ts';
import { type FuzzedReader, readers } from './readers.ts';

/** Inputs of one reader by what became of them. */
export interface Counts {
  taken: number;
  refused: number;
  faults: number;
}

/** An input that ended otherwise than it may: `npm run fuzz -- 1 --from <seed>` tries it again. */
export interface Fault {
  readonly seed: number;
  readonly reader: string;
  readonly what: string;
}

/** What became of the inputs of a part. */
export interface PartResult {
  readonly counts: Record<string, Counts>;
  readonly faults: Fault[];
  /** Most that one input took, ms of processor, and whose it was. */
  slowest: { milliseconds: number; reader: string; seed: number };
}

export const nothingYet = (): PartResult => ({
  counts: {},
  faults: [],
  slowest: { milliseconds: 0, reader: '', seed: 0 },
});

const inputs = new Map<string, readonly Buffer[]>();

function inputsOf({ name, inputs: read }: FuzzedReader): readonly Buffer[] {
  const known = inputs.get(name) ?? read();
  inputs.set(name, known);
  return known;
}

const weights = readers.flatMap((reader) => Array.from({ length: reader.weight }, () => reader));

/** The reader of a seed: every one has its share of them. */
export const readerOf = (seed: number): FuzzedReader => weights[seed % weights.length];

/** The damaged input of a seed. */
export const inputOf = (seed: number): Buffer => {
  const reader = readerOf(seed);
  return mutated(inputsOf(reader), drawsOf(reader.name, seed));
};

/** Tries the inputs of seeds `from` … `to` − 1; `before` is told of each. */
export async function tryPart(
  from: number,
  to: number,
  before: (seed: number) => void = () => {},
): Promise<PartResult> {
  const result = nothingYet();
  const home = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const folder = join(home, 'input');
  try {
    for (let seed = from; seed < to; seed++) {
      before(seed);
      mkdirSync(folder);
      await tryOne(seed, folder, result);
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return result;
}

async function tryOne(seed: number, folder: string, { counts, faults, slowest }: PartResult): Promise<void> {
  const reader = readerOf(seed);
  const bytes = inputOf(seed);
  const started = process.cpuUsage();
  const outcome = await outcomeOf(() => reader.read(bytes, folder));
  const { user, system } = process.cpuUsage(started);
  const milliseconds = Math.round((user + system) / 1000);
  if (milliseconds > slowest.milliseconds)
    Object.assign(slowest, { milliseconds, reader: reader.name, seed });
  counts[reader.name] ??= { taken: 0, refused: 0, faults: 0 };
  if (typeof outcome === 'string') counts[reader.name][outcome] += 1;
  else {
    counts[reader.name].faults += 1;
    faults.push({ seed, reader: reader.name, what: outcome.fault });
  }
}
