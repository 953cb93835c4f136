import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../experiments/analysis/analyse.ts';
import type { Analysis } from '../../../../experiments/analysis/analysis.ts';
import { armChartsOf, chartSectionsOf } from '../../../../experiments/report/charts/catalogue.ts';
import { dodged } from '../../../../experiments/report/charts/dodge.ts';
import { networkQualityChart } from '../../../../experiments/report/charts/networkQuality.ts';
import { render, specText } from '../../../../experiments/report/charts/render.ts';
import { ramp, seriesColours } from '../../../../experiments/report/charts/theme.ts';
import { wronglyEvictedNewcomersChart } from '../../../../experiments/report/charts/wronglyEvictedNewcomers.ts';
import { immunityStartUpQuick as study } from '../../../../experiments/studies/immunity-start-up.ts';
import { madeRows } from '../../madeRows.ts';

const rows = madeRows(study);
const analysis = analyse(study, rows, { resamples: 20 });
const charts = [...chartSectionsOf(analysis).flatMap((section) => section.charts), ...armChartsOf(analysis)];

/** The layered plots of a spec that have the swept factor across. */
function levelPlots(node: unknown): { layer: unknown[] }[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = node as { layer?: unknown[]; width?: number };
  if (own.width !== undefined && JSON.stringify(own.layer ?? '').includes('"x":{"field":"level"')) {
    return [own as { layer: unknown[] }];
  }
  return Object.values(node).flatMap(levelPlots);
}

