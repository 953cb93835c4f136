import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { models } from '../../../agents/models/catalogue.ts';
import { merge } from '../../../experiments/cluster/merge/merge.ts';
import { holds, verify } from '../../../experiments/evidence/verify/verify.ts';
import { checkedResult, modelTrialsOf } from '../../../experiments/plan/modelTrial.ts';
import { lineOf, readJournal } from '../../../experiments/run/journal.ts';
import { runModelStudy } from '../../../experiments/sweep/runModelStudy.ts';
import { bundleOf } from '../../../experiments/tables/bundleOf.ts';
import { smallModelStudy as study } from './smallModelStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'model-study-'));
const at = (name: string) => join(root, name);
afterAll(() => rmSync(root, { recursive: true }));
const rowsIn = (folder: string) => readJournal(join(folder, 'journal.ndjson')).rows;

describe('a study of a model', () => {
  it('stopped and resumed has the rows of an undisturbed run, and repeated it runs nothing', async () => {
    const whole = await runModelStudy(study, { folder: at('whole'), workers: 2 });
    expect(whole).toMatchObject({ ran: 12, found: 0, failed: 0, total: 12 });
    const stop = new AbortController();
    const stopped = await runModelStudy(study, {
      folder: at('resumed'),
      workers: 1,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 5) stop.abort();
      },
    });
    expect(stopped.stopped).toBe(true);
    const resumed = await runModelStudy(study, { folder: at('resumed'), workers: 2 });
    expect(resumed).toMatchObject({ ran: 7, found: 5, rowsHash: whole.rowsHash });
    const bytes = readFileSync(join(at('resumed'), 'journal.ndjson'));
    expect(await runModelStudy(study, { folder: at('resumed'), workers: 1 })).toMatchObject({
      ran: 0,
      found: 12,
    });
    expect(readFileSync(join(at('resumed'), 'journal.ndjson'))).toEqual(bytes);
  });

  it('has a row a trial with what the model itself returns for its settings and seed', () => {
    const rows = rowsIn(at('whole'));
    const [model] = models.filter(({ name }) => name === study.model);
    const wanted = modelTrialsOf(study).map(({ condition, attack, plan }) => {
      const { measures } = model.run(plan.set, plan.seed);
      return { condition, attack, seed: plan.seed, measures };
    });
    const found = [...rows.values()].map(({ condition, attack, plan, measures }) => ({
      condition,
      attack,
      seed: Object(plan).seed,
      measures,
    }));
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted));
  });

  it('refuses the folder of another plan and leaves it as it was', async () => {
    const before = readFileSync(join(at('whole'), 'study.json'));
    const other = { ...study, margin: 6 };
    await expect(runModelStudy(other, { folder: at('whole'), workers: 1 })).rejects.toThrow(
      /differ in margin/,
    );
    expect(readFileSync(join(at('whole'), 'study.json'))).toEqual(before);
  });

  it('refuses a setting that the model does not know before anything is written', async () => {
    const other = { ...study, base: { days: 3, halflife: 2 } };
    await expect(runModelStudy(other, { folder: at('broken'), workers: 1 })).rejects.toThrow(
      /condition half of study small-entry: halflife must be a setting of entryPrice; received 2/,
    );
    expect(existsSync(at('broken'))).toBe(false);
  });

  it('dealt to shards and joined has the rows of the whole, and says what is missing before', async () => {
    const shards = [1, 2].map((index) => ({ folder: at(`shard-${index}`), shard: { index, of: 2 } }));
    for (const shard of shards) await runModelStudy(study, { ...shard, workers: 1 });
    const half = await merge([at('shard-1')], at('joined'));
    expect(half.missing.map(({ trials }) => trials)).toEqual([6, 6]);
    const joined = await merge([at('shard-1'), at('shard-2')], at('joined'));
    expect(joined.missing).toEqual([]);
    expect([...joined.rows.values()].map(lineOf).sort()).toEqual(
      [...rowsIn(at('whole')).values()].map(lineOf).sort(),
    );
  });

  it('is verified by running it again: a digit that was changed is found, with its place', async () => {
    const all = { sample: 100, seed: '1', workers: 2 };
    const sound = await verify(at('whole'), all);
    expect([holds(sound), sound.agreed]).toEqual([true, 12]);
    const path = join(at('resumed'), 'journal.ndjson');
    const [row] = rowsIn(at('resumed')).values();
    const changed = { ...row, measures: { ...Object(row.measures), bias: 1 } };
    writeFileSync(path, readFileSync(path, 'utf8').replace(lineOf(row), lineOf(changed)));
    const { agreed, differences } = await verify(at('resumed'), all);
    expect(agreed).toBe(11);
    expect(differences).toEqual([
      expect.objectContaining({ where: row.id, what: expect.stringMatching(/bias/) }),
    ]);
  });

  it('has tables with a row a trial, its usual settings in columns, and a row a step', () => {
    const { tables } = bundleOf(at('whole'));
    const [trials, series] = tables.map((table) => {
      const names = table.columns.map(({ name }) => name);
      return [...table.rows()].map((cells) => Object.fromEntries(names.map((name, k) => [name, cells[k]])));
    });
    expect(trials).toHaveLength(12);
    expect(series).toHaveLength(12 * 3);
    const rows = rowsIn(at('whole'));
    for (const trial of trials) {
      const { measures } = rows.get(String(trial.id))!;
      expect(trial).toMatchObject({ halfLife: 360, days: 3, bias: Object(measures).bias });
      const steps = series.filter((row) => row.trial === trial.id).map(({ value }) => Number(value));
      const mean = steps.reduce((sum, value) => sum + value, 0) / steps.length;
      expect(mean).toBeCloseTo(Object(measures).registrations, 12);
    }
  });
});

describe('the result of a model', () => {
  const model = { ...models[0], measures: [{ name: 'gain', title: 'gain', unit: 'TAO', better: null }] };

  it('may be null, is never NaN, and holds 0 for −0', () => {
    expect(checkedResult(model, { measures: { gain: null } })).toEqual({ measures: { gain: null } });
    expect(checkedResult(model, { measures: { gain: -0 } }).measures.gain).toBe(0);
    expect(() => checkedResult(model, { measures: { gain: Number.NaN } })).toThrow(
      /measure gain of entryPrice must be a finite number; received NaN/,
    );
    expect(() => checkedResult(model, { measures: { gain: 1 }, path: { gain: [1, Infinity] } })).toThrow(
      /Infinity/,
    );
  });

  it('has every measure that the model names, and no other', () => {
    expect(() => checkedResult(model, { measures: {} })).toThrow(/gain .*received undefined/);
    expect(() => checkedResult(model, { measures: { gain: 1, loss: 1 } })).toThrow(
      /loss .*one of its measures/,
    );
  });
});
