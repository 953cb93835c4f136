import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../experiments/base/canonical.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../../../../experiments/plan/trial.ts';
import { assumptions as reported } from '../../../../experiments/report/assumptions.ts';
import { readJournal } from '../../../../experiments/run/journal.ts';
import { pairedDifference } from '../../../../experiments/statistics/paired.ts';
import { immunityStartUpQuick as study } from '../../../../experiments/studies/immunity-start-up.ts';
import { scalingChecks } from '../../../../experiments/studies/scaling.ts';
import { type Hyperparameter, hyperparametersOf, resolve } from '../../../../sim/hyperparameters/registry.ts';
import { type RulesetName, rulesetNames } from '../../../../sim/rulesets.ts';
import { register, spans, tablesPage } from './registerPage.ts';

const root = new URL('../../../..', import.meta.url);
const lines = tablesPage.split('\n');
const settings = rulesetNames.flatMap((ruleset) =>
  hyperparametersOf(ruleset).map((row) => ({ ruleset, row })),
);
const names = new Set(settings.map(({ row }) => row.name));

/** Every source file of the laboratory. */
const sources = ['sim', 'agents', 'experiments'].flatMap((room) => {
  const folder = fileURLToPath(new URL(room, root));
  return (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `${room}/${file}`, text: readFileSync(`${folder}/${file}`, 'utf8') }));
});

