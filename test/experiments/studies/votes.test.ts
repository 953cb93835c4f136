import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { capture } from '../../../agents/models/capture.ts';
import { governance } from '../../../agents/models/governance.ts';
import { settled } from '../../../agents/models/model.ts';
import { type ModelRow, modelRowsOf } from '../../../experiments/plan/modelRows.ts';
import { captureAnswer } from '../../../experiments/studies/capture/answer.ts';
import { captureFull, captureQuick } from '../../../experiments/studies/capture/plan.ts';
import { governanceAnswer } from '../../../experiments/studies/governance/answer.ts';
import { governanceFull, governanceQuick } from '../../../experiments/studies/governance/plan.ts';
import { faultsOf } from '../report/readable.ts';

function rowsIn(folder: string): ModelRow[] {
  const lines = gunzipSync(readFileSync(`results/reference/${folder}/journal.ndjson.gz`))
    .toString()
    .trim();
  const stored: object[] = lines
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)));
  const { rows, failed } = modelRowsOf(stored);
  expect(failed).toEqual([]);
  return rows;
}

/** Mean over the seeds of a measure of one condition, counted by hand. */
function meanOf(rows: readonly ModelRow[], condition: string, measure: string, attack: string | null = null) {
  const values = rows
    .filter((row) => row.condition === condition && row.attack === attack)
    .map(({ measures }) => Number(measures[measure]));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const studies = [
  { model: governance, quick: governanceQuick, full: governanceFull },
  { model: capture, quick: captureQuick, full: captureFull },
];

describe('the plans of votes and captures', () => {
  it('set nothing that their models do not know, in no condition and under no attack', () => {
    for (const { model, quick, full } of studies)
      for (const { base, conditions, attacks, decides } of [quick, full]) {
        for (const condition of conditions) {
          settled(model, { ...base, ...condition.set });
          for (const attack of attacks) settled(model, { ...base, ...condition.set, ...attack.set });
        }
        expect(model.measures.map(({ name }) => name)).toContain(decides);
      }
  });
});

describe('the answer of who should decide', () => {
  const rows = rowsIn('governance-quick');

  it('is one sentence for a voter, with the numbers of the committed rows', () => {
    const answer = governanceAnswer(rows, governanceQuick);
    expect(faultsOf(answer)).toEqual([]);
    const gain = meanOf(rows, 'none', 'clientExcess') - meanOf(rows, 'stake', 'clientExcess');
    expect(answer).toContain(`lower a client’s loss by ${gain.toFixed(3)} [`);
    const [harm, none] = ['stake', 'none'].map((name) => meanOf(rows, name, 'clientExcess', 'income-only'));
    expect(answer).toContain(`raise it by ${(harm - none).toFixed(3)} [`);
  });

  it('rests on rows that the model gives again', () => {
    for (const row of rows.filter(({ seed, attack }) => seed === '1003' && attack === null)) {
      const { set } = governanceQuick.conditions.find(({ name }) => name === row.condition)!;
      expect(governance.run(set, row.seed).measures).toEqual(row.measures);
    }
  });
});

describe('the answer of what capture costs', () => {
  const rows = rowsIn('capture-quick');

  it('is one sentence for a voter, with the numbers of the committed rows', () => {
    const answer = captureAnswer(rows, captureQuick);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer).toContain(`attacker ${Math.round(meanOf(rows, 'shared-validator', 'profit'))} [`);
    expect(answer).toContain(
      `loses ${Math.round(-meanOf(rows, 'lock-18', 'profit')).toLocaleString('en')} [`,
    );
  });

  it('rests on rows that the model gives again', () => {
    for (const row of rows.filter(({ seed, attack }) => seed === '1003' && attack === null)) {
      const { set } = captureQuick.conditions.find(({ name }) => name === row.condition)!;
      expect(capture.run(set, row.seed).measures).toEqual(row.measures);
    }
  });

  it('holds that taking the owner’s place loses by 18 % under every attack, and joining a shared validator pays', () => {
    for (const { name } of captureQuick.attacks) {
      expect(meanOf(rows, 'lock-18', 'profit', name)).toBeLessThan(0);
      expect(meanOf(rows, 'shared-validator', 'profit', name)).toBeGreaterThan(0);
    }
  });
});
