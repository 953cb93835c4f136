import type { Stream } from '../../sim/random.ts';
import { fisherScores } from './fisher.ts';
import { type GateSettings, gateShares, trainGate } from './gate.ts';
import { groupSynergyScores } from './groupSynergy.ts';
import { leaveOneOutScores } from './leaveOneOut.ts';
import type { LossTable, RuleScores } from './mixture.ts';
import { exactShapley, sampledShapley } from './shapley.ts';
import type { ScorePowers } from './synergy.ts';

export const ruleNames = [
  'base',
  'synergy',
  'triples',
  'leaveOneOut',
  'shapley',
  'sampledShapley',
  'fisher',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** What a rule may use besides the losses. */
export interface RuleSettings {
  readonly powers: ScorePowers;
  /** [expert] gate weights before training: a validator's luck with its mixture. */
  readonly gate: Float64Array;
  /** Steps of descent the gate has behind it. */
  readonly gateSteps: number;
  readonly draws: Stream;
}

/** Orders of a sampled Shapley value: its error is stated by `sampledShapley`. */
export const sampledOrders = 16;

/** The step of the gate's descent, and how it is kept from starving peers (no source for either value). */
const training: GateSettings = { learningRate: 0.5, importance: 0.1 };

/**
 * One loss table, one rule: a score for every expert and the forward passes it took, so that rules compare on the same
 * draws. Synergy rules average their peers; the others score the mixture that the gate makes. Throws for a rule that
 * cannot score so many.
 */
export function scoreBy(rule: RuleName, table: LossTable, settings: RuleSettings): RuleScores {
  const { powers } = settings;
  if (rule === 'base') return groupSynergyScores(table, 1, powers);
  if (rule === 'synergy') return groupSynergyScores(table, 2, powers);
  if (rule === 'triples') return groupSynergyScores(table, 3, powers);
  const weights = trained(table, settings);
  if (rule === 'fisher') return fisherScores(table, weights);
  const gates = gateShares(weights);
  if (rule === 'leaveOneOut') return leaveOneOutScores(table, gates);
  if (rule === 'shapley') return exactShapley(table, gates);
  return sampledShapley(table, gates, sampledOrders, settings.draws);
}

function trained(table: LossTable, { gate, gateSteps }: RuleSettings): Float64Array {
  let weights = gate;
  for (let step = 0; step < gateSteps; step++) weights = trainGate(table, weights, training);
  return weights;
}
