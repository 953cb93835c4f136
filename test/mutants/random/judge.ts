import { type Change, keyOf } from './draw.ts';
import { equivalent } from './equivalent.ts';
import { relatedTests } from './related.ts';
import type { Failure, Ran, Workshop } from './workshop.ts';

/** What became of a change. */
export interface Outcome {
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly occurrence: number;
  /** The first test that fails, or that the tests no longer end; null: nobody noticed. */
  readonly caughtBy: Failure | null;
  /** Why no test can notice it. */
  readonly equivalent?: string;
}

/** Tests that are asked about a change: the nearest first, and the others only if these pass. */
const nearest = 2;
const asked = 5;
/** One sample of committed rows, run again: almost whatever an agent or a measure does shows in them. */
const rowsAgain = 'test/experiments/evidence/verify/reference.test.ts';
/** Seconds for tests of which it is not known how long they take. */
const patience = 240;

/** What passes without a change or in spite of one: an objection of others says nothing. */
export interface Sworn {
  /** Files of tests, with the seconds they take. */
  readonly files: Map<string, number>;
  /** Single tests, by file and title. */
  readonly titles: Set<string>;
}

/** Asks the tests nearest to a change, group by group. Null: a test objects that fails, or does not end, without the change too. */
export function judgeIn(workshop: Workshop, importers: ReadonlyMap<string, readonly string[]>, sworn: Sworn) {
  const run = async (tests: readonly string[], seconds: number): Promise<Ran['objection']> => {
    const { objection, passed } = await workshop.run(tests, seconds);
    for (const [test, took] of passed) sworn.files.set(test, took);
    return objection;
  };
  const swears = async ({ test, title }: Failure): Promise<boolean> => {
    const name = `${test}: ${title}`;
    if (sworn.files.has(test) || sworn.titles.has(name)) return true;
    const { objection } = await workshop.run([test], patience, title);
    if (objection === null) sworn.titles.add(name);
    return objection === null;
  };
  const judged = async (tests: readonly string[], change: Change): Promise<Failure | null | 'unsure'> => {
    const seconds = secondsFor(tests, sworn);
    const texts = new Map([[change.file, change.text]]);
    const objection = await workshop.with(texts, () => run(tests, seconds));
    if (objection === null) return null;
    if (objection !== 'too slow') return (await swears(objection)) ? objection : 'unsure';
    const endless = (await run(tests, seconds / 3)) === null;
    return endless ? { test: tests[0], title: 'the tests do not end' } : 'unsure';
  };
  return async (change: Change): Promise<Outcome | null> => {
    const { text, ...named } = change;
    const reason = equivalent[keyOf(change)];
    const outcome = { ...named, ...(reason !== undefined && { equivalent: reason }) };
    for (const tests of groupsFor(importers, change.file)) {
      const caughtBy = await judged(tests, change);
      if (caughtBy === 'unsure') return null;
      if (caughtBy !== null) return { ...outcome, caughtBy };
    }
    return { ...outcome, caughtBy: null };
  };
}

/** Seconds after which tests no longer end, which are thrice what they may take without the change. */
function secondsFor(tests: readonly string[], sworn: Sworn): number {
  const known = tests.map((test) => sworn.files.get(test) ?? patience);
  return Math.min(patience, 45 + 9 * known.reduce((sum, seconds) => sum + seconds, 0));
}

function groupsFor(importers: ReadonlyMap<string, readonly string[]>, file: string): string[][] {
  const related = relatedTests(importers, file, 1_000);
  const first = related.slice(0, nearest);
  const rest = related.slice(nearest).filter((test) => test !== rowsAgain);
  const second = [...(related.includes(rowsAgain) ? [rowsAgain] : []), ...rest].slice(0, asked - nearest);
  return [first, second].filter((tests) => tests.length > 0);
}
