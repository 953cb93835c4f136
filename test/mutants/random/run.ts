import { fileURLToPath } from 'node:url';
import { type Change, drawnChanges, keyOf } from './draw.ts';
import { judgeIn, type Outcome, type Sworn } from './judge.ts';
import { importersIn } from './related.ts';
import { sourcesIn } from './rooms.ts';
import { keepOutcomes, keptOutcomes, survivorsOf } from './table.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/**
 * Changes one token at a time in the rooms that compute and runs the tests nearest to it. `--write` keeps each outcome at
 * once in results/reference/mutants/random-<seed>.json, `--missing` tries only those that are not kept there,
 * `--survivors` those that nobody noticed, `-j 2` two at a time. A change that the type checker refuses is no change: the next one is drawn.
 */
const project = fileURLToPath(new URL('../../..', import.meta.url));
const args = process.argv.slice(2);
const wanted = numberAfter('--random');
const seed = args.includes('--seed') ? numberAfter('--seed') : 1;
const write = args.includes('--write');
/** Copies of the project in which changes are judged at the same time. */
const streams = args.includes('-j') ? numberAfter('-j') : 1;
/** Changes whose types are checked together, each in a file of its own. */
const batch = 48;

const changes = drawnChanges(sourcesIn(project), seed);
const place = new Map(changes.map((change, k) => [keyOf(change), k]));
/** Outcomes of changes that the code of today still has. */
const known = new Map(
  keptOutcomes(project, seed).flatMap((outcome) =>
    place.has(keyOf(outcome)) ? [[keyOf(outcome), outcome]] : [],
  ),
);
const workshops = Array.from({ length: streams }, () => openWorkshop(project));
const sworn: Sworn = new Map();
let tried = 0;
try {
  const queue = (args.includes('--survivors') ? survivors() : await drawn(workshops[0])).values();
  await Promise.all(workshops.map((workshop) => judgeAll(workshop, queue)));
} finally {
  for (const workshop of workshops) workshop.close();
}
const left = survivorsOf(outcomes());
for (const { file, line, before, after } of left)
  console.log(`SURVIVED ${file}:${line}\n  ${before}\n  ${after}`);
console.log(`${tried} tried now; of ${known.size} known ${left.length} survive`);
process.exitCode = left.length > 0 ? 1 : 0;

/** Judges changes of a queue that other workshops take from too. */
async function judgeAll(workshop: Workshop, queue: Iterable<Change>): Promise<void> {
  const judge = judgeIn(workshop, importersIn(workshop.folder), sworn);
  for (const change of queue) report(change, await judge(change));
}

/** The first `wanted` changes that the type checker lets pass, without those that are known if only missing ones are asked for. */
async function drawn(workshop: Workshop): Promise<Change[]> {
  const asked: Change[] = [];
  let count = 0;
  let rest = changes;
  while (count < wanted && rest.length > 0) {
    const files = new Set<string>();
    const next = rest.slice(0, batch).filter(({ file }) => !files.has(file) && files.add(file));
    rest = rest.filter((change) => !next.includes(change));
    const unknown = next.filter((change) => !known.has(keyOf(change)));
    const texts = new Map(unknown.map(({ file, text }) => [file, text]));
    const faulty = texts.size === 0 ? new Set() : await workshop.with(texts, workshop.faultyTypes);
    for (const change of next) {
      const isKnown = known.has(keyOf(change));
      if ((!isKnown && faulty.has(change.file)) || count >= wanted) continue;
      count += 1;
      if (!isKnown || !args.includes('--missing')) asked.push(change);
    }
  }
  return asked;
}

function survivors(): Change[] {
  const wanted = new Set(survivorsOf([...known.values()]).map(keyOf));
  return changes.filter((change) => wanted.has(keyOf(change)));
}

function outcomes(): Outcome[] {
  return [...known.values()].sort((one, other) => place.get(keyOf(one))! - place.get(keyOf(other))!);
}

function report({ file, line, before, after }: Change, outcome: Outcome | null): void {
  const mark = outcome === null ? 'UNJUDGED' : outcome.caughtBy === null ? 'SURVIVED' : 'caught  ';
  console.log(`${mark} ${file}:${line}  ${before} → ${after}`);
  if (outcome === null) return;
  tried += 1;
  known.set(keyOf(outcome), outcome);
  if (write) keepOutcomes(project, seed, wanted, outcomes());
}

function numberAfter(option: string): number {
  const text = args[args.indexOf(option) + 1];
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(
      `${option} needs a whole number from 1 on; received ${text ?? 'nothing'} (${option} 300)`,
    );
  return number;
}
