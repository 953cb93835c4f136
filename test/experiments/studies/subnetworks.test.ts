import { describe, expect, it } from 'vitest';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { readModelResults } from '../../../experiments/report/models/readModelResults.ts';
import { subnetworksAnswer } from '../../../experiments/studies/subnetworks/answer.ts';
import { subnetworksQuick } from '../../../experiments/studies/subnetworks/plan.ts';
import { faultsOf } from '../report/readable.ts';

const { rows, study, gaps, failed } = readModelResults('results/reference/subnetworks-quick');
const answer = subnetworksAnswer(rows, study);

/** Rows as if each condition had this loss, with a little luck of the seed that conditions share. */
const made = (losses: Readonly<Record<string, number>>): ModelRow[] =>
  Object.entries(losses).flatMap(([condition, loss]) =>
    Array.from({ length: study.seeds }, (_, k) => ({
      condition,
      attack: null,
      seed: String(k + 1),
      measures: { clientLoss: loss + k / 1000 + ((k % 3) - 1) / 1e4, worstDomainLoss: loss + 0.5 + k / 500 },
    })),
  );

describe('the answer of the study of subnetworks', () => {
  it('is read from the committed rows of the plan as it is, none failed or missing', () => {
    expect(study).toEqual(subnetworksQuick);
    expect({ gaps, failed }).toEqual({ gaps: [], failed: [] });
    expect(rows).toHaveLength(6 * (16 + 13 * 4));
  });

  it('is one sentence of at most 35 words with a number, its interval and its unit', () => {
    expect(faultsOf(answer)).toEqual([]);
    expect(answer).toMatch(/nats/);
    expect(answer).toMatch(/±|\[/);
  });

  it('names the largest gap that the intervals leave, and the worst domain’s mean as worked out by hand', () => {
    const by = (condition: string) =>
      rows
        .filter((row) => row.condition === condition && row.attack === null)
        .sort((one, other) => Number(one.seed) - Number(other.seed))
        .map(({ measures }) => measures.worstDomainLoss ?? Number.NaN);
    const one = by('one');
    const gain = by('price').reduce((sum, loss, k) => sum + (one[k] - loss) / one.length, 0);
    expect(answer).toContain(`gains ${gain.toFixed(3)} ±`);
  });

  it('says better, worse and alike where the rows are so', () => {
    const base = { one: 2.4, root: 2.4, demand: 2.4 };
    const say = (loss: number) =>
      subnetworksAnswer(made({ ...base, price: loss, flow: loss, gate: loss }), study);
    expect(say(2.3)).toMatch(/served better/);
    expect(say(2.5)).toMatch(/served worse/);
    expect(say(2.401)).toMatch(/served alike/);
    expect(subnetworksAnswer([], study)).toMatch(/Nothing can be said yet/);
  });
});
