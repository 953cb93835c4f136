import type { FailureRole } from '../sim/roles.ts';
import { type Block, type Blocks, blocksPerDay, type Nats, type Share } from '../sim/units.ts';
import { UnrunnableWorld } from '../sim/unrunnable.ts';
import { aged } from './condition.ts';
import type { Incumbents } from './incumbents.ts';
import type { FrontierState } from './minerBook.ts';
import { lossOfSize, lowestLoss } from './scoring/scalingLaw.ts';

/** How a frontier moves. */
export interface FrontierPace {
  /** Nats a day by which the loss of newcomers falls. */
  readonly perDay: Nats;
  /** Share of that which incumbents make as well. */
  readonly followRate: Share;
  /** Loss of the median candidate at the founding, nats. */
  readonly medianLoss: Nats;
}

/** The frontier moves once a day. */
const stepBlocks: Blocks = blocksPerDay;

/** Loss of the median candidate of the founding that is well set up, nats at 256 tokens. */
export const foundingMedian = (sizeMedian: number): Nats => lossOfSize(sizeMedian);

/**
 * The frontier: what people can make gets better every day, what they have running does not, or by less. Everything in a
 * world is told in losses of the founding day: a newcomer draws its model as ever, the frontier takes the same step from all
 * true losses (`fallen`), and incumbents fall behind by what they did not follow. Validators then score a miner by what it
 * lies behind the frontier of the day, as on the founding day, so tables of scores hold for ever and a steady state is one.
 * Incumbents fall behind in one step at the end of each day; who came during it counts as of that day.
 */
export class Frontier implements FailureRole {
  nextBlock: Block;
  private readonly state: FrontierState;
  private readonly pace: FrontierPace;
  private readonly incumbents: Incumbents;

  constructor(state: FrontierState, pace: FrontierPace, incumbents: Incumbents, start: Block) {
    this.state = state;
    this.pace = pace;
    this.incumbents = incumbents;
    this.nextBlock = pace.perDay > 0 ? start + stepBlocks : Number.POSITIVE_INFINITY;
  }

  /** Throws `UnrunnableWorld` once the median newcomer would be better than text can be told. */
  act(block: Block): void {
    const { perDay, followRate, medianLoss } = this.pace;
    this.state.fallen += perDay;
    if (medianLoss - this.state.fallen < lowestLoss)
      throw new UnrunnableWorld(
        `scenario.frontierPerDay ${perDay} has brought the median newcomer below ${lowestLoss} nats, the entropy of text, at block ${block}: run fewer days or a slower frontier`,
      );
    const turn = aged(perDay * (1 - followRate));
    if (followRate < 1) for (const uid of this.incumbents.uids()) this.incumbents.befall(uid, turn);
    this.nextBlock = block + stepBlocks;
  }
}
