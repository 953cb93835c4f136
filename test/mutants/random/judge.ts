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

/** An outcome of a change that nobody noticed, with the reason if no test can. */
export function explained({ equivalent: _, ...outcome }: Outcome): Outcome {
  const reason = outcome.caughtBy === null ? equivalent[keyOf(outcome)] : undefined;
  return reason === undefined ? outcome : { ...outcome, equivalent: reason };
}

/** Tests that are asked about a change at most, from the nearest on, besides the rows. */
const asked = 4;
/** One sample of committed rows, run again: almost whatever an agent or a measure does shows in them. */
const rowsAgain = 'test/experiments/evidence/verify/reference.test.ts';
/** Seconds of a processor after which tests that pass without the change in a third of it do not end any more; the second for slow tests. */
const patience = [21, 120] as const;

/** Asks the tests nearest to a change, group by group. Null: a test objects that fails, or does not end, without the change too. */
export function judgeIn(
  workshop: Workshop,
  importers: ReadonlyMap<string, readonly string[]>,
  sworn: Set<string>,
) {
  const run = async (tests: readonly string[], seconds: number): Promise<Ran['objection']> => {
    const { objection, passed } = await workshop.run(tests, seconds);
    for (const test of passed) sworn.add(test);
    return objection;
  };
  const swears = async ({ test, title }: Failure): Promise<boolean> => {
    const name = `${test}: ${title}`;
    if (sworn.has(test) || sworn.has(name)) return true;
    const { objection } = await workshop.run([test], patience[1], title);
    if (objection === null) sworn.add(name);
    return objection === null;
  };
  const ends = async (tests: readonly string[], seconds: number): Promise<boolean> => {
    const name = `${tests.join(' ')} in ${seconds} s`;
    if (!sworn.has(name) && (await run(tests, seconds)) === null) sworn.add(name);
    return sworn.has(name);
  };
  const judged = async (tests: readonly string[], change: Change): Promise<Failure | null | 'unsure'> => {
    const texts = new Map([[change.file, change.text]]);
    for (const seconds of patience) {
      const objection = await workshop.with(texts, () => run(tests, seconds));
      if (objection === null) return null;
      if (objection !== 'endless') return (await swears(objection)) ? objection : 'unsure';
      if (await ends(tests, seconds / 3)) return { test: tests[0], title: 'the tests do not end' };
    }
    return 'unsure';
  };
  return async (change: Change): Promise<Outcome | null> => {
    const { text, ...named } = change;
    for (const tests of groupsFor(importers, change.file)) {
      const caughtBy = await judged(tests, change);
      if (caughtBy === 'unsure') return null;
      if (caughtBy !== null) return { ...named, caughtBy };
    }
    return explained({ ...named, caughtBy: null });
  };
}

/** The nearest test alone, then one more with the rows, then the others: later ones are asked only if the earlier pass. */
function groupsFor(importers: ReadonlyMap<string, readonly string[]>, file: string): string[][] {
  const related = relatedTests(importers, file, 1_000);
  const [nearest, next, ...rest] = related.filter((test) => test !== rowsAgain);
  const rows = related.filter((test) => test === rowsAgain);
  return [[nearest], [next, ...rows], rest.slice(0, asked - 2)]
    .map((tests) => tests.filter((test) => test !== undefined))
    .filter((tests) => tests.length > 0);
}
