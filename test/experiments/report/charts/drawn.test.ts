import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../experiments/analysis/analyse.ts';
import { armChartsOf, chartSectionsOf } from '../../../../experiments/report/charts/catalogue.ts';
import { headed, wholeChart } from '../../../../experiments/report/charts/chart.ts';
import { csvOf } from '../../../../experiments/report/charts/csvOf.ts';
import { drawn, room } from '../../../../experiments/report/charts/drawn.ts';
import { textWidth } from '../../../../experiments/report/charts/textWidth.ts';
import { toldOf } from '../../../../experiments/report/charts/told.ts';
import { immunityStartUpQuick as study } from '../../../../experiments/studies/immunity-start-up.ts';
import { madeRows } from '../../madeRows.ts';

const analysis = analyse(study, madeRows(study), { resamples: 20 });
const charts = [...chartSectionsOf(analysis).flatMap((section) => section.charts), ...armChartsOf(analysis)];
const pictures = await Promise.all(
  charts.map(async ({ name, isWide = false, draw }) => ({
    name,
    isWide,
    ...(await drawn(draw(analysis)!, isWide)),
  })),
);

const fontSizes = (svg: string): number[] =>
  [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
const shown = (svg: string): string[] =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map(([, text]) => text);

describe('a chart on a page', () => {
  it('fits the column and, drawn anew, a phone 360 pixels wide', () => {
    for (const { name, isWide, broad, narrow } of pictures) {
      expect(broad.width, name).toBeLessThanOrEqual(isWide ? room.whole : room.half);
      expect(narrow.width, name).toBeLessThanOrEqual(room.phone);
    }
  });

  it('has no text below 11 pixels, on a screen or on a phone', () => {
    for (const { name, broad, narrow } of pictures) {
      const sizes = [broad, narrow].flatMap(({ svg }) => fontSizes(svg));
      expect(sizes.length, name).toBeGreaterThan(0);
      expect(Math.min(...sizes), name).toBeGreaterThanOrEqual(11);
    }
  });

  it('names on a phone every level that history names', () => {
    const { narrow } = pictures.find(({ name }) => name === 'network-quality')!;
    const words = shown(narrow.svg).join(' ');
    for (const { label } of study.statusQuo) expect(words).toContain(label);
  });

  it('says of every point its value with interval, unit and number of worlds', () => {
    const { broad, narrow } = pictures.find(({ name }) => name === 'network-quality')!;
    for (const { tips } of [broad, narrow]) {
      const points = tips.filter(([, , words]) => /blocks/.test(words) && /nats/.test(words));
      expect(points).toHaveLength(analysis.factor.levels.length * analysis.settings.length);
      for (const [x, y, words] of points) {
        expect(words).toMatch(/blocks.*: [\d.,−]+ (± [\d.,]+|\[.+, .+\]) nats \(n \d+\)$/);
        expect(x).toBeGreaterThan(0);
        expect(y).toBeGreaterThan(0);
      }
    }
  });

  it('has words for its points in every chart', () => {
    for (const { name, broad } of pictures) expect(broad.tips.length, name).toBeGreaterThan(0);
  });

  it('has the same bytes in two drawings', async () => {
    const [chart] = charts;
    const again = await drawn(chart.draw(analysis)!, false);
    expect(again.broad.svg).toBe(pictures[0].broad.svg);
    expect(again.narrow).toEqual(pictures[0].narrow);
  });

  it('is a table as CSV: a line for each level and setting, without what only draws', () => {
    const { spec } = pictures.find(({ name }) => name === 'network-quality')!;
    const [head, ...lines] = csvOf(spec).trim().split('\n');
    expect(head).toBe('level,series,mean,low,high,n');
    expect(lines).toHaveLength(analysis.factor.levels.length * analysis.settings.length);
    const [level, , mean, low, high] = lines[0].split(',');
    const { estimates } = analysis.settings[0].byLevel[0];
    expect([level, mean, low, high].map(Number)).toEqual([
      analysis.factor.levels[0],
      estimates.networkQuality!.mean,
      estimates.networkQuality!.low,
      estimates.networkQuality!.high,
    ]);
  });
});

it('a chart without a panel is drawn as its title, on a phone too', async () => {
  const { broad, narrow } = await drawn(
    wholeChart({ ...headed('Nothing to show', 'nats'), hconcat: [] }),
    true,
  );
  for (const { svg } of [broad, narrow]) expect(svg).toContain('Nothing to show');
});

describe('the words of a point', () => {
  it.each([
    [{ mean: 2.571, low: 2.568, high: 2.574, n: 12 }, 'nats', 'at 7: 2.5710 ± 0.0030 nats (n 12)'],
    [{ mean: 1, low: 0.5, high: 3 }, '', 'at 7: 1.0 [0.5, 3.0]'],
    [{ mean: 1, low: -Infinity, high: Infinity, n: 1 }, 'nats', 'at 7: 1 nats (n 1)'],
    [{ mean: null }, 'nats', 'at 7: no value'],
  ])('give what is known: %o', (told, unit, words) => {
    expect(toldOf('at 7', told, unit)).toBe(words);
  });
});

it('text is measured as a page sets it, to a fiftieth of what Chromium measures in DejaVu Sans', () => {
  // Measured at 1,000 px: 18,258.8 px plain, 20,593.3 px at weight 600.
  expect(textWidth('Viable newcomers that got their pay', 1000) / 18_258.8).toBeCloseTo(1, 1);
  expect(Math.abs(textWidth('Viable newcomers that got their pay', 1000) / 18_258.8 - 1)).toBeLessThan(0.02);
  expect(Math.abs(textWidth('Viable newcomers that got their pay', 1000, true) / 20_593.3 - 1)).toBeLessThan(
    0.02,
  );
});
