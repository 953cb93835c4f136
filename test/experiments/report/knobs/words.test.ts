import { describe, expect, it } from 'vitest';
import type {
  KnobAnswer,
  KnobVerdict,
  ScenarioAnswers,
} from '../../../../experiments/analysis/knobs/answers.ts';
import { judgedWords, scenarioWords } from '../../../../experiments/report/knobs/words.ts';

const estimate = (mean: number, half: number) => ({
  n: 8,
  mean,
  sd: half,
  low: mean - half,
  high: mean + half,
  level: 0.95,
  method: 'made up',
});

const verdict = (changes: Partial<KnobVerdict>): KnobVerdict => ({
  metric: 'networkQuality',
  margin: 0.002,
  unit: 'nats',
  outcome: 'small',
  best: false,
  byLevel: [
    { level: false, mean: estimate(3, 0.1), effect: null, state: 'in', loss: { low: 0, high: 0 } },
    {
      level: true,
      mean: estimate(3.01, 0.1),
      effect: estimate(0.01, 0.002),
      state: 'out',
      loss: { low: 0.008, high: 0.012 },
    },
  ],
  seedsNeeded: null,
  detectable: 0.0007,
  seeds: 8,
  ...changes,
});

const knob = (name: string, changes: Partial<KnobAnswer>): KnobAnswer => ({
  name,
  unit: '',
  levels: [false, true],
  inForce: false,
  reference: false,
  sameness: { groups: 16, same: 0, where: [] },
  verdicts: [verdict({ outcome: 'decided' })],
  moved: [],
  ...changes,
});

const told = (knobs: readonly KnobAnswer[], reasons: ReadonlyMap<string, string> = new Map()) => {
  const scenario: ScenarioAnswers = { label: '', levels: {}, seeds: 8, knobs, interactions: [] };
  return scenarioWords(scenario, reasons, {});
};

const idle = { sameness: { groups: 16, same: 16, where: [] }, verdicts: [verdict({ outcome: 'nothing' })] };

describe('the answer for each factor', () => {
  it('names those that do nothing first, with why', () => {
    const sentences = told(
      [knob('yuma3On', {}), knob('liquidAlphaOn', idle)],
      new Map([['liquidAlphaOn', 'it is read only with yuma3On, which is false here.']]),
    );
    expect(sentences[0]).toBe(
      '**`liquidAlphaOn` does nothing here:** every world is the same to the last digit at false and true (16 comparisons). Why: it is read only with yuma3On, which is false here.',
    );
    expect(sentences[1]).toBe(
      '**`yuma3On`: false is best** by mean loss; worse: true by 0.0080 to 0.0120 nats (8 seeds, comparisons with the best, 95 %). false is in force.',
    );
  });

  it('never calls a factor that moved nothing the best, and says so where it cannot tell why', () => {
    const [sentence] = told([knob('kappa', idle)]);
    expect(sentence).toContain('does nothing here');
    expect(sentence).toContain('cannot say why');
    expect(sentence).not.toMatch(/best|certain|seeds/);
  });

  it('states what would have been found of an effect below the margin', () => {
    const [sentence] = told([knob('yuma3On', { verdicts: [verdict({})] })]);
    expect(sentence).toContain('does nothing that matters to mean loss here');
    expect(sentence).toContain('A difference of 0.0007 nats would have been found in 8 of 10 such studies.');
    const [still] = told([knob('yuma3On', { verdicts: [verdict({ detectable: 3.4e-11 })] })]);
    expect(still).toContain(
      'A difference of a thousandth of that would have been found in 8 of 10 such studies.',
    );
  });

  it('says how many seeds would decide what is open', () => {
    const open = verdict({ outcome: 'open', seedsNeeded: 63 });
    const [sentence] = told([
      knob('yuma3On', {
        verdicts: [open],
        sameness: { groups: 16, same: 8, where: [{ name: 'tempo', value: 360 }] },
      }),
    ]);
    expect(sentence).toContain(
      '**`yuma3On`: not enough evidence** by mean loss (margin 0.002 nats, 8 seeds).',
    );
    expect(sentence).toContain(
      'From false to true it moves by +0.0100 ± 0.0020 nats. Worse than the best for certain: true. About 63 seeds would decide.',
    );
    expect(sentence).toContain('Where `tempo` is 360 it changes nothing, to the last digit.');
  });

  it('says what it was judged by, and why', () => {
    expect(judgedWords([{ metric: 'cabalPay', margin: 0.01, because: 'this world has a cabal' }], {})).toBe(
      'Judged by the cabal’s pay (`cabalPay`), lower is better, margin 0.01 share of emission, because this world has a cabal.',
    );
  });
});
