import { fileURLToPath } from 'node:url';
import { type Change, drawnChanges, keyOf } from './draw.ts';
import { explained, judgeIn, type Outcome } from './judge.ts';
import { importersIn } from './related.ts';
import { sourcesIn } from './rooms.ts';
import { keepTable, keptTable, survivorsOf } from './table.ts';
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
const known = new Map<string, Outcome>();
const refused = new Set<string>();
recall();
const workshops = Array.from({ length: streams }, () => openWorkshop(project));
/** Where types are checked, while the others run tests. */
const desk = openWorkshop(project);
/** Tests that pass without a change, or in spite of one: an objection of others says nothing. */
const sworn = new Set<string>();
let tried = 0;
try {
  const queue = args.includes('--survivors') ? survivors() : drawn();
  await Promise.all(workshops.map((workshop) => judgeAll(workshop, queue)));
} finally {
  for (const workshop of [desk, ...workshops]) workshop.close();
}
const left = survivorsOf(outcomes());
for (const { file, line, before, after } of left)
  console.log(`SURVIVED ${file}:${line}\n  ${before}\n  ${after}`);
console.log(`${tried} tried now; of ${known.size} known ${left.length} survive`);
process.exitCode = left.length > 0 ? 1 : 0;

/** What the kept table says, which another run may have written meanwhile. */
function recall(): void {
  const kept = keptTable(project, seed);
  for (const outcome of kept.outcomes)
    if (place.has(keyOf(outcome)) && !known.has(keyOf(outcome)))
      known.set(keyOf(outcome), explained(outcome));
  for (const name of kept.refused) if (place.has(name)) refused.add(name);
}

function keep(): void {
  if (!write) return;
  recall();
  const names = [...refused].sort((one, other) => place.get(one)! - place.get(other)!);
  keepTable(project, seed, wanted, { outcomes: outcomes(), refused: names });
}

/** Judges changes of a queue that other workshops take from too. */
async function judgeAll(workshop: Workshop, queue: AsyncIterable<Change>): Promise<void> {
  const judge = judgeIn(workshop, importersIn(workshop.folder), sworn);
  for await (const change of queue) report(change, await judge(change));
}

/** The first `wanted` changes that the type checker lets pass, without those that are known if only missing ones are asked for. */
async function* drawn(): AsyncGenerator<Change> {
  let count = 0;
  let rest = changes;
  while (count < wanted && rest.length > 0) {
    const files = new Set<string>();
    const next = rest.slice(0, batch).filter(({ file }) => !files.has(file) && files.add(file));
    rest = rest.filter((change) => !next.includes(change));
    await refuse(next.filter((change) => !known.has(keyOf(change)) && !refused.has(keyOf(change))));
    for (const change of next) {
      if (refused.has(keyOf(change)) || count >= wanted) continue;
      count += 1;
      if (!known.has(keyOf(change)) || !args.includes('--missing')) yield change;
    }
  }
}

/** Asks the type checker about changes of different files at once. */
async function refuse(unknown: readonly Change[]): Promise<void> {
  if (unknown.length === 0) return;
  const texts = new Map(unknown.map(({ file, text }) => [file, text]));
  const faulty = await desk.with(texts, desk.faultyTypes);
  for (const change of unknown) if (faulty.has(change.file)) refused.add(keyOf(change));
  keep();
}

async function* survivors(): AsyncGenerator<Change> {
  const wanted = new Set(survivorsOf([...known.values()]).map(keyOf));
  yield* changes.filter((change) => wanted.has(keyOf(change)));
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
  keep();
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
