import { observationsOf } from '../analysis/antithetic/observations.ts';
import { readExpression } from '../base/expression.ts';
import { metrics } from '../plan/measures.ts';
import { ownMetrics } from '../plan/ownFiles.ts';
import type { Row } from '../plan/rows.ts';
import type { Study } from '../plan/study.ts';
import { type Results, readResults } from './readResults.ts';

/**
 * What a results folder holds, with the expressions that its plan decides by worked out trial by trial. Throws as `readResults` does, and
 * `UserError` for an expression that cannot be read.
 */
export async function judgedResults(folder: string): Promise<Results> {
  const results = readResults(folder);
  const { study } = results;
  if (study.derived === undefined) return results;
  const worlds = (await judgeOf(study))(results.worlds);
  return { ...results, worlds, rows: observationsOf(study, worlds) };
}

/** Gives rows the values of a plan's expressions, as their measures. Throws `UserError` for an expression that cannot be read. */
export async function judgeOf({
  derived = [],
  with: files,
}: Study): Promise<(rows: readonly Row[]) => Row[]> {
  const own = files === undefined ? [] : ownMetrics({ with: files });
  const known = [...metrics, ...own].map(({ name }) => name);
  const expressions = await Promise.all(derived.map(({ expression }) => readExpression(expression, known)));
  return (rows) =>
    rows.map((row) => {
      if (row.status === 'failed') return row;
      const values = expressions.map((one) => {
        const value = one.value(row.measures);
        return [one.text, typeof value === 'number' ? value : null] as const;
      });
      return { ...row, measures: { ...row.measures, ...Object.fromEntries(values) } };
    });
}