describe('the charts of a report', () => {
  it('are all drawn for a full study', () => {
    const drawn = charts.filter((chart) => chart.draw(analysis) !== null).map(({ name }) => name);
    expect(drawn).toEqual([
      'network-quality',
      'objective-viableEvictions',
      'paired-networkQuality',
      'paired-viableEvictions',
      'deterred',
      'indifference',
      'time-to-50',
      'time-to-90',
      'incidence',
      'survival',
      'wrongly-evicted-newcomers',
      'wrongly-evicted-incumbents',
      'churn',
      'immune-share',
      'registrations',
      'difficulty',
      'quality-by-day',
      'arms-networkQuality',
      'arms-viableEvictions',
    ]);
  });

  it.each([
    ['blocks that a step would round', [1024, 5000, 7200, 14400]],
    ['close together', [2048, 3072, 4096, 5000, 7200]],
    ['shares of 65,535', [19661, 26214, 32767, 39321, 45875]],
    ['from zero', [0, 32768, 65535]],
    ['of more digits than a format has', [4294967295, 4294967297.5]],
    ['decimals', [0.05, 0.1, 0.2]],
  ])('have their levels as ticks, to the digit: %s', async (_, levels) => {
    const own: Analysis = {
      ...analysis,
      landmarks: [],
      statusQuo: null,
      factor: { ...analysis.factor, levels },
      settings: analysis.settings.slice(0, 1).map((setting) => ({
        ...setting,
        byLevel: levels.map((level) => ({ ...setting.byLevel[0], level })),
      })),
    };
    const svg = await render(networkQualityChart.draw(own)!);
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    for (const level of levels)
      expect(texts).toContain(level.toLocaleString('en', { maximumFractionDigits: 20 }));
  });

  it('mark the values that history names on every plot across the swept factor', () => {
    const plots = charts.flatMap((chart) => levelPlots(chart.draw(analysis)));
    // Eleven charts of one plot, two of the indifference chart, two objectives with every arm.
    expect(plots).toHaveLength(11 + 2 + 2 * study.arms.length);
    for (const { layer } of plots) {
      const text = JSON.stringify(layer);
      for (const { value } of study.statusQuo)
        expect(text).toContain(`{"level":${value},"landmark":"${value}`);
    }
  });

  it('write the names of those values into the picture', async () => {
    const svg = await render(networkQualityChart.draw(analysis)!);
    for (const { label } of study.statusQuo) expect(svg).toContain(`>${label}<`);
  });

  it('put doublings equally far apart, with the levels as ticks', async () => {
    const svg = await render(networkQualityChart.draw(analysis)!);
    const place = (level: number) =>
      Number(
        new RegExp(`transform="translate\\(([\\d.]+),[\\d.]+\\)"[^>]*>${level.toLocaleString('en')}<`).exec(
          svg,
        )?.[1],
      );
    for (const level of analysis.factor.levels) expect(place(level)).not.toBeNaN();
    // Places are written to a tenth of a pixel.
    expect(Math.abs(place(1024) - place(512) - (place(14400) - place(7200)))).toBeLessThan(0.21);
    expect(Math.abs(place(2048) - place(1024) - (place(4096) - place(2048)))).toBeLessThan(0.21);
  });

  it('show both moving averages in two colours, each named beside its line', async () => {
    const svg = await render(networkQualityChart.draw(analysis)!);
    expect(svg).toMatch(new RegExp(`fill="${seriesColours[0]}"[^>]*>alpha 0.05<`));
    expect(svg).toMatch(new RegExp(`fill="${seriesColours[1]}"[^>]*>alpha 0.1<`));
  });

  it('are the same bytes whatever was drawn before', async () => {
    const first = await Promise.all(charts.map((chart) => render(chart.draw(analysis)!)));
    const again: string[] = [];
    for (const chart of [...charts].reverse()) again.unshift(await render(chart.draw(analysis)!));
    expect(again).toEqual(first);
  });

  it('hold their data and ask for nothing', () => {
    for (const chart of charts) {
      const { $schema, ...spec } = JSON.parse(specText(chart.draw(analysis)!));
      expect($schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
      expect(JSON.stringify(spec)).not.toMatch(/"url"|https?:/);
    }
  });

  it('write at a level without a market that it closed, instead of a point', async () => {
    const dead = rows.map((row) => {
      const isDead = row.levels.immunityPeriod === 512;
      const measures = { ...row.measures, wrongEvictions: null, wronglyEvictedNewcomers: null };
      return isDead ? { ...row, measures } : row;
    });
    const spec = wronglyEvictedNewcomersChart.draw(analyse(study, dead, { resamples: 20 }))!;
    const svg = await render(spec);
    expect(svg.match(/>market closed</g)).toHaveLength(2);
    expect(await render(wronglyEvictedNewcomersChart.draw(analysis)!)).not.toContain('market closed');
  });

  it('leave out what an analysis has no numbers for', () => {
    const bare = { ...study, arms: [], objectives: [] };
    const empty = rows.map((row) => ({ ...row, measures: { churn: 0.06 }, days: [] }));
    const found = analyse(bare, empty, { resamples: 20 });
    const drawn = chartSectionsOf(found).flatMap((section) => section.charts);
    expect(drawn.filter((chart) => chart.draw(found) !== null).map(({ name }) => name)).toEqual([
      'time-to-50',
      'time-to-90',
      'incidence',
      'survival',
      'churn',
    ]);
    expect(armChartsOf(found)).toEqual([]);
  });
});

describe('labels at the ends of lines', () => {
  it('stay in order and do not touch, and move no further than they must', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 9 }), (wanted) => {
        const placed = dodged(wanted, 12, 0, 200);
        const order = wanted
          .map((_, k) => k)
          .sort((one, other) => wanted[one] - wanted[other] || one - other);
        for (const [k, label] of order.entries()) {
          if (k > 0) expect(placed[label] - placed[order[k - 1]]).toBeGreaterThanOrEqual(12 - 1e-9);
          expect(placed[label]).toBeLessThanOrEqual(200);
        }
      }),
      { seed: 1 },
    );
    expect(dodged([10, 100, 50], 12)).toEqual([10, 100, 50]);
  });
});

describe('the colours of levels', () => {
  it('grow brighter from the shortest to the longest, so that they are told apart in grey', () => {
    const brightness = ramp(8).map((colour) => {
      const [red, green, blue] = [1, 3, 5].map((k) => Number.parseInt(colour.slice(k, k + 2), 16));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    expect([...brightness].sort((one, other) => one - other)).toEqual(brightness);
    expect(new Set(brightness).size).toBe(8);
  });
});
