import { type Change, keyOf } from './draw.ts';
import { equivalent } from './equivalent.ts';
import { relatedTests } from './related.ts';
import type { Ran, Workshop } from './workshop.ts';

/** What became of a change. */
export interface Outcome {
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly occurrence: number;
  /** The first test that fails, or that the tests no longer end; null: nobody noticed. */
  readonly caughtBy: { readonly test: string; readonly title: string } | null;
  /** Why no test can notice it. */
  readonly equivalent?: string;
}

/** Tests that are asked about a change: the nearest first, and the others only if these pass. */
const nearest = 2;
const asked = 5;
/** One sample of committed rows, run again: almost whatever an agent or a measure does shows in them. */
const rowsAgain = 'test/experiments/evidence/verify/reference.test.ts';
/** Seconds after which tests that pass without the change in a third of it do not end any more. */
const patience = 240;

/** Asks the tests nearest to a change, group by group. Null: a test objects that fails, or does not end, without the change too. */
export function judgeIn(workshop: Workshop, importers: ReadonlyMap<string, readonly string[]>) {
  /** Tests that pass without any change: an objection of others would say nothing. */
  const sworn = new Set<string>();
  const swears = (tests: readonly string[], seconds: number): boolean => {
    const name = tests.join(' ');
    if (!sworn.has(name) && workshop.run(tests, seconds) === 'passed') sworn.add(name);
    return sworn.has(name);
  };
  const objectionOf = (tests: readonly string[], ran: Exclude<Ran, 'passed'>): Outcome['caughtBy'] => {
    if (ran !== 'too slow') return swears([ran.test], patience) ? ran : null;
    return swears(tests, patience / 3) ? { test: tests[0], title: 'the tests do not end' } : null;
  };
  return ({ text, ...change }: Change): Outcome | null => {
    const texts = new Map([[change.file, text]]);
    const reason = equivalent[keyOf(change)];
    const outcome = { ...change, ...(reason !== undefined && { equivalent: reason }) };
    for (const tests of groupsFor(importers, change.file)) {
      const ran = workshop.with(texts, () => workshop.run(tests, patience));
      if (ran === 'passed') continue;
      const caughtBy = objectionOf(tests, ran);
      return caughtBy === null ? null : { ...outcome, caughtBy };
    }
    return { ...outcome, caughtBy: null };
  };
}

function groupsFor(importers: ReadonlyMap<string, readonly string[]>, file: string): string[][] {
  const related = relatedTests(importers, file, 1_000);
  const first = related.slice(0, nearest);
  const rest = related.slice(nearest).filter((test) => test !== rowsAgain);
  const second = [...(related.includes(rowsAgain) ? [rowsAgain] : []), ...rest].slice(0, asked - nearest);
  return [first, second].filter((tests) => tests.length > 0);
}
