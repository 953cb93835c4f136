import { existsSync, readFileSync } from 'node:fs';
import { estimateText, none } from '../statistics/format.ts';
import type { CodeCheck, DataPattern, Patterns } from './patternCheck.ts';

const file = new URL('../../results/reference/patterns/patterns.json', import.meta.url);

/** The checks of the committed run; empty before there is one. */
export const committedPatterns = (): Patterns =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { data: [], code: [] };

/** Ours in a table: computed values as they are, sampled ones with their interval. */
export function checkText({ ours }: Pick<CodeCheck, 'ours'>): string {
  if (ours === null) return none;
  return ours.n === 1 ? valueText(ours.mean) : estimateText(ours);
}

/** A figure of three digits. */
export function valueText(value: number | null): string {
  if (value === null) return none;
  return String(Number(value.toPrecision(value >= 100 ? 4 : 3)));
}

/** What the record says: a figure, or the range that ours is to lie within. */
export const recordedText = ({ recorded }: Pick<DataPattern, 'recorded'>): string =>
  recorded === null || typeof recorded === 'number'
    ? valueText(recorded)
    : recorded.map(valueText).join(' … ');

/** `below 0.001`, `0.012`. */
export const chanceText = (p: number): string => (p < 0.001 ? 'below 0.001' : p.toFixed(p < 0.1 ? 3 : 2));

/** Which worlds the patterns are of: no record says how the validators of others should look. */
const judgedWhere =
  'Patterns of validators and newcomers are judged in the scenario `subnet-31`, flows in the archetypes of 2026. Validators that ask once a sweep, as those of 2022, disagree more than those of `subnet-31`; no record of that time says whether they did.';

/** What a model misses, a sentence each, and in which worlds that was judged: they are in every report. */
export const missedPatterns = (): readonly string[] => {
  const { data, code } = committedPatterns();
  return [
    ...data.filter(({ contradicted }) => contradicted).map(contradiction),
    ...code
      .filter(({ passes }) => !passes)
      .map(
        (one) =>
          `Failed check of the code: ${one.name}: ${checkText(one)} here, ${one.published} in ${one.source}.`,
      ),
    ...(data.length > 0 ? [judgedWhere] : []),
  ];
};

const contradiction = (one: DataPattern): string =>
  `Missed pattern: ${one.name}: ${one.shows} ${valueText(one.ours)} here, ${recordedText(one)} in ${one.source} (p ${chanceText(one.p)}; \`yuma-lab check patterns\`).`;
