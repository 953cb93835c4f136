import { autopilotFigure } from './autopilot.ts';
import { burnRuleFigure } from './burnRule.ts';
import { cabalDecay } from './cabalDecay.ts';
import { consensusCost } from './consensusCost.ts';
import { consensusGuarantees } from './consensusGuarantees.ts';
import { consensusSigmoid } from './consensusSigmoid.ts';
import { densityEvolution } from './densityEvolution.ts';
import { emissionContours } from './emissionContours.ts';
import type { Figure } from './figure.ts';
import { gateCurve } from './gateCurve.ts';
import { immunityRamp } from './immunityRamp.ts';
import { llmShapley } from './llmShapley.ts';
import { powerOfSeats } from './powerOfSeats.ts';
import { reachConsensus } from './reachConsensus.ts';
import { retentionDeviation } from './retentionDeviation.ts';
import { retentionEmission } from './retentionEmission.ts';
import { retentionKappa } from './retentionKappa.ts';
import { retentionPenalty } from './retentionPenalty.ts';
import { rootSigmoid } from './rootSigmoid.ts';
import { scoringRules } from './scoringRules.ts';
import { sequenceDemand } from './sequenceDemand.ts';
import { stakeConcentration } from './stakeConcentration.ts';
import { takeoverCost } from './takeoverCost.ts';
import { twoPlayerCuts } from './twoPlayerCuts.ts';

/** Figures that `reproduce` knows, in the order of their ids: a new one is a file and a line here. */
export const figures: readonly Figure[] = [
  cabalDecay,
  consensusSigmoid,
  reachConsensus,
  retentionDeviation,
  retentionKappa,
  retentionPenalty,
  retentionEmission,
  emissionContours,
  twoPlayerCuts,
  densityEvolution,
  llmShapley,
  scoringRules,
  immunityRamp,
  sequenceDemand,
  consensusCost,
  stakeConcentration,
  consensusGuarantees,
  rootSigmoid,
  gateCurve,
  burnRuleFigure,
  powerOfSeats,
  takeoverCost,
  autopilotFigure,
];
