import { beforeAll, describe, expect, it } from 'vitest';
import { type AdhocOptions, adhocStudy } from '../../../experiments/input/factorWords.ts';
import { guardrailWords, objectiveWords } from '../../../experiments/input/measureWords.ts';
import { parseStudyFile } from '../../../experiments/input/readStudyFile.ts';
import { studyOfFile } from '../../../experiments/input/studyFromFile.ts';

beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const ask = (words: string, more: Partial<AdhocOptions> = {}) =>
  adhocStudy(words.split(' '), { scenario: 'modern-subnet', seeds: 8, ...more });

describe('a sweep of one’s own', () => {
  it('asks about every factor, and in the scenarios that are named so', async () => {
    const study = await ask('immunityPeriod=5000,7200 liquid_alpha_enabled=false,true', {
      over: ['scenario.arrivalRate=0.012,0.05'],
    });
    expect(study.asks).toEqual([
      { name: 'immunityPeriod', inForce: 5000 },
      { name: 'liquidAlphaOn', inForce: false },
    ]);
    expect(study.factors.map(({ name }) => name)).toEqual([
      'immunityPeriod',
      'liquidAlphaOn',
      'scenario.arrivalRate',
    ]);
  });

  it('takes names, and leaves a single factor with numbers as it was', async () => {
    const named = await ask('liquidAlphaConsensusMode=current,previous');
    expect(named.asks?.map(({ name }) => name)).toEqual(['liquidAlphaConsensusMode']);
    expect((await ask('immunityPeriod=5000,7200')).asks).toBeUndefined();
  });

  it('decides by what is said in any form, else by what the world is about', async () => {
    for (const text of ['servedQuality=0.005', 'servedQuality+-0.005', 'servedQuality ± 0.005'])
      expect((await ask('kappa=0.4,0.5', { decide: [text] })).objectives).toEqual([
        { metric: 'servedQuality', margin: 0.005 },
      ]);
    const cabal = await ask('kappa=0.4,0.5', { set: ['scenario.cabalShare=0.45'] });
    expect(cabal.objectives[0].metric).toBe('cabalPay');
    expect(cabal.objectives[0].because).toContain('has a cabal');
    expect((await ask('kappa=0.4,0.5')).objectives[0].metric).toBe('networkQuality');
  });

  it('says the same in a study file', async () => {
    const options = { decide: ['servedQuality ± 0.005'], guardrail: ['deterred worse by 5'] };
    const words = await ask('immunityPeriod=5000,7200 yuma3On=false,true', {
      ...options,
      objective: ['max registrationsPerDay / 2 ± 0.5'],
    });
    const file = studyOfFile(
      await parseStudyFile(
        `name: sweep
scenario: modern-subnet
factors: { immunityPeriod: [5000, 7200], yuma3On: [false, true] }
objectives: [servedQuality ± 0.005, max registrationsPerDay / 2 ± 0.5]
guardrails: [deterred worse by 5]
seeds: 8
`,
        's.yaml',
      ),
    );
    const { question: _, ...own } = words;
    expect(file).toMatchObject(own);
  });

  it.each([
    ['kappa=0.4,0.5 kappa=0.6,0.7', {}, 'kappa is set twice; write all its values in one list'],
    ['liquidAlphaOn=0,1', {}, 'a switch has no numbers: write true or false'],
    ['liquidAlphaOn=true', {}, 'has a single value, true, which asks nothing'],
    ['scenario=modern-subnet,flat-subnet', {}, 'has scenarios and no question'],
    ['kappa=0.4,0.5', { decide: ['servdQuality'] }, 'did you mean servedQuality?'],
    ['kappa=0.4,0.5', { decide: ['servedQuality ± -1'] }, 'a number above 0 in its unit; received -1'],
    ['kappa=0.4,0.5', { decide: ['churn'] }, 'has no better side, so somebody must say which'],
    ['kappa=0.4,0.5', { decide: ['viableEvictions=3', 'viableEvictions=4'] }, 'is given twice'],
    ['kappa=0.4,0.5', { decide: ['wrongEvictions'] }, 'so it may not decide'],
    ['kappa=0.4,0.5', { guardrail: ['deterred < 3'] }, 'write a guardrail as'],
  ])('%s %j is refused with the rule', async (words, more, message) => {
    await expect(ask(words, more)).rejects.toThrow(message);
  });
});

describe('the grammar of objectives and guardrails', () => {
  it('is the same for every verb', () => {
    expect(objectiveWords('min log(churn) + 1 +/- 0.1')).toEqual({
      expression: 'log(churn) + 1',
      better: 'lower',
      margin: 0.1,
    });
    expect(objectiveWords('churn >= 1 ? 1 : 0')).toEqual({ expression: 'churn >= 1 ? 1 : 0' });
    expect(guardrailWords('a + b <= -2e-3')).toEqual({ expression: 'a + b', atMost: -0.002 });
    expect(guardrailWords('deterred worse by 5')).toEqual({ expression: 'deterred', worseBy: 5 });
  });
});
