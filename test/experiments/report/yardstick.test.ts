import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  firstYardstick,
  type Yardstick,
  yardstickWords,
} from '../../../experiments/report/answer/yardstick.ts';

const one = (mean: number, half: number, more: Partial<Yardstick> = {}): Yardstick => ({
  ...{ measure: 'mean loss', unit: ' nats', margin: 0.01, ...more },
  estimate: { mean, low: mean - half, high: mean + half },
});

describe('whether a difference is much', () => {
  it('is told by how often it holds the margin, whichever way it goes', () => {
    const head = '**Is that much?** A change of mean loss below 0.01 nats counts as none: this one is';
    expect(yardstickWords([one(0.03, 0.005)])).toBe(`${head} 3 times that, certainly more.`);
    expect(yardstickWords([one(-0.03, 0.005)])).toBe(`${head} 3 times that, certainly more.`);
    expect(yardstickWords([one(0.004, 0.005)])).toBe(`${head} 0.4 of that, certainly less.`);
    expect(yardstickWords([one(-0.01, 0.02)])).toBe(
      `${head} as large as that, but may be from −1 to 3 times that, so it is undecided.`,
    );
  });

  it('is undecided exactly where its interval holds the margin', () => {
    for (let k = -60; k <= 60; k++) {
      const { estimate } = one(k / 1000, 0.0045);
      const holds = [-0.01, 0.01].some((margin) => estimate.low <= margin && margin <= estimate.high);
      expect(yardstickWords([one(k / 1000, 0.0045)])!.includes('undecided'), `${k}`).toBe(holds);
    }
  });

  it('is told of several at once, under one margin each, with what a margin is worth where the plan says so', () => {
    const because = 'a slot is lost; 0.01 nats are what 24 days bring (0.15 nats a year)';
    expect(
      yardstickWords([
        one(0.02, 0.001, { what: 'the first', because }),
        null,
        one(0.005, 0.001, { what: 'the second', because }),
        one(0.3, 0.001, { what: 'the third', measure: 'pay', unit: '', margin: 0.1 }),
      ]),
    ).toBe(
      '**Is that much?** A change of mean loss below 0.01 nats counts as none (0.01 nats are what 24 days bring): ' +
        'the first is 2 times that, certainly more; the second is 0.5 of that, certainly less. ' +
        'A change of pay below 0.1 counts as none: the third is 3 times that, certainly more.',
    );
  });

  it('is not told without a margin, without a difference, or of one value alone', () => {
    expect(yardstickWords([])).toBeNull();
    expect(yardstickWords([null, one(0.02, 0.001, { margin: 0 })])).toBeNull();
    expect(yardstickWords([one(0.02, Number.POSITIVE_INFINITY)])).toBeNull();
    expect(firstYardstick({ objectives: [] }, { mean: 1, low: 0, high: 2 })).toBeNull();
    expect(firstYardstick({ objectives: [{ metric: 'networkGap', margin: 0.1 }] }, null)).toBeNull();
  });
});

describe('a committed report', () => {
  const reference = fileURLToPath(new URL('../../../results/reference', import.meta.url));
  /** Without the line, and why. */
  const without: Readonly<Record<string, string>> = {
    'announcement-quick': 'its answer counts changes of device, for which its plan names no margin',
    'autopilot-worlds-dead-zone': 'its answer says beside each share what is allowed',
    'autopilot-worlds-nulls': 'its answer says beside each share what is allowed',
    'immunity-subnets-quick': 'its worlds are the same to the last digit',
  };
  const folders = readdirSync(reference).filter((name) =>
    ['study.json', 'report.html'].every((file) => existsSync(join(reference, name, file))),
  );

  it.each(folders)('%s says below its answer whether that is much, by the margin of its plan', (name) => {
    const { plan } = JSON.parse(readFileSync(join(reference, name, 'study.json'), 'utf8'));
    const margins: number[] = [
      ...(plan.margin === undefined ? [] : [plan.margin]),
      ...(plan.objectives ?? []).map(({ margin }: { margin: number }) => margin),
    ];
    expect(margins.length).toBeGreaterThan(0);
    const page = readFileSync(join(reference, name, 'report.html'), 'utf8');
    const [, line = null] = /<p class="answer">[^\n]*<\/p>\n<p class="much">([^\n]*)<\/p>/.exec(page) ?? [];
    if (name in without) return expect(line).toBeNull();
    const shares = [...line!.matchAll(/below ([\d.]+)/g)].map(([, margin]) => Number(margin));
    expect(shares.length).toBeGreaterThan(0);
    // A share of one is told in points of a hundred.
    for (const share of shares)
      expect(margins.some((own) => own === share || 100 * own === share)).toBe(true);
    expect(line).toMatch(/certainly (?:more|less)|undecided/);
  });
});
