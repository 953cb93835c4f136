import { copyOf } from '../../sim/copy.ts';
import { cloneNetwork, type Network } from '../../sim/network.ts';
import { budgetOf } from '../../sim/rules/epochPay.ts';
import { subnetValuesOf } from '../../sim/rules/subnetValues.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { advance } from '../../sim/simulate.ts';
import type { Block, Rao } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { UserError } from '../base/userError.ts';
import type { LiveTrial } from './trial.ts';

/** A world’s chain at one moment. */
export interface ChainMoment extends Pick<World, 'hyperparameters' | 'ownerUid' | 'gate' | 'lastStep'> {
  readonly network: Network;
}

/** An epoch of a running world: what it read and what it left. */
export interface EpochSnapshot {
  readonly block: Block;
  /** RAO that it gave out. */
  readonly emission: Rao;
  readonly before: ChainMoment;
  readonly after: ChainMoment;
}

const momentOf = ({ network, hyperparameters, ownerUid, gate, lastStep }: World): ChainMoment => ({
  network: cloneNetwork(network),
  ...{ hyperparameters, ownerUid, gate: { ...gate }, lastStep },
});

/**
 * Runs a trial up to its last epoch and says what that epoch reads and leaves, before agents act in its block; the trial may then go on.
 * Throws `UserError` for a world that has no epoch before its end.
 */
export function snapshotLastEpoch(live: LiveTrial): EpochSnapshot {
  const { stage, observer, end } = live;
  const { world } = stage;
  for (;;) {
    const next = world.rules.nextStep(world);
    if (next > end)
      throw new UserError(
        `a storage dump needs an epoch before the end of the world, block ${end}; the next one is due at ${next} (simulate longer: --days)`,
      );
    for (const event of advance(stage, next - 1)) observer.see(event);
    const isLast = next + world.rules.period(world) > end;
    const read = isLast ? readBy(world, next) : null;
    let left: ChainMoment | null = null;
    for (const event of advance(stage, next)) {
      observer.see(event);
      if (event.kind === 'step') left ??= momentOf(world);
    }
    if (read !== null && left !== null) return { block: next, ...read, after: left };
  }
}

/** The chain as the epoch of a block reads it, with what the block itself reveals. */
function readBy(world: World, block: Block): Pick<EpochSnapshot, 'before' | 'emission'> {
  const copy = copyOf(world);
  copy.block = block;
  copy.rules.arrive(copy);
  const { hyperparameters } = copy;
  if (hyperparameters.ruleset === 'nakamoto-2022')
    throw new UserError(
      'a storage dump is one of SubtensorModule, since Finney; received a world of nakamoto-2022 (choose --ruleset autumn-2026)',
    );
  const values = subnetValuesOf(hyperparameters);
  if (values.mechanismCount > 1)
    throw new UserError(
      `a storage dump is written for one mechanism; received mechanismCount ${values.mechanismCount} (set it to 1)`,
    );
  const { epoch } = budgetOf(copy, subnetVersions[hyperparameters.ruleset], values, block - copy.lastStep);
  return { before: momentOf(copy), emission: epoch };
}
