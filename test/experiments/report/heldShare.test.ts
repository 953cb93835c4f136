import { describe, expect, it } from 'vitest';
import { heldShareWords } from '../../../experiments/report/heldShare.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';

const at = (measure: string, mean: number) => ({
  estimates: { [measure]: meanInterval([mean - 0.01, mean + 0.01]) },
});

describe('the words on shares that a scenario states', () => {
  const cabal = { 'scenario.cabalShare': 0.45 };
  const held = (...means: number[]) => ({ byLevel: means.map((mean) => at('cabalStake', mean)) });

  it('say what was held, with the reason where it is more than a tenth below', () => {
    expect(heldShareWords(held(0.42, 0.44), cabal)).toEqual([
      'The scenario states that a cabal’s validators have 0.45 of the validators’ stake; they held 0.42 to 0.44 on average.',
    ]);
    const [lost] = heldShareWords(held(0.29), cabal);
    expect(lost).toContain('they held 0.29 on average: who loses a slot does not come back');
    const [poor] = heldShareWords(held(0.29), { ...cabal, 'scenario.adversariesReturn': true });
    expect(poor).toContain('they could not afford the slots that they lost');
  });

  it('add up the shares of those that are measured together', () => {
    const byLevel = [at('idlerStake', 0.29)];
    const [words] = heldShareWords({ byLevel }, { 'scenario.copierShare': 0.1, 'scenario.lazyShare': 0.2 });
    expect(words).toContain('copiers and lazy validators have 0.3 of');
  });

  it('are none where no share is stated, or none was measured', () => {
    expect(heldShareWords(held(0.4), {})).toEqual([]);
    expect(heldShareWords({ byLevel: [] }, cabal)).toEqual([]);
  });
});
