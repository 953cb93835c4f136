import type { Hyperparameters } from '../sim/hyperparameters/registry.ts';
import { pow } from '../sim/math/elementary.ts';
import type { Stream } from '../sim/random.ts';
import type { Nats, Parameters, Serial, Share } from '../sim/units.ts';
import { type Condition, isWeak } from './condition.ts';
import { lossOfSize } from './scoring/scalingLaw.ts';

/**
 * A miner: a model of some size, perhaps badly set up, that answers a share of the queries it gets.
 * What it is worth, its steady score, follows from its loss alone.
 */
export interface Miner extends Condition {
  readonly size: Parameters;
  /** Its true loss is `poorFactor` times that of its size, and it does not know. */
  readonly misconfigured: boolean;
  /** How far its loss lies above that of its size because it is not trained further, nats; absent where no miner learns. */
  readonly gap?: Nats;
  /** Probability to answer a query in time. */
  readonly responds: Share;
  /** Its trick; absent where no miner deceives. */
  readonly disguise?: Disguise;
}

/** A trick by its name, whose luck the answers have, and the owner's coldkey where it is not the hotkey's own. */
export interface Disguise {
  readonly trick: string;
  readonly voice: Serial;
  readonly owner?: Serial;
}

/** Draws a miner of the arrival distribution: one draw for its size, one for its luck in setting it up. */
export function drawMiner(draws: Stream, hyperparameters: Hyperparameters): Miner {
  const size = draws.lognormal(hyperparameters['scenario.sizeMedian'], hyperparameters['scenario.sizeSigma']);
  const misconfigured = draws.next() < hyperparameters['scenario.poorShare'];
  return { size, misconfigured, responds: hyperparameters['scenario.responds'] };
}

/** Mean loss of the answers of a miner, nats per token, in terms of the founding day's frontier (papers: inverse scaling law). */
export function trueLoss(
  { size, misconfigured, failed, gap = 0, behind = 0 }: Miner,
  poorFactor: number,
): Nats {
  return (lossOfSize(size) + gap) * (misconfigured ? poorFactor : 1) * (failed ? poorFactor : 1) + behind;
}

/** Share of its queries that a miner answers in time: a weak one `poorResponds` of what it would. */
export const answerShare = (miner: Miner, poorResponds: Share): Share =>
  isWeak(miner) ? miner.responds * poorResponds : miner.responds;

/** Parameters c and g of what context gains (assumption A1). */
const contextGain = { c: 2.748, g: 0.45 } as const;
/** Tokens at which a model's loss is that of its size: what the chain asked for in late 2022. */
const usualLength = 256;

/**
 * What a sequence of `length` tokens makes of a loss at 256 tokens: (1 + c · length^−g) over the same at 256, c 2.748,
 * g 0.45; exactly 1 at 256. 1.16 at 64, 0.89 at 2048.
 * Source: Xiong et al. 2023 (arXiv 2309.16039), figure 1, the 7 B model: loss (25.4 / length)^0.45 + 1.56, read below the
 * lengths it was fitted to.
 */
export const contextFactor = (length: number): number => contextTerm(length) / contextTerm(usualLength);

const contextTerm = (length: number): number => 1 + contextGain.c * pow(length, -contextGain.g);
