import { advance } from '../../sim/simulate.ts';
import { phases, type Stage, type WorldEvent } from '../../sim/tempo.ts';
import type { Block } from '../../sim/units.ts';

/** An event and the place of its world in the list. */
export interface SharedEvent {
  readonly world: number;
  readonly event: WorldEvent;
}

/** Runs several worlds on one clock until `end` (inclusive), block by block; in a block that concerns two the first acts first. */
export function* advanceTogether(stages: readonly Stage[], end: Block): Generator<SharedEvent> {
  for (;;) {
    const due = stages.map(nextBlockOf);
    const block = Math.min(...due);
    if (!(block <= end)) return;
    const world = due.indexOf(block);
    for (const event of advance(stages[world], block)) yield { world, event };
  }
}

/** Block at which something is next due in a world. */
const nextBlockOf = (stage: Stage): Block => Math.min(...phases.map((phase) => phase.nextBlock(stage)));
