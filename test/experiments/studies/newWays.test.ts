import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isBegun } from '../../../experiments/analysis/beginning/worlds.ts';
import { studyHash, trialId } from '../../../experiments/base/identity.ts';
import { type CompleteRow, rowsOf } from '../../../experiments/plan/rows.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { readJournal } from '../../../experiments/run/journal.ts';
import { asicsQuick } from '../../../experiments/studies/asics.ts';
import { studyNamed } from '../../../experiments/studies/catalogue.ts';
import { cheaperWaysFull, cheaperWaysQuick } from '../../../experiments/studies/cheaper-ways.ts';
import { gradientsQuick } from '../../../experiments/studies/gradients.ts';
import { familiesPage } from '../../../experiments/studies/model-families/page.ts';
import { modelFamiliesQuick } from '../../../experiments/studies/model-families.ts';
import { newWays } from '../../../experiments/studies/new-ways/outcomes.ts';
import { newWaysPage } from '../../../experiments/studies/new-ways/page.ts';
import { tellingOf } from '../../../experiments/studies/new-ways/telling.ts';
import { readBeginning } from '../../../experiments/sweep/beginning/readBeginning.ts';
import { settled } from '../../../experiments/sweep/finding.ts';

const days = 20;
const seeds = 4;

/** Shares of the miners that have taken to it: half on day 10, or gone on day 6. */
const spreads = Array.from({ length: days }, (_, day) => Math.min(1, (day + 1) / 20));
const dies = Array.from({ length: days }, (_, day) => (day < 5 ? 0.01 : 0));

type Daily = Readonly<Record<string, readonly (number | null)[]>>;

/** Rows whose finders earn 2 dollars a day more than by a way that saves nothing, their followers 1 more and the others 0.5 less. */
function rowsOfStudy(study: Study, shareOf: (seed: number) => readonly number[]): CompleteRow[] {
  const flat = (value: number) => Array.from({ length: days }, () => value);
  return trialsOf({ ...study, seeds }).map((trial, k): CompleteRow => {
    const seed = Number(trial.plan.seed);
    const luck = seed / 64;
    const isQuo = Object.keys(trial.plan.change?.set ?? {}).length === 0;
    const gain = trial.levels['market.inventionSaving'] === 0 ? 0 : 1;
    const share = shareOf(seed);
    const path: Daily = {
      servedGap: flat((isQuo ? 0.125 : 0.0625) + luck),
      clientGap: flat((isQuo ? -0.5 : -0.75) + luck),
      minerProfit: flat(3 + luck),
      cpuProfit: flat(2 + luck),
      ...(!isQuo && {
        adopterShare: share,
        adopterPay: share,
        adopterProfit: flat(3 + gain + luck),
        otherProfit: flat(3 - gain / 2 + luck),
        finderProfit: flat(2 + 2 * gain + luck),
      }),
    };
    const tables = { to50: none, to90: none, survival: [] };
    return { id: String(k), ...trial, status: 'complete', measures: {}, tables, days: [], path };
  });
}
const none = { binBlocks: 1, reached: [], evicted: [], censored: [] };

const short = { ...cheaperWaysQuick, days, seeds };
const cheaper = tellingOf('cheaper-ways');
const begun = (study: Study) => {
  if (!isBegun(study)) throw new Error(study.name);
  return study;
};

describe('who gains from something new', () => {
  const rows = rowsOfStudy(short, () => spreads);
  const [way] = newWays(begun(short), rows, cheaper);

  it('is told against a way that saves nothing, which the same miners hear of', () => {
    expect(way.soon.finder?.mean).toBeCloseTo(2, 10);
    expect(way.late.adopters?.mean).toBeCloseTo(1, 10);
    expect(way.late.others?.mean).toBeCloseTo(-0.5, 10);
    expect(way.late.all?.mean).toBeCloseTo(0, 10);
    expect(way.served?.mean).toBeCloseTo(-0.0625, 10);
    expect(way.late.all?.n).toBe(seeds);
  });
});

