import { describe, expect, it } from 'vitest';
import {
  answerSentence,
  compared as comparedOver,
  judgement,
  type PairResult,
} from '../../../experiments/panel/comparison.ts';
import { dotPlot } from '../../../experiments/panel/dotPlot.ts';
import type { Told } from '../../../experiments/panel/facts.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';
import { stream } from '../../../sim/random.ts';

const loss: Told = { name: 'loss', title: 'served loss', unit: 'nats', better: 'lower', margin: 0.01 };
const whole = { days: 2, studyDays: 2 };
const compared = (measure: Told, list: readonly PairResult[], span = whole) =>
  comparedOver(measure, span, list);
const pairs = (gaps: readonly (number | null)[]) =>
  gaps.map((gap, k) => ({
    seed: String(k + 1),
    statusQuo: { loss: 3 },
    setting: { loss: gap === null ? null : 3 + gap },
  }));
const around = (center: number, n = 12) => {
  const draws = stream('panel', 'gaps', 1);
  return compared(loss, pairs(Array.from({ length: n }, () => center + 0.004 * draws.normal())));
};

describe('the sentence of a panel', () => {
  it('has the mean, the half-width of the 95 % interval, the unit, the measure and the number of worlds', () => {
    const shown = around(0.03);
    const { mean, low, high } = meanInterval(shown.dots.flatMap(({ gap }) => gap ?? []));
    expect(shown.interval?.mean).toBe(mean);
    expect(answerSentence(shown)).toMatch(
      /^Your setting against the status quo: \+0\.0\d+ (± 0\.00\d+ nats of served loss|nats of served loss, 95 % interval \+0\.0\d+ to \+0\.0\d+) \(12 worlds, 2 days\)\.$/,
    );
    expect(high - low).toBeLessThan(0.01);
  });

  it('of values that lean to one side names both ends', () => {
    const shown = compared(loss, pairs([0, 0, 0, 0.001, 0.002, 0.001, 0, 0.05]));
    expect(answerSentence(shown)).toMatch(
      /nats of served loss, 95 % interval −?\+?[\d.]+ to \+[\d.]+ \(8 worlds, 2 days\)/,
    );
  });

  it.each([
    [[], 'no world has finished yet'],
    [[0.5], '+0.5 nats of served loss (1 world, so no interval yet)'],
    [[null, null], 'served loss has no value in 2 worlds of this length'],
  ])('says it plainly where there is less: %j', (gaps, words) =>
    expect(answerSentence(compared(loss, pairs(gaps)))).toContain(words),
  );

  it('counts the worlds that have a value', () => {
    expect(answerSentence(compared(loss, pairs([0.1, null, 0.2])))).toContain('(2 worlds, 2 days)');
  });

  it('puts a unit of several words behind the measure', () => {
    const pay: Told = { ...loss, title: 'the cabal’s pay', unit: 'share of emission' };
    expect(answerSentence(compared(pay, pairs([0.1, 0.1])))).toContain(
      '+0.1 ± 0 in the cabal’s pay (share of emission)',
    );
  });
});

describe('the judgement of a panel', () => {
  it.each([
    [0.05, /^Worse, by more than the 0\.01 nats that matter, at 95 %\. Lower is better\.$/],
    [-0.05, /^Better, by more than the 0\.01 nats/],
    [0.004, /^Worse, but by less than the 0\.01 nats that matter\./],
    [0.0095, /^Worse at 95 %; whether by more than the 0\.01 nats that matter is open\./],
    [0, /^The 95 % interval lies within ± 0\.01 nats, a difference that does not matter\./],
  ])('of differences around %d', (center, words) => expect(judgement(around(center))).toMatch(words));

  it('of few worlds that scatter says that they do not tell', () => {
    expect(judgement(compared(loss, pairs([0.2, -0.3])))).toContain('these worlds do not tell');
  });

  it('of fewer days than the study measures says that later effects are not seen', () => {
    const early = compared(loss, pairs([0, 0.001, 0.002, 0.001]), { days: 2, studyDays: 60 });
    expect(judgement(early)).toMatch(/an effect that takes longer than 2 days is not seen here\.$/);
    expect(answerSentence(early)).toContain('(4 worlds, 2 days)');
  });

  it('of a setting that moves nothing says so, and that it may take longer', () => {
    const words = judgement(compared(loss, pairs([0, 0, 0])));
    expect(words).toMatch(
      /^The setting moves nothing here: served loss is the same to the last bit in all 3 worlds\./,
    );
    expect(words).toContain('measure more days');
  });
});

describe('the dots of a panel', () => {
  it.each([260, 328, 700])(
    'are one for each pair, inside a drawing %i pixels wide, with text of 12 pixels',
    (width) => {
      const svg = dotPlot(around(0.03, 24), width);
      expect(svg.match(/<circle/g)).toHaveLength(24);
      const xs = [...svg.matchAll(/ (?:cx|x)="([-\d.]+)"/g)].map(([, x]) => Number(x));
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...xs)).toBeLessThanOrEqual(width);
      expect(svg).toContain('font-size="12"');
      expect(svg).not.toContain('NaN');
    },
  );

  it('have ticks at what they say: the places of two labels are as far apart as their numbers', () => {
    const svg = dotPlot(around(0.03, 24), 700);
    const ticks = [
      ...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="middle">([^<]+)<\/text>/g),
    ].map(([, x, text]) => [Number(x), Number(text.replace('−', '-'))]);
    expect(ticks.length).toBeGreaterThan(2);
    const slope = (ticks[1][0] - ticks[0][0]) / (ticks[1][1] - ticks[0][1]);
    for (const [x, value] of ticks) expect(x).toBeCloseTo(ticks[0][0] + slope * (value - ticks[0][1]), 1);
  });

  it('lie on one spot where all are equal, and nothing is drawn outside', () => {
    const svg = dotPlot(compared(loss, pairs(Array.from({ length: 48 }, () => 0))), 400);
    const ys = [...svg.matchAll(/cy="([-\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.min(...ys)).toBeGreaterThan(15);
  });

  it('are none without a world, and the axis is there', () => {
    expect(dotPlot(compared(loss, []), 400)).toContain('status quo');
  });

  it('escape what they name', () => {
    const marked = { ...loss, title: '<b>&', unit: '' };
    expect(dotPlot(compared(marked, pairs([0.1])), 700)).not.toContain('<b>');
  });
});
