import { taoPerUnit } from './money.ts';
import type { Cast } from './roles.ts';
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
  const stage = { ...stageOf(world, cast), ...(note !== undefined && { note }) };
  const due = new Float64Array(phases.length);
  for (;;) {
    let block = Number.POSITIVE_INFINITY;
    for (let k = 0; k < phases.length; k++) {
      due[k] = phases[k].nextBlock(stage);
      block = Math.min(block, due[k]);
    }
    if (Number.isNaN(block))
      throw new RangeError(`a phase of [${due}] has no next block after ${world.block}`);
    if (block > end) break;
    world.block = stage.view.block = block;
    world.rules.arrive(world);
    for (let k = 0; k < phases.length; k++) if (due[k] === block) yield* phases[k].run(stage);
  }
  world.block = end;
  world.rules.arrive(world);
}

function stageOf(world: World, cast: Cast): Stage {
  const { block, network, gate } = world;
  return {
    world,
    cast,
    validators: new ValidatorQueue(cast.validators),
    view: {
      block,
      network,
      gate,
      get hyperparameters() {
        return world.hyperparameters;
      },
      get minersPart() {
        return world.rules.minersPart(world);
      },
      get price() {
        return taoPerUnit(world);
      },
      payments: world.rules.payments,
    },
  };
}