describe('how fast something new spreads', () => {
  const of = (shareOf: (seed: number) => readonly number[]) =>
    newWays(begun(short), rowsOfStudy(short, shareOf), cheaper)[0];
  const halfDay = (shareOf: (seed: number) => readonly number[]) => {
    const value = of(shareOf).half?.halfAt.value ?? null;
    return value === null ? null : value / 7200;
  };

  it('is the first day on which half of the miners have it, in half of the worlds', () => {
    expect(halfDay(() => spreads)).toBe(10);
    const later = [...spreads.slice(0, 9), ...spreads.slice(0, 11)];
    expect(halfDay((seed) => (seed <= 3 ? spreads : later))).toBe(10);
    expect(halfDay((seed) => (seed <= 1 ? spreads : later))).toBe(19);
  });

  it('counts worlds in which it dies out, which a mean over the others would leave out', () => {
    const mostDie = (seed: number) => (seed <= 1 ? spreads : dies);
    expect(halfDay(mostDie)).toBe(null);
    expect(of(mostDie).worlds).toEqual({ half: 1, died: 3, of: 4 });
  });

  it('says never where the run ends first', () => {
    const slow = spreads.map((share) => share / 3);
    expect(halfDay(() => slow)).toBe(null);
    expect(of(() => slow).worlds).toEqual({ half: 0, died: 0, of: 4 });
  });
});

describe('the page of something new', () => {
  it('says who gains, how fast and what a client gets, with intervals', () => {
    const { sure, summary } = newWaysPage({ study: short, rows: rowsOfStudy(short, () => spreads) });
    const text = sure.join('\n');
    expect(text).toContain('the finder earns +2 ± 0 dollars a day');
    expect(text).toContain('half of the miners do after 10 [10, 10] days (in 4 of 4 worlds)');
    expect(text).toContain('the loss that is paid for moves by −0.0625 ± 0 nats');
    expect(summary.rows).toHaveLength(3);
  });

  it('has words for each of the three, and for no other', () => {
    for (const study of [gradientsQuick, asicsQuick]) {
      const own = { ...study, days, seeds };
      expect(newWaysPage({ study: own, rows: rowsOfStudy(own, () => spreads) }).sure.length).toBeGreaterThan(
        9,
      );
    }
    const unknown = { ...short, name: 'another' };
    expect(() => newWaysPage({ study: unknown, rows: [] })).toThrow('no words for another');
  });
});

describe('the plans', () => {
  it('hold, each with a status quo in which nothing new is there', () => {
    for (const study of [cheaperWaysQuick, cheaperWaysFull, gradientsQuick, asicsQuick, modelFamiliesQuick])
      expect(() => checkStudy(study)).not.toThrow();
  });
});

const folderOf = (name: string) =>
  fileURLToPath(new URL(`../../../results/reference/${name}-quick`, import.meta.url));
const names = ['cheaper-ways', 'gradients', 'asics', 'model-families'];

describe('the committed runs', () => {
  it.each(names)('of %s hold every trial of their study after its own beginning', (name) => {
    const study = studyNamed(name, 'quick');
    const finding = readBeginning(folderOf(name), study);
    // Hard times drift by less than half of the margin, but MSER-5 leaves out more than half of their 60 days.
    expect(finding?.worlds.map(({ settled: had }) => had)).toEqual([name === 'model-families']);
    const { study: hash, rows } = readJournal(`${folderOf(name)}/journal.ndjson.gz`);
    expect(hash).toBe(studyHash(study));
    const planned = trialsOf(settled(study, finding)).map(({ plan }) => trialId(plan));
    expect([...rows.keys()].sort()).toEqual(planned.sort());
  });

  it('of model-families say that diversity costs the client and no one else', () => {
    const rows = rowsOf(readJournal(`${folderOf('model-families')}/journal.ndjson.gz`).rows.values());
    const { sure } = familiesPage({ study: modelFamiliesQuick, rows });
    expect(sure.join('\n')).toContain('are the same in every digit: no one but the client notices');
  });
});
