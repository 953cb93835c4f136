import { taoPerUnit } from './money.ts';
import type { Cast, ChainView } from './roles.ts';
import { phases, type Stage, ValidatorQueue, type WorldEvent } from './tempo.ts';
import type { TurnNote } from './turn.ts';
import type { Block } from './units.ts';
import type { World } from './world.ts';

/**
 * Runs a world until `end` (inclusive). Owns time and nothing else: it jumps to the next block at which any
 * phase is due and lets the due phases run in their order; the blocks between are never visited. `note` is told whose
 * turn it is. Throws `AgentFault` for an agent that throws or submits what cannot be.
 */
export function* simulate(world: World, cast: Cast, end: Block, note?: TurnNote): Generator<WorldEvent> {
  const stage = stageOf(world, cast, note);
  yield* advance(stage, end);
  closeAt(stage, end);
}

/** Runs all that is due until `end` (inclusive); what follows may be run later, by the stage or by a copy of it. */
export function* advance(stage: Stage, end: Block): Generator<WorldEvent> {
  const { world } = stage;
  const due = new Float64Array(phases.length);
  for (;;) {
    let block = Number.POSITIVE_INFINITY;
    for (let k = 0; k < phases.length; k++) {
      due[k] = phases[k].nextBlock(stage);
      block = Math.min(block, due[k]);
    }
    if (Number.isNaN(block))
      throw new RangeError(`a phase of [${due}] has no next block after ${world.block}`);
    if (block > end) return;
    world.block = stage.view.block = block;
    world.rules.arrive(world);
    for (let k = 0; k < phases.length; k++) if (due[k] === block) yield* phases[k].run(stage);
  }
}

/** Brings a world on which nothing more is due to its last block. */
export function closeAt({ world }: Stage, end: Block): void {
  world.block = end;
  world.rules.arrive(world);
}

/** A world and its agents at the beginning: all that `advance` works on. */
export const stageOf = (world: World, cast: Cast, note?: TurnNote): Stage => ({
  world,
  cast,
  validators: new ValidatorQueue(cast.validators),
  view: new WorldView(world),
  ...(note !== undefined && { note }),
});

/** What the chain publishes, by the rules of the day. */
class WorldView implements ChainView {
  block: Block;
  readonly network: World['network'];
  readonly gate: World['gate'];
  readonly payments: ChainView['payments'];
  private readonly world: World;

  constructor(world: World) {
    this.block = world.block;
    this.network = world.network;
    this.gate = world.gate;
    this.payments = world.rules.payments;
    this.world = world;
  }

  get hyperparameters(): World['hyperparameters'] {
    return this.world.hyperparameters;
  }

  get minersPart(): number {
    return this.world.rules.minersPart(this.world);
  }

  get price(): number {
    return taoPerUnit(this.world);
  }
}
