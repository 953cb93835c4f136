import { fisherScores } from '../../agents/scoring/fisher.ts';
import { type GateSettings, gateShares, trainGate } from '../../agents/scoring/gate.ts';
import { groupSynergyScores } from '../../agents/scoring/groupSynergy.ts';
import { leaveOneOutScores } from '../../agents/scoring/leaveOneOut.ts';
import { equalGates, type LossTable, lossTable, type RuleScores } from '../../agents/scoring/mixture.ts';
import { type RowLaw, rowLosses } from '../../agents/scoring/rowLosses.ts';
import { lossOfSize } from '../../agents/scoring/scalingLaw.ts';
import { exactShapley } from '../../agents/scoring/shapley.ts';
import { defaultPowers } from '../../agents/scoring/synergy.ts';
import { rankCorrelation } from '../../sim/math/rankCorrelation.ts';
import { noiseKey } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import type { Nats } from '../../sim/units.ts';

/**
 * Rules of scoring on the same draws while a validator's gate learns: the gate starts at random, takes a step on each
 * forward, and now and then every rule scores the experts from one more forward.
 */
export interface RaceSettings {
  readonly experts: number;
  readonly law: RowLaw;
  /** Sizes of the experts' models, log-uniform between them. */
  readonly smallest: number;
  readonly largest: number;
  /** Standard deviation of the gate weights before the first step: the luck that the gate begins with. */
  readonly luck: number;
  readonly gate: GateSettings;
  /** Steps of the gate after which the rules are asked, ascending. */
  readonly steps: readonly number[];
}

/** The rules, from late 2021 to late 2022. */
export const ruleNames = ['fisher', 'leaveOneOut', 'shapley', 'equalShapley', 'synergy'] as const;
export type RuleName = (typeof ruleNames)[number];

/** How one rule did at one step. */
export interface Mark {
  readonly step: number;
  readonly rule: RuleName;
  /** Rank correlation with the true quality; 0 where the scores do not vary. */
  readonly spearman: number;
  /** Part of all positive scores that the expert with the largest gate weight at step 0 gets. */
  readonly firstGated: number;
  /** Forward passes that the scores took. */
  readonly forwards: number;
}

/** One seed: everything that is drawn follows from it. */
export function race(settings: RaceSettings, seed: number): Mark[] {
  const { experts, steps, luck, gate } = settings;
  const draws = stream(seed, 'scoring race', 'experts');
  const { smallest, largest } = settings;
  const truth = Array.from({ length: experts }, () =>
    lossOfSize(smallest * (largest / smallest) ** draws.next()),
  );
  let weights: Float64Array = Float64Array.from({ length: experts }, () => luck * draws.normal());
  const first = weights.indexOf(Math.max(...weights));
  const marks: Mark[] = [];
  const last = steps[steps.length - 1];
  for (let step = 0; step <= last; step++) {
    if (steps.includes(step)) {
      const asked = forward(settings, seed, truth, 2 * step + 1);
      marks.push(
        ...ruleNames.map((rule) => marked(step, rule, scoresOf(rule, asked, weights), truth, first)),
      );
    }
    weights = trainGate(forward(settings, seed, truth, 2 * step), weights, gate);
  }
  return marks;
}

/** Losses of all experts on the rows of one forward. */
function forward(
  { experts, law }: RaceSettings,
  seed: number,
  losses: readonly Nats[],
  number: number,
): LossTable {
  const out = new Float64Array(experts * law.rows);
  const serials = Array.from({ length: experts }, (_, k) => k);
  rowLosses({ sweep: noiseKey('scoring race', seed, number), number, serials, losses }, law, out);
  return lossTable(out, experts, law.rows);
}

function scoresOf(rule: RuleName, table: LossTable, weights: Float64Array): RuleScores {
  const equal = equalGates(table.experts);
  switch (rule) {
    case 'fisher':
      return fisherScores(table, weights);
    case 'leaveOneOut':
      return leaveOneOutScores(table, gateShares(weights));
    case 'shapley':
      return exactShapley(table, gateShares(weights));
    case 'equalShapley':
      return exactShapley(table, equal);
    case 'synergy':
      return groupSynergyScores(table, 2, defaultPowers);
  }
}

function marked(
  step: number,
  rule: RuleName,
  { scores, forwards }: RuleScores,
  truth: readonly Nats[],
  first: number,
): Mark {
  const positive = scores.map((score) => Math.max(0, score));
  const total = positive.reduce((sum, score) => sum + score, 0);
  const quality = truth.map((loss) => -loss);
  return {
    step,
    rule,
    spearman: rankCorrelation([...scores], quality) ?? 0,
    firstGated: total > 0 ? positive[first] / total : 1 / scores.length,
    forwards,
  };
}
