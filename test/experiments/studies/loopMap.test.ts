import { describe, expect, it } from 'vitest';
import { freeLoop, remedied } from '../../../agents/models/freeLoop.ts';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { seedNames } from '../../../experiments/plan/modelTrial.ts';
import { csvOf } from '../../../experiments/report/charts/csvOf.ts';
import { drawn } from '../../../experiments/report/charts/drawn.ts';
import { textWidth } from '../../../experiments/report/charts/textWidth.ts';
import { loopCells, quietGain } from '../../../experiments/studies/loop-map/cells.ts';
import { loopMapPage } from '../../../experiments/studies/loop-map/page.ts';
import { loopMapFull, loopMapQuick as quick } from '../../../experiments/studies/loop-map/plan.ts';
import { CirculationSpent } from '../../../sim/circulationSpent.ts';
import { behaviourOf, swayOf } from '../../../sim/controllers/loopBehaviour.ts';
import { stream } from '../../../sim/random.ts';
import { faultsOf } from '../report/readable.ts';

/** Rows of worlds that ring from gain 1 and run away from gain 3 on, which adds to clients' loss. */
function rows(costOfThree: number): ModelRow[] {
  return [null, ...quick.attacks.map(({ name }) => name)].flatMap((attack) =>
    quick.conditions.flatMap(({ name, set }) =>
      seedNames(quick, attack !== null).map((seed, k) => ({
        condition: name,
        attack,
        seed,
        measures: {
          servedLoss: 2.4 + 0.01 * k + (Number(set.gain) === 3 ? costOfThree + 0.001 * (k % 2) : 0),
          spread: Number(set.gain) >= 3 ? 2 : 0.1,
          swing: Number(set.gain) >= 1 ? -0.8 : -0.1,
        },
      })),
    ),
  );
}

