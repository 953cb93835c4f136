import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import {
  type Amendment,
  type Announcement,
  amended,
  type Heed,
  type Notices,
  Schedule,
} from '../governance.ts';

/** Equal steps of a ramp. */
const rampSteps = 4;

/** The change that a world's settings ask for, as it is made known; null where they ask for none. */
export function announcementOf({ hyperparameters, block }: World, ruleset: RulesetName): Announcement | null {
  const amendments = amendmentsOf(hyperparameters, block);
  if (amendments.length === 0) return null;
  const notice = Math.round(hyperparameters['governance.noticeDays'] * blocksPerDay);
  return {
    name: hyperparameters['governance.change'],
    from: amendments[0].block - notice,
    changes: amendments.map(({ block: at, set }) => ({
      block: at,
      hyperparameters: amended(ruleset, hyperparameters, set),
    })),
  };
}

/**
 * What follows from a change that was just made: where it decides on another, that one, whose day counts from this block on, and people
 * are told of it from its notice on. Throws as `announcementOf` does.
 */
export function decidedBy(
  world: World,
  ruleset: RulesetName,
  set: Amendment['set'],
  notices: Notices,
): readonly Amendment[] {
  if (!Object.hasOwn(set, 'governance.change')) return [];
  notices.announcement = announcementOf(world, ruleset);
  return amendmentsOf(world.hyperparameters, world.block);
}

/** The schedule of a world: announced changes and halvings; empty where it has none. `heed` is called after each. */
export function scheduleOf({ hyperparameters, block }: World, ruleset: RulesetName, heed: Heed): Schedule {
  const amendments = amendmentsOf(hyperparameters, block);
  const halving = hyperparameters['market.halvingDay'];
  if (halving > 0)
    amendments.push({ block: block + Math.round(halving * blocksPerDay), set: {}, emissionFactor: 0.5 });
  return new Schedule(ruleset, amendments, heed);
}

/** Throws `UnrunnableWorld` for a change that no agent could notice. */
function amendmentsOf(hyperparameters: Hyperparameters, start: Block): Amendment[] {
  const name = hyperparameters['governance.change'];
  if (name === 'none') return [];
  if (name === 'validatorSequenceLength' && !hyperparameters['market.on'])
    throw new UnrunnableWorld(
      'validatorSequenceLength changes what devices can serve: set market.on as well',
    );
  const first = Number(Object(hyperparameters)[name]);
  if (Number.isNaN(first))
    throw new UnrunnableWorld(
      `${name} is no setting of ${hyperparameters.ruleset}: set governance.change to another, or take a ruleset whose entry burns`,
    );
  const last = hyperparameters['governance.value'];
  const day = hyperparameters['governance.day'];
  const ramp = hyperparameters['governance.rampDays'];
  const steps = ramp > 0 ? rampSteps : 1;
  return Array.from({ length: steps }, (_, k) => ({
    block: start + Math.round((day + (steps > 1 ? (k * ramp) / (steps - 1) : 0)) * blocksPerDay),
    set: { [name]: Math.round(first + ((k + 1) / steps) * (last - first)) },
  }));
}
