import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { manyEpochs } from '../../../experiments/evidence/manyEpochs.ts';
import { oneEpoch } from '../../../experiments/evidence/oneEpoch.ts';
import { recordedNetwork } from '../../../experiments/evidence/replay/recordedAsNetwork.ts';
import type { WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import { bundleOf } from '../../../experiments/input/own/bundle.ts';
import { definitionsOf } from '../../../experiments/input/own/definitions.ts';
import { notebookFolder, notebooks } from '../../../experiments/notebook/catalogue.ts';
import type { Cell, Notebook } from '../../../experiments/notebook/notebook.ts';
import { type CellRun, runCells } from '../../../experiments/notebook/runCells.ts';
import type { Shown } from '../../../experiments/notebook/shown.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { readResults } from '../../../experiments/report/readResults.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const all = new Map(notebooks().map((notebook) => [notebook.name[0], notebook]));
const runs = new Map<string, CellRun>();

const notebook = (number: string): Notebook => all.get(number)!;

/** What a notebook has shown, cell after cell. */
const shownIn = (number: string): Shown[] => runs.get(number)!.shown.flat();

function valueIn(shown: readonly Shown[], label: string): number | boolean | null {
  const found = shown.find((one) => one.kind === 'value' && one.label.includes(label));
  if (found?.kind !== 'value') throw new Error(`no value is labelled ${label}`);
  return found.value;
}

/** A column of the table that has it. */
function column(shown: readonly Shown[], title: string): unknown[] {
  for (const one of shown)
    if (one.kind === 'table' && one.columns.includes(title))
      return one.rows.map((row) => row[one.columns.indexOf(title)]);
  throw new Error(`no table has the column ${title}`);
}

/** The series of the chart whose title holds some words. */
function seriesOf(
  shown: readonly Shown[],
  title: string,
): Readonly<Record<string, readonly (readonly unknown[])[]>> {
  const found = shown.find((one) => one.kind === 'chart' && one.chart.title.includes(title));
  if (found?.kind !== 'chart') throw new Error(`no chart is titled ${title}`);
  return found.chart.series;
}

/** The cells with a text in one of them replaced, as a reader would. */
function changed(cells: readonly Cell[], from: string, to: string): Cell[] {
  expect(cells.filter(({ source }) => source.includes(from)).length, `${from} is in one cell`).toBe(1);
  return cells.map((cell) => ({ ...cell, source: cell.source.replace(from, to) }));
}

describe('the notebooks', () => {
  it('are eight, each with a title, a lead and at least three cells', () => {
    expect([...all.keys()]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    for (const { name, cells, lead } of all.values()) {
      expect(cells.length, name).toBeGreaterThanOrEqual(3);
      expect(lead.length, name).toBeGreaterThan(100);
    }
  });

  it('take ten minutes to read at most: 2,000 words at 200 a minute, code apart', () => {
    for (const { name } of all.values()) {
      const text = readFileSync(join(notebookFolder, `${name}.md`), 'utf8').replace(
        /^```[\s\S]*?^```$/gm,
        '',
      );
      expect(text.split(/\s+/).length, name).toBeLessThan(1400);
    }
  });

  /** What the compiler says of cells below each other, by the name of their file. */
  function faultsOfType(texts: ReadonlyMap<string, readonly Cell[]>): string {
    const folder = mkdtempSync(join(root, 'node_modules', '.notebook-types-'));
    try {
      for (const [name, cells] of texts) {
        const head = "declare const show: import('../../experiments/notebook/shown.ts').Show;";
        const lines = cells.flatMap(({ source }) => source.split('\n'));
        // A name that two cells import is one import: the page allows the second, a module does not.
        const body = lines.filter((line, k) => !line.startsWith('import ') || lines.indexOf(line) === k);
        writeFileSync(join(folder, `${name}.ts`), [head, ...body, 'export {};', ''].join('\n'));
      }
      const config = {
        extends: '../../tsconfig.json',
        compilerOptions: { noUnusedLocals: false },
        include: [],
        files: [
          '../../sim/alea.d.ts',
          '../../sim/kernel/webAssembly.d.ts',
          ...[...texts.keys()].map((name) => `${name}.ts`),
        ],
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(root, 'node_modules/.bin/tsc');
      return spawnSync(tsc, ['--noEmit', '-p', folder], { encoding: 'utf8' }).stdout;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('have cells without a fault of type: each may use what those above it have declared', () => {
    const texts = new Map([...all.values()].map(({ name, cells }) => [name, cells]));
    expect(faultsOfType(texts)).toBe('');
    const wrong: Cell[] = [
      { kind: 'page', source: "import { runTrial } from 'yuma-lab';\nshow(runTrial(1).measures.x, {});" },
    ];
    expect(faultsOfType(new Map([['wrong', wrong]]))).toMatch(/wrong\.ts.*TS2345/);
  });
});

describe('the cells run in Node', () => {
  beforeAll(async () => {
    for (const [number, one] of all) runs.set(number, await runCells(one));
  }, 400_000);

  it('and each shows something, build cells apart', () => {
    for (const [number, { cells }] of all)
      for (const [cell, { kind }] of cells.entries())
        if (kind === 'page')
          expect(runs.get(number)!.shown[cell].length, `${number}, cell ${cell + 1}`).toBeGreaterThan(0);
  });

  it('1: the epoch by hand is that of the engine for the same network file, to the bit', () => {
    const weights = [
      [32_768, 19_661, 13_107],
      [32_768, 26_214, 6554],
      [6554, 6554, 52_428],
    ];
    const input = networkInputOf('the notebook', {
      ruleset: 'finney-2023',
      block: 10,
      emission: 1e9,
      stake: ['450000000000', '350000000000', '200000000000', 0, 0, 0],
      lastUpdate: [1, 1, 1, 0, 0, 0],
      validatorPermit: [1, 1, 1, 0, 0, 0],
      registrationBlock: [0, 0, 0, 0, 0, 0],
      weights: [...weights.map((row) => row.map((value, m) => [3 + m, value])), [], [], []],
      hyperparameters: { maxAllowedValidators: 3, kappa: 32_768, bondsMovingAverage: 900_000 },
    } as never);
    const rows = oneEpoch(input, 'float64');
    const lab = rows.map(({ uid, incentive, dividends }) => (uid < 3 ? dividends : incentive));
    expect(column(shownIn('1'), 'by hand')).toEqual(lab);
    expect(valueIn(shownIn('1'), 'differ in any bit')).toBe(0);
  });

  it('1: Cleo’s dividends fall with her boldness beyond the consensus, and copying pays her more than honesty', async () => {
    const cleo = seriesOf(shownIn('1'), 'What Cleo')['dividends of Cleo'].map(([, y]) => Number(y));
    for (let k = 5; k < cleo.length; k++) expect(cleo[k]).toBeLessThan(cleo[k - 1]);
    const honest = Number(column(shownIn('1'), 'share of dividends')[2]);
    const { cells, name } = notebook('1');
    const copying = await runCells({ name, cells: changed(cells, '[0.1, 0.1, 0.8]', '[0.45, 0.35, 0.2]') });
    expect(column(copying.shown.flat(), 'share of dividends')[2]).toBeGreaterThan(1.5 * honest);
  });

  it('1: on the real network a κ from 0.4 to 0.6 moves hardly any pay, and one of 0.8 takes all of it from some miners', () => {
    const shown = shownIn('1');
    const moved = column(shown, 'changes hands');
    const kappas = column(shown, 'κ');
    const at = (kappa: number) => Number(moved[kappas.indexOf(kappa)]);
    expect(at(0.5)).toBe(0);
    for (const kappa of [0.4, 0.6]) expect(at(kappa)).toBeLessThan(0.005);
    expect(at(0.8)).toBeGreaterThan(0.05);
    const network = recordedNetwork('netuid31-2024-08');
    const hyperparameters = { ...network.hyperparameters, kappa: 52_428 };
    const paid = (written: WrittenNetwork) => manyEpochs(networkInputOf('x', written), 'chain', 3);
    const [before, now] = [paid(network), paid({ ...network, hyperparameters })];
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const gains = now.map(({ emission }, uid) => Math.max(0, emission - before[uid].emission));
    expect(at(0.8)).toBe(sum(gains) / sum(before.map(({ emission }) => emission)));
    const miners = (uids: typeof now) => uids.filter(({ incentive }) => incentive > 0).length;
    const told = column(shown, 'miners paid');
    expect([told[kappas.indexOf(0.5)], told[kappas.indexOf(0.8)]]).toEqual([miners(before), miners(now)]);
    expect(miners(now)).toBeLessThan(miners(before));
  });

  it('2: a minority is paid less at each step of greed, a majority more, as the same trials say', () => {
    const { 'four tenths of the stake': minority, 'six tenths of the stake': majority } = seriesOf(
      shownIn('2'),
      'by its greed',
    );
    for (let k = 1; k < 4; k++) {
      expect(minority[k][1]).toBeLessThan(Number(minority[k - 1][1]));
      expect(majority[k][1]).toBeGreaterThan(Number(majority[k - 1][1]));
    }
    expect(minority[3][1]).toBe(0);
    expect(majority[3][1]).toBe(1);
    const set = {
      kappa: 32_767,
      'scenario.cabalShare': 0.45,
      'scenario.cabalSelfWeight': 0.3,
      'scenario.cabalMiners': 'fake',
    };
    const { measures } = runTrial({
      ruleset: 'burn-2026',
      scenario: 'modern-subnet',
      arithmetic: 'float64',
      set,
      warmUpDays: 1,
      days: 0.5,
      seed: '1',
    });
    expect(minority[1][1]).toBe(measures.cabalPay);
  });

  it('3: the map has the means of the study’s rows; where few come nothing matters, and where it matters long immunity is worst', () => {
    const matters = column(shownIn('3'), 'it matters');
    const flows = column(shownIn('3'), 'newcomers a day').map(Number);
    const worst = column(shownIn('3'), 'worst, hours');
    for (const [k, flow] of flows.slice(0, matters.length).entries()) {
      if (flow < 20) expect(matters[k]).toBe('no');
      if (matters[k] === 'yes') expect(worst[k]).toBeGreaterThanOrEqual(24);
    }
    expect(matters).toContain('yes');
    expect(matters.filter((word) => word === 'no').length).toBeGreaterThan(matters.length / 2);
    const spread = Number(column(shownIn('3'), 'worst less best, nats')[4]);
    const { rows } = readResults('results/reference/immunity-map-quick');
    const means = [900, 1800, 3600, 7200, 14_400].map((immunity) => {
      const gaps = rows.flatMap(({ status, arm, levels, ...row }) =>
        status === 'complete' &&
        arm === null &&
        'measures' in row &&
        levels.immunityPeriod === immunity &&
        levels['scenario.foundersFlow'] === 60 &&
        levels['validator.sweepBlocks'] === 360
          ? [Number(row.measures.servedGap)]
          : [],
      );
      return gaps.reduce((total, gap) => total + gap, 0) / gaps.length;
    });
    expect(spread).toBeCloseTo(Math.max(...means) - Math.min(...means), 12);
  });

  it('4: the lowest loss is at the same length, worth more and less steep beyond it where more can rent a GPU', () => {
    const value = (label: string) => Number(valueIn(shownIn('4'), label));
    const [few, many] = [10, 50].map((share) => `where ${share} % can rent a GPU`);
    expect(value(`Lowest loss ${many}`)).toBe(value(`Lowest loss ${few}`));
    expect(value(`Gain over 256 tokens ${many}`)).toBeGreaterThan(3 * value(`Gain over 256 tokens ${few}`));
    expect(value(`Cost of 4,096 tokens ${few}`)).toBeGreaterThan(value(`Cost of 4,096 tokens ${many}`));
  });

  it('5: the engine reads N · (N − 1) weights where everyone judges, and 64 rows of them with permits', () => {
    expect(column(shownIn('5'), 'weights read')).toEqual([32, 64, 128, 256].map((n) => n * (n - 1)));
    expect(seriesOf(shownIn('5'), 'Weights that an epoch reads')['64 judge'].map(([, y]) => y)).toEqual(
      [32, 64, 128, 256].map((n) => Math.min(64, n) * (n - 1)),
    );
    expect(valueIn(shownIn('5'), 'at every size')).toBe(true);
  });

  it('6: the epoch of the file is the recorded one to the RAO, and miner 5 hangs on validators 1 and 2', () => {
    expect(valueIn(shownIn('6'), 'differ from the chain’s in any RAO')).toBe(0);
    const [now, ...gone] = column(shownIn('6'), 'incentive of 5').map(Number);
    expect(now).toBeGreaterThan(0);
    expect(gone.map((left) => left === 0)).toEqual([false, true, true]);
  });

  it('7: its copier earns to the digit what the laboratory’s example does, more than those who work, and little less a day late', async () => {
    const own = definitionsOf([await bundleOf('agents/examples/followLargest.ts')]);
    const set = { 'follower.share': 0.1, 'follower.lag': 0 };
    const plan = {
      ruleset: 'burn-2026',
      scenario: 'modern-subnet',
      arithmetic: 'float64',
      set,
      warmUpDays: 1,
      days: 1,
      seed: '1',
    } as const;
    const [fresh, late] = column(shownIn('7'), 'world 1').map(Number);
    expect(fresh).toBe(runTrial(plan, { own }).measures.idlerRatio);
    for (const world of ['world 1', 'world 2']) expect(column(shownIn('7'), world)[0]).toBeGreaterThan(1);
    expect(late).toBeGreaterThan(0.9 * fresh);
    expect(late).toBeLessThan(fresh);
  });

  it('8: the headline is that of the proposal, the verdict too, and the world that runs again has every recorded digit', () => {
    const proposal = readFileSync(join(root, 'results/reference/propose-kappa/proposal.md'), 'utf8');
    const headline = Number(valueIn(shownIn('8'), 'mean over scenarios'));
    expect(proposal).toContain(`is ${headline.toFixed(5).replace('-', '−')} [`);
    expect(proposal).toContain('**no change**');
    expect(shownIn('8')).toContainEqual({
      kind: 'text',
      text: expect.stringContaining('Verdict: no change. The mean gains'),
    });
    expect(valueIn(shownIn('8'), 'different in any digit')).toBe(0);
  });
});
