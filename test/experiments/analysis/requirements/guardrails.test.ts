import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { guardrailsOf } from '../../../../experiments/analysis/requirements/guardrails.ts';
import { adhocStudy } from '../../../../experiments/input/factorWords.ts';
import { propose } from '../../../../experiments/methods/proposal/propose.ts';
import type { Study } from '../../../../experiments/plan/study.ts';
import { guardrailSentences } from '../../../../experiments/report/guardrails/words.ts';
import { writeReportOf } from '../../../../experiments/studies/reportOf.ts';
import { writeResults } from '../../madeRows.ts';
import { rowsOfSwept as rowsOf, sweptStudy as study } from '../../sweptStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'guardrails-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
function folderOf(plan: Study): string {
  const folder = join(root, String(folders++));
  writeResults(folder, plan, rowsOf(plan));
  return folder;
}
const confirm = async (plan: Study, inner: string) => writeResults(inner, plan, rowsOf(plan));
const standings = (name: string, plan = study) =>
  guardrailsOf(plan, rowsOf(plan))
    .find((one) => one.name === name)
    ?.judged.map(({ level, comparison, standing }) => [comparison.metric, level, standing]);

describe('the guardrails of a sweep', () => {
  it('are kept, broken or not settled at each value, with the other settings in force', () => {
    expect(standings('immunityPeriod')).toEqual([
      ['registrationsPerDay', 5000, 'kept'],
      ['deterred', 7200, 'kept'],
      ['registrationsPerDay', 7200, 'open'],
      ['deterred', 14400, 'broken'],
      ['registrationsPerDay', 14400, 'broken'],
    ]);
    expect(standings('liquidAlphaOn')).toEqual([
      ['registrationsPerDay', false, 'kept'],
      ['deterred', true, 'broken'],
      ['registrationsPerDay', true, 'kept'],
    ]);
  });

  it('are judged by the numbers of the proposal, to the digit', async () => {
    const proposal = await propose(folderOf(study), { confirm, knob: 'immunityPeriod' });
    const asked = [proposal.candidate, ...proposal.evidence.others].flatMap(({ level, comparisons }) =>
      comparisons.filter(({ role }) => role === 'guardrail').map((comparison) => ({ level, comparison })),
    );
    const [{ judged }] = guardrailsOf(study, rowsOf(study));
    expect(asked).toHaveLength(4);
    for (const { level, comparison } of asked)
      expect(
        judged.find((one) => one.level === level && one.comparison.metric === comparison.metric)?.comparison,
      ).toEqual(comparison);
  });

  it('that are differences are not judged where the value in force was not run, and say so; limits are', () => {
    const plan: Study = { ...study, asks: [{ name: 'immunityPeriod', inForce: 6000 }, study.asks![1]] };
    const [immunity] = guardrailsOf(plan, rowsOf(plan));
    expect(immunity.judged.map(({ level, standing }) => [level, standing])).toEqual([
      [5000, 'kept'],
      [7200, 'open'],
      [14400, 'broken'],
    ]);
    expect(immunity.notJudged.map(({ guardrail }) => guardrail.metric)).toEqual(['deterred']);
    expect(immunity.notJudged[0].because).toContain('sweep it with immunityPeriod=6000,5000,7200,14400');
  });

  it('are in the page, at the terminal and in the JSON of a sweep of several settings', async () => {
    const folder = folderOf(study);
    const { html, text, data } = await writeReportOf(folder);
    expect(text.replaceAll(/\n +/g, ' ')).toMatch(
      /Guardrail deterred worse by at most 0\.01, immunityPeriod: broken for certain at 14,400 \(\+0\.1\d* \[.*?\] .*?\); kept for certain at 7,200 \(/,
    );
    expect(text.replaceAll(/\n +/g, ' ')).toMatch(
      /Guardrail registrationsPerDay at least 14, immunityPeriod: .*not settled at 7,200 \(\S+ \[\S+, \S+\]/,
    );
    expect(readFileSync(html, 'utf8')).toContain('Whether the guardrails are kept');
    expect(JSON.parse(JSON.stringify(data)).guardrails[0].judged[3]).toMatchObject({
      value: 14400,
      metric: 'deterred',
      limit: 0.01,
      is: 'broken',
    });
  });

  it('are there too for a single setting with numbers', async () => {
    const { asks, ...plain } = study;
    const plan: Study = {
      ...plain,
      factors: [study.factors[0]],
      statusQuo: [{ value: 5000, label: 'in force' }],
    };
    const { html, text, data } = await writeReportOf(folderOf(plan));
    expect(text.replaceAll(/\n +/g, ' ')).toMatch(
      /Guardrail deterred worse by at most 0\.01, immunityPeriod: broken for certain at 14,400/,
    );
    expect(readFileSync(html, 'utf8')).toContain('Whether the guardrails are kept');
    expect(data).toHaveProperty('guardrails');
  });

  it('with too few values are not settled, and have no unit behind that word', () => {
    const rows = rowsOf(study).map((row) => ({ ...row, measures: { ...row.measures, deterred: null } }));
    const sentences = guardrailSentences(study, guardrailsOf(study, rows));
    expect(sentences.find((one) => one.includes('deterred'))).toMatch(
      /not settled at 7,200 \(too few values\), 14,400 \(too few values\)\.$/,
    );
  });

  it('of a measure without a better side are refused before the first world runs', async () => {
    const options = { scenario: 'flat-subnet', seeds: 8 };
    await expect(
      adhocStudy(['immunityPeriod=5000,7200'], { ...options, guardrail: ['churn worse by 0.01'] }),
    ).rejects.toThrow(/churn has no better side.*"churn <= limit" or "churn >= limit"/);
  });

  it('are refused where a sweep could not judge them: cells of a design, and a precision', async () => {
    const options = { scenario: 'flat-subnet', seeds: 8, guardrail: ['deterred worse by 0.01'] };
    await expect(
      adhocStudy(['immunityPeriod=5000,7200'], { ...options, precision: 'networkQuality=0.01' }),
    ).rejects.toThrow(/guardrail .* same seeds .*leave --precision out/);
    await expect(
      adhocStudy(['immunityPeriod~uniform(5000,7200)'], { ...options, design: 'sobol', points: 4 }),
    ).rejects.toThrow(/guardrail .*name the values/);
  });
});