/** Of the cells with a behaviour, from 0 to 1: what is left of a colour on grey paper. */
function lightnessOf(spec: object, behaviour: string): number {
  const [, digits] =
    new RegExp(`"behaviour":"${behaviour}"[^}]*"colour":"#(\\w{6})"`).exec(JSON.stringify(spec)) ?? [];
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

describe('the map of loops in full worlds', () => {
  it.each([
    [0.1, 1],
    [0.1, 4],
    [0.35, 1],
  ])(
    'takes noise for ringing in at most one of ten loops at rest over its days: gain %d, %i days of notice',
    (gain, delay) => {
      const seen = Array.from({ length: 100 }, (_, world) => {
        const { normal } = stream('loops at rest', String(world), 1);
        const levels = new Array<number>(delay + 1).fill(0);
        for (let day = 0; day < Number(quick.base.days) + 60; day++)
          levels.push(
            levels[levels.length - 1] - gain * (levels[levels.length - 1 - delay] + 0.3 * normal()),
          );
        return behaviourOf(swayOf(levels.slice(-Number(quick.base.days))));
      });
      expect(seen.filter((behaviour) => behaviour === 'rings').length).toBeLessThanOrEqual(10);
    },
  );

  it('is drawn with all its cells, each with behaviour, worlds, interval and n to read, also those in which no world ended', async () => {
    const ended = rows(0.2).filter(
      ({ attack, condition }) => attack !== 'price-crowded-1' || condition !== 'gain-3',
    );
    const picture = loopMapPage.picture?.(ended, quick);
    if (!picture) throw new TypeError('a map with cells is drawn');
    const [head, ...lines] = csvOf(picture.spec).trimEnd().split('\n');
    expect(head).toBe('panel,notice,gain,behaviour,alike,worlds,linear,mean,low,high,n');
    expect(lines).toHaveLength(24);
    const { broad, narrow } = await drawn(picture.spec, true);
    for (const { tips } of [broad, narrow]) {
      const told = tips.map(([, , words]) => words);
      expect(told).toHaveLength(24);
      expect(told.filter((words) => words.includes('no world ran to its end'))).toEqual([
        'Price of entry, 400 people look a day, gain 3, 1 day of notice: no world ran to its end',
      ]);
      expect(told.filter((words) => /: rings in 5 of 5 worlds .* \(n 5\)$/.test(words))).toHaveLength(6);
      expect(told.join('\n')).toMatch(
        /gain 3, 4 days of notice: runs away .* \+0\.200\d+ ± [\d.]+ nats \(n 5\)/,
      );
    }
  });

  it('says in each cell in words that fit, on a phone too, and in shades that differ without hue, what the loop does', async () => {
    const picture = loopMapPage.picture?.(rows(0.2), quick);
    if (!picture) throw new TypeError('a map with cells is drawn');
    const { broad, narrow } = await drawn(picture.spec, true);
    expect(narrow.width).toBeLessThanOrEqual(328);
    for (const { svg, tips } of [broad, narrow]) {
      const columns = [...new Set(tips.map(([x]) => x))].sort((one, other) => one - other);
      for (const words of ['rests', 'rings', 'runs away', '5 of 5', '+0.200']) {
        expect(svg).toContain(`>${words}</text>`);
        expect(textWidth(words, 11) + 4).toBeLessThan(columns[1] - columns[0]);
      }
    }
    const [rests, rings, away] = ['comes to rest', 'rings', 'runs away'].map((behaviour) =>
      lightnessOf(picture.spec, behaviour),
    );
    expect(rests - rings).toBeGreaterThan(0.1);
    expect(rings - away).toBeGreaterThan(0.3);
    expect(loopMapPage.picture?.([], quick)).toBeNull();
  });

  it('can run in both sizes', () => {
    expect(() => checkModelStudy(quick)).not.toThrow();
    expect(() => checkModelStudy(loopMapFull)).not.toThrow();
  });

  it('tells of each cell what most of its worlds are, beside the linear loop', () => {
    const cells = loopCells(rows(0.2), quick);
    expect(cells).toHaveLength(24);
    const at = (gain: number) => cells.find((cell) => cell.gain === gain && cell.notice === 1);
    expect(at(0.1)).toMatchObject({ behaviour: 'stable', theory: 'stable', added: null });
    // Without Kp the loop of a day's notice diverges from gain 1 on (Levin and May 1976).
    expect(at(1)).toMatchObject({ behaviour: 'rings' });
    expect(at(3)).toMatchObject({ behaviour: 'diverges', theory: 'diverges' });
    expect(at(3)?.added?.mean).toBeCloseTo(0.2, 2);
    expect(quietGain(cells)).toBe(0.35);
    expect(quietGain(cells.map((cell) => ({ ...cell, behaviour: 'rings' as const })))).toBeNull();
  });

  it.each([0.2, 0])(
    'answers in one sentence with interval and unit where the worst gain costs %d nats',
    (cost) => {
      const answer = loopMapPage.answer?.(rows(cost), quick) ?? '';
      expect(answer).toMatch(
        /^With up to 4 days’ notice loops rest in most worlds up to gain 0\.\d+; gain 3 .* nats\.$/,
      );
      expect(faultsOf(answer)).toEqual([]);
      expect(loopMapPage.answer?.([], quick)).toMatch(/^Nothing can be compared yet/);
    },
  );

  it('of a loop three times as strong as its plant runs away, swinging, in a full world where many want in', () => {
    const short = { settleDays: 1, skipDays: 4, days: 30, arrivals: 400 };
    const { spread, swing } = freeLoop.run({ ...short, gain: 3 }, 'a').measures;
    expect(spread).toBeGreaterThan(1);
    expect(swing).toBeLessThan(-0.4);
  });

  it('refuses a gain of 0 and a notice of months, with key, rule and remedy', () => {
    expect(() => freeLoop.run({ gain: 0 }, 'a')).toThrow(/gain must .* received 0/);
    expect(() => freeLoop.run({ notice: 90 }, 'a')).toThrow(/notice must .* received 90/);
  });

  it('refuses more people a day than a world can have by its own setting, not by that of the world', () => {
    expect(() => freeLoop.run({ arrivals: 4501 }, 'a')).toThrow(/arrivals must .* received 4501/);
  });

  it('that lets newcomers burn all that circulates is told with its own settings; other errors stay as they are', () => {
    const of = (error: Error) => () =>
      remedied(() => {
        throw error;
      });
    expect(of(new CirculationSpent('nothing is left', 'lower maxBurn'))).toThrow(
      /^nothing is left: lower gain, stepRatio, arrivals or days$/,
    );
    expect(of(new CirculationSpent('nothing is left', 'lower maxBurn'))).toThrow(CirculationSpent);
    const other = new RangeError('a day must have a step');
    expect(of(other)).toThrow(other);
  });
});
