import { describe, expect, it } from 'vitest';
import { honest } from '../../agents/tricks/honest.ts';
import { guiseOf } from '../../agents/tricks/look.ts';
import { trialId } from '../../experiments/base/identity.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { meanInterval } from '../../experiments/statistics/meanInterval.ts';
import { pairedDifference } from '../../experiments/statistics/paired.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';

/** Measures by the id of their trial: several claims are about the same world. */
const known = new Map<string, ReturnType<typeof runTrial>['measures']>();

function measuresOf(plan: TrialPlan) {
  const id = trialId(plan);
  const measures = known.get(id) ?? runTrial(plan).measures;
  known.set(id, measures);
  return measures;
}

/** A measure of the small world over six seeds. */
function measured(
  metric: string,
  set: TrialPlan['set'],
  ruleset: TrialPlan['ruleset'] = 'finney-2023',
): number[] {
  return Array.from({ length: 6 }, (_, k) => {
    const plan = {
      scenario: 'synthetic',
      arithmetic: 'float64',
      warmUpDays: 0.5,
      days: 1.5,
      ruleset,
    } as const;
    const seed = String(k + 1);
    return measuresOf({ ...plan, set: { 'scenario.synergy': 'table', ...set }, seed })[metric]!;
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The 95 % interval of one − other, paired by seed. */
const gap = (one: readonly number[], other: readonly number[]) => pairedDifference(one, other)!;

const lookup = { 'scenario.lookupShare': 0.2 };
const ratio = (set: TrialPlan['set']) => measured('cheaterRatio', set);

describe('a miner that knows the data set by heart', () => {
  const open = ratio({ ...lookup, validatorPruneLen: 0 });

  it('earns more than twice what honest miners do while nothing is pruned', () => {
    expect(Math.min(...open)).toBeGreaterThan(2);
  });

  it('earns less with every token that is pruned', () => {
    const pruned = [1, 3, 8].map((tokens) => ratio({ ...lookup, validatorPruneLen: tokens }));
    expect(gap(pruned[0], open).high).toBeLessThan(0);
    expect(gap(pruned[1], pruned[0]).high).toBeLessThan(0);
    expect(gap(pruned[2], pruned[1]).high).toBeLessThan(0);
  });

  it('with an exact key is stopped by a single token', () => {
    const one = ratio({ ...lookup, validatorPruneLen: 1, 'scenario.lookupMiss': 1 });
    const honest = ratio({ ...lookup, validatorPruneLen: 1, 'scenario.lookupHits': 0 });
    expect(one).toEqual(honest);
  });

  it('earns the same row by row and from the table, within both intervals', () => {
    const set = { ...lookup, validatorPruneLen: 1 };
    const exact = meanInterval(ratio({ ...set, 'scenario.synergy': 'exact' }));
    const table = meanInterval(ratio(set));
    expect(table.low).toBeLessThan(exact.high);
    expect(table.high).toBeGreaterThan(exact.low);
  });

  it('takes from the client, which pays for answers it does not get', () => {
    const client = { 'scenario.clientTopk': 10 };
    const honest = measured('clientLoss', { ...client, validatorPruneLen: 0 });
    const cheated = measured('clientLoss', { ...client, ...lookup, validatorPruneLen: 0 });
    expect(gap(cheated, honest).low).toBeGreaterThan(0);
  });
});

describe('a miner that repeats what it was sent', () => {
  it('earns four times what honest miners do where no token is held out, and nothing more where some are', () => {
    const echo = { 'scenario.echoShare': 0.2 };
    expect(mean(ratio({ ...echo, 'validator.validationLen': 0 }))).toBeGreaterThan(4);
    const heldOut = ratio(echo);
    const tagged = ratio({
      'scenario.lookupShare': 0.2,
      'scenario.lookupHits': 0,
      'scenario.divergenceShift': 0,
    });
    expect(heldOut).toEqual(tagged);
  });
});

describe('a miner whose answers vary', () => {
  const farmers = { 'scenario.varianceShare': 0.2 };

  it('gains where scores are averaged and not where losses are', () => {
    const onScore = ratio(farmers);
    const onLoss = ratio({ ...farmers, 'validator.movingAverageOn': 'loss' });
    expect(meanInterval(onScore).low).toBeGreaterThan(1.3);
    expect(meanInterval(onLoss).high).toBeLessThan(1.3);
    expect(gap(onLoss, onScore).high).toBeLessThan(0);
  });
});

describe('the penalty for answers far from the others', () => {
  const settings = (rate: number) => resolve('finney-2023', { validatorLogitsDivergence: rate });

  it('divides a score by 1 + λ · excess, at most 10 λ, and leaves who is within a deviation alone', () => {
    const rate = 6553.5 * 2;
    const penalties = Array.from(
      { length: 2000 },
      (_, serial) => guiseOf(honest, serial, 3, 's', settings(Math.round(rate))).penalty,
    );
    expect(Math.max(...penalties)).toBe(1);
    // P(|z| beyond one deviation above) = 0.1587: four standard errors are 0.033.
    expect(penalties.filter((penalty) => penalty < 1).length / 2000).toBeCloseTo(0.1587, 1);
    expect(Math.min(...penalties)).toBeGreaterThanOrEqual(1 / (1 + 10 * 0.2001));
  });

  it('at 2 % hardly touches a look-up, and at 30 % takes some of its gain', () => {
    const off = ratio({ ...lookup, validatorLogitsDivergence: 0 });
    const usual = ratio({ ...lookup, validatorLogitsDivergence: 1310 });
    const strong = ratio({ ...lookup, validatorLogitsDivergence: 20_000 });
    expect(mean(usual) / mean(off)).toBeGreaterThan(0.9);
    expect(gap(strong, off).high).toBeLessThan(0);
  });
});

describe('validators that judge nobody', () => {
  const idle = (set: TrialPlan['set'], ruleset?: TrialPlan['ruleset']) =>
    measured('idlerRatio', set, ruleset);

  it('that copy weights at once earn nearly what the others do, with a lag of half a day less', () => {
    const fresh = idle({ 'scenario.copierShare': 0.2 });
    const old = idle({ 'scenario.copierShare': 0.2, 'scenario.copierLag': 3600 });
    expect(mean(fresh)).toBeGreaterThan(0.8);
    expect(gap(old, fresh).high).toBeLessThan(0);
  });

  it('that set the weights of the start for ever earn less still', () => {
    const lazy = idle({ 'scenario.lazyShare': 0.2 });
    const fresh = idle({ 'scenario.copierShare': 0.2 });
    expect(gap(lazy, fresh).high).toBeLessThan(0);
  });

  it('that copy earn less where weights are committed first and revealed later', () => {
    const set = { 'scenario.copierShare': 0.2, revealPeriodEpochs: 4 };
    const open = idle({ ...set, commitRevealWeightsEnabled: false }, 'burn-2026');
    const hidden = idle({ ...set, commitRevealWeightsEnabled: true }, 'burn-2026');
    expect(gap(hidden, open).high).toBeLessThan(0);
  });
});

describe('people at the gate with a plan', () => {
  it('spammers hold slots and earn nothing', () => {
    const spam = { 'scenario.spamShare': 0.4 };
    expect(mean(measured('cheaterShare', spam))).toBeGreaterThan(0.05);
    expect(Math.max(...measured('cheaterRatio', spam))).toBeLessThan(0.05);
  });

  it('sybils put many uids in one hand', () => {
    const alike = { 'scenario.sizeSigma': 0, 'scenario.poorShare': 0 };
    const alone = measured('coldkeyHhi', alike);
    const sybils = measured('coldkeyHhi', { ...alike, 'scenario.sybilShare': 0.4 });
    expect(gap(sybils, alone).low).toBeGreaterThan(0);
  });

  it('squatters live off the scores of those they replace, the more where validators notice late', () => {
    const squat = { 'scenario.squatterShare': 0.15 };
    const noticed = measured('cheaterRatio', squat, 'nakamoto-2022');
    const late = measured('cheaterRatio', { ...squat, 'validator.staleMetagraph': true }, 'nakamoto-2022');
    expect(gap(late, noticed).low).toBeGreaterThan(0);
  });
});

describe('a world in which nobody deceives, idles or reads', () => {
  it('measures nothing of it', () => {
    expect(measured('cheaterRatio', {})).toEqual(Array(6).fill(undefined));
  });
});
