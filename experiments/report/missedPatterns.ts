import { existsSync, readFileSync } from 'node:fs';
import { estimateText, none } from '../statistics/format.ts';
import type { PatternCheck } from './patternCheck.ts';

const file = new URL('../../results/reference/patterns/patterns.json', import.meta.url);

/** The checks of the committed run; empty before there is one. */
export const committedPatterns = (): readonly PatternCheck[] =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

/** Ours in a table: computed values as they are, sampled ones with their interval. */
export function patternText({ ours }: Pick<PatternCheck, 'ours'>): string {
  if (ours === null) return none;
  return ours.n === 1 ? String(Number(ours.mean.toPrecision(4))) : estimateText(ours);
}

/** Patterns of real networks that this model misses, a sentence each: they are in every report. */
export const missedPatterns = (): readonly string[] =>
  committedPatterns()
    .filter(({ passes }) => !passes)
    .map(
      (one) =>
        `Missed pattern: ${one.name}: ${patternText(one)} here, ${one.published} in ${one.source} (\`yuma-lab check patterns\`).`,
    );
