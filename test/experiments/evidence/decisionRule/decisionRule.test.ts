import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countVerdicts, type RuleCount } from '../../../../experiments/evidence/decisionRule/count.ts';
import { kinds } from '../../../../experiments/evidence/decisionRule/kinds.ts';
import { drawnAgain, populationOf } from '../../../../experiments/evidence/decisionRule/population.ts';
import { isKept } from '../../../../experiments/evidence/decisionRule/promises.ts';
import { sources } from '../../../../experiments/evidence/decisionRule/sources.ts';
import { upperShare } from '../../../../experiments/statistics/shareBound.ts';
import { stream } from '../../../../sim/random.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const committed: RuleCount[] = JSON.parse(
  readFileSync(`${root}results/reference/decision-rule/counts.json`, 'utf8'),
);
const folderOf = (name: string) => `${root}results/reference/${name}`;

describe('the decision rule', () => {
  it('keeps what it promises in the 2,000 studies of each kind whose counts are committed', () => {
    expect(committed).toHaveLength(sources.length * kinds.length);
    for (const count of committed) {
      expect(count.studies).toBe(2000);
      expect(count.change + count.noChange + count.notEnough).toBe(2000);
      expect(count.upper).toBeCloseTo(upperShare(count.change, 2000), 4);
      expect(isKept(count), `${count.population}: ${count.kind}`).toBe(true);
    }
  });

  it('finds no less than its power formula says', () => {
    for (const { promised, change, studies } of committed)
      if (promised !== null) {
        expect(promised).toBeGreaterThanOrEqual(0.8);
        expect(change / studies).toBeGreaterThanOrEqual(promised - 0.02);
      }
  });

  it.each(kinds)('says of the first studies of a kind what is committed: $name', (kind) => {
    const [{ name, draw }] = sources;
    const count = countVerdicts(populationOf(folderOf(name), draw), kind, 40)!;
    const whole = committed.find(
      (one) => one.population === name && one.draw === draw && one.kind === kind.name,
    )!;
    for (const key of ['change', 'right', 'noChange', 'notEnough', 'looser'] as const) {
      expect(whole[key] - count[key], key).toBeGreaterThanOrEqual(0);
      expect(whole[key] - count[key], key).toBeLessThanOrEqual(1960);
    }
    expect(count.seeds).toEqual(whole.seeds);
    expect(count.promised).toEqual(whole.promised);
  });
});

describe('a study drawn again', () => {
  it.each(sources)(
    'from $name, $draw, has the planted means and the scatter of the committed one',
    ({ name, draw }) => {
      const population = populationOf(folderOf(name), draw);
      const { measured, candidates, terms, study } = population;
      const [scenario] = measured.scenarios;
      const [{ metric }] = study.objectives;
      const table = drawnAgain(population, () => 0.01, 4000, stream(1, 'drawn', name));
      const gaps = (of: typeof table) => {
        const before = of.values(scenario, terms.statusQuo, metric);
        return of.values(scenario, candidates[0], metric).map((value, k) => value! - before[k]!);
      };
      const momentsOf = (values: readonly number[]) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        return {
          mean,
          sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
        };
      };
      const [drawn, own] = [momentsOf(gaps(table)), momentsOf(gaps(measured))];
      expect(Math.abs(drawn.mean - 0.01)).toBeLessThan((4 * own.sd) / Math.sqrt(4000));
      expect(drawn.sd / own.sd).toBeGreaterThan(0.93);
      expect(drawn.sd / own.sd).toBeLessThan(1.12);
    },
  );
});