describe('the register of assumptions', () => {
  it('gives every assumption its own id, and a statement, a source, a knob and an effect', () => {
    expect(register.length).toBeGreaterThan(20);
    expect(new Set(register.map(({ id }) => id)).size).toBe(register.length);
    for (const entry of register) {
      expect(Object.entries(entry).filter(([, text]) => text === '')).toEqual([]);
      expect(entry.id).toMatch(/^A\d+(?:\.\d)?$/);
      expect(entry.statement, entry.id).not.toMatch(/^- /);
    }
  });

  it('gives effects of half and twice a value as the tables have them', () => {
    const figures = register.flatMap(({ id, effect }) =>
      [...effect.matchAll(/(?:halved|doubled) ([+−]?[\d.]+ ± [\d.]+)/g)].map(([, figure]) => ({
        id,
        figure,
      })),
    );
    expect(figures.length).toBeGreaterThan(60);
    const rows = tablesPage.split('\n').filter((line) => /^\| `/.test(line));
    const wrong = figures.filter(
      ({ id, figure }) =>
        !rows.some((row) => row.split(' | ')[1] === id && row.replaceAll('*', '').includes(`: ${figure}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('names a knob of the registry, or the file that fixes the value, for each', () => {
    for (const { id, knob } of register) {
      const named = spans(knob);
      expect(named.length, id).toBeGreaterThan(0);
      const unknown = named.filter((name) => !name.includes('/') && !names.has(name));
      expect(unknown, id).toEqual([]);
    }
  });

  it('leaves out no setting of scenarios and validators', () => {
    const named = new Set(register.flatMap(({ knob }) => spans(knob)));
    const own = [...names].filter((name) => name.includes('.'));
    expect(own.filter((name) => !named.has(name))).toEqual([]);
  });

  it('holds every assumption that the code or a report cites', () => {
    const cited = sources.flatMap(({ text }) => [...text.matchAll(/assumption (A\d+)/g)].map(([, id]) => id));
    const wanted = new Set([...cited, ...reported.map(({ id }) => id)]);
    expect(wanted.size).toBeGreaterThan(4);
    for (const id of wanted) expect(register.map((line) => line.id.split('.')[0])).toContain(id);
  });
});

/** Settings listed as moving nothing: the code spans of that section's list. */
const unread = spans(
  tablesPage.split('## Settings that move nothing yet')[1].split('\n## ')[0].split('\n- ')[1] ?? '',
);

/** A value of the row that is not its default, or null where there is only one. */
function otherValue(row: Hyperparameter): number | string | boolean | null {
  if (row.type === 'boolean') return !row.default;
  if (row.type === 'choice') return row.choices.find((choice) => choice !== row.default) ?? null;
  if (row.type === 'split') return '65535';
  return row.default > row.range[0] ? row.range[0] : row.range[1];
}

/** Whether every ruleset that has the row refuses any value but its default: then nothing can be set that would move nothing. */
const isRefused = (name: string): boolean =>
  settings
    .filter(({ row }) => row.name === name)
    .every(({ ruleset, row }) => {
      try {
        resolve(ruleset, { [name]: otherValue(row) });
        return false;
      } catch {
        return true;
      }
    });

function worldWith(ruleset: RulesetName, set: TrialPlan['set']): string {
  const plan = { scenario: 'synthetic', arithmetic: 'float64', warmUpDays: 0, days: 0.3, seed: '1' } as const;
  return canonical(runTrial({ ...plan, ruleset, set }));
}

describe('the settings that move nothing yet', () => {
  it('are all those that no code outside the registry names', () => {
    const code = sources.filter(({ path }) => !path.startsWith('sim/hyperparameters/'));
    const isNamed = (name: string) => code.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
    const unnamed = [...names].filter((name) => !isNamed(name) && !isRefused(name));
    expect(unread).toEqual(expect.arrayContaining(unnamed));
  });

  it.each(rulesetNames)('change no byte of a world under %s', (ruleset) => {
    const usual = worldWith(ruleset, {});
    // A control: a setting that does move the world.
    expect(worldWith(ruleset, { immunityPeriod: 0 })).not.toBe(usual);
    for (const { row } of settings.filter((setting) => setting.ruleset === ruleset)) {
      const value = unread.includes(row.name) ? otherValue(row) : null;
      if (value !== null) expect(worldWith(ruleset, { [row.name]: value }), row.name).toBe(usual);
    }
  });
});

const folder = (size: string) => fileURLToPath(new URL(`results/reference/immunity-start-up-${size}`, root));
interface ArmRow {
  readonly arm: string | null;
  readonly levels: Readonly<Record<string, number>>;
  readonly plan: { readonly seed: string };
  readonly measures: TrialResult['measures'];
}
const rows = [...readJournal(`${folder('quick')}/journal.ndjson.gz`).rows.values()] as unknown as ArmRow[];

/** [seed] a measure at one level under an arm (null: the main trials at validator.alpha 0.1). */
function valuesAt(arm: string | null, level: number, metric: string): number[] {
  return Array.from({ length: study.armSeeds }, (_, k) => {
    const found = rows.find(
      ({ arm: own, levels, plan }) =>
        own === arm &&
        levels.immunityPeriod === level &&
        Number(plan.seed) === k + 1 &&
        (arm !== null || levels['validator.alpha'] === 0.1),
    );
    return found!.measures[metric]!;
  });
}

const grouped = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** Best level under an arm and the paired difference from the main trials at 3,072. */
function effectOf(arm: string | null, metric: string, digits: number): string {
  const sum = (level: number) => valuesAt(arm, level, metric).reduce((total, value) => total + value, 0);
  const best = study.armLevels.reduce((least, level) => (sum(level) < sum(least) ? level : least));
  if (arm === null) return `${grouped(best)} | –`;
  const { mean, high } = pairedDifference(valuesAt(arm, 3072, metric), valuesAt(null, 3072, metric))!;
  return `${grouped(best)} | ${signed(mean, digits)} ± ${(high - mean).toFixed(digits)}`;
}

describe('the figures beside the register', () => {
  it.each([null, ...study.arms.map(({ name }) => name)])(
    'are those of the reference rows for arm “%s”',
    (arm) => {
      const effect = `${effectOf(arm, 'networkQuality', 3)} | ${effectOf(arm, 'wrongEvictions', 1)}`;
      expect(lines).toContain(`| ${arm ?? 'none (the main trials)'} | ${effect} |`);
    },
  );

  it('are those of the two reference runs, where the small world is held against the whole', () => {
    for (const { alpha, bestSmall, bestWhole, pairs, opposed } of scalingChecks(
      folder('quick'),
      folder('full'),
    )) {
      const against =
        opposed.length === 0
          ? 'none'
          : opposed.map((pair) => pair.replace(/\d+/g, (n) => grouped(Number(n)))).join('; ');
      expect(lines).toContain(
        `| ${alpha} | ${grouped(bestSmall)} | ${grouped(bestWhole)} | ${pairs} | ${against} |`,
      );
    }
  });
});
