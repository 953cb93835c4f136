import { WatchedWorld } from '../../sim/metrics/context.ts';
import { immuneShareOf } from '../../sim/metrics/measures/immuneShare.ts';
import { servedLoss } from '../../sim/metrics/measures/servedQuality.ts';
import { meanLoss } from '../../sim/metrics/peers.ts';
import { advance, closeAt, stageOf } from '../../sim/simulate.ts';
import type { Stage } from '../../sim/tempo.ts';
import { type Block, blocksPerDay, type Nats, raoPerTao, type Share, type Tao } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Schedule } from '../governance.ts';
import { scenarioOf } from '../scenarios/catalogue.ts';
import { type People, populate } from '../scenarios/populate.ts';

/** A full world on its way, with those who watch it; `copyOf` copies it. */
export interface LiveWorld {
  readonly stage: Stage;
  readonly governance: Schedule;
  readonly people: People;
  readonly watched: WatchedWorld;
}

/** A day of a world. All but `served` and `loss` can be read from the chain. */
export interface WorldDay {
  /** Its last block. */
  readonly block: Block;
  readonly registrations: number;
  /** Of a registration, at its last event. */
  readonly price: Tao;
  /** Share of slots that are immune, mean over steps. */
  readonly immune: Share;
  /** Share of the miners' incentive that those get who registered within `newDays`, at its end. */
  readonly newcomersPay: Share;
  /** True loss of the miners, weighted by incentive, mean over steps: what a client of the network gets. */
  readonly served: Nats;
  /** True loss of all miners alike, mean over steps. */
  readonly loss: Nats;
}

/** Days for which a miner counts as new to `newcomersPay`. */
export const newDays = 14;

/** What a world is founded with. */
export interface WorldStart {
  readonly seed: string;
  /** Name of its scenario. */
  readonly scenario: string;
  readonly set: Readonly<Record<string, number | string | boolean>>;
}

/** Founds the world of a scenario. Throws a `RangeError` for one that is not in the catalogue, else as `populate` does. */
export function foundWorld({ seed, scenario: name, set }: WorldStart): LiveWorld {
  const scenario = scenarioOf(name);
  if (scenario === undefined)
    throw new RangeError(`scenario must be one of the catalogue; received ${name} (see scenarios)`);
  const { world, cast, governance, people, truth, stakeLimit } = populate({
    scenario,
    ruleset: scenario.ruleset,
    arithmetic: 'float64',
    set,
    seed,
  });
  const watch = { from: world.block, stakeLimit, binBlocks: world.rules.period(world) };
  return {
    stage: stageOf(world, cast),
    governance,
    people,
    watched: new WatchedWorld(world, truth, watch),
  };
}

/** Runs a world to the end of a day of 7,200 blocks that begins after `from`. */
export function runDay(live: LiveWorld, from: Block): WorldDay {
  const { stage, watched } = live;
  const { world } = stage;
  const before = world.network.seatings;
  const block = from + blocksPerDay;
  let [steps, served, immune, ofAll] = [0, 0, 0, 0];
  for (const event of advance(stage, block)) {
    watched.before(event);
    const loss = event.kind === 'step' ? servedLoss(watched) : null;
    if (loss !== null) {
      steps += 1;
      served += loss;
      immune += immuneShareOf(world);
      ofAll += meanLoss(watched.peers, watched.truth) ?? 0;
    }
    watched.after(event);
  }
  closeAt(stage, block);
  if (steps === 0)
    throw new RangeError(
      `a day must have a step that pays a miner; received none before block ${block} (take a shorter tempo)`,
    );
  return {
    block,
    registrations: world.network.seatings - before,
    price: Number(world.gate.burn) / raoPerTao,
    immune: immune / steps,
    newcomersPay: newcomersPayOf(world, watched.truth.validator),
    served: served / steps,
    loss: ofAll / steps,
  };
}

function newcomersPayOf({ network, block }: World, validator: Uint8Array): Share {
  let [all, ofNew] = [0, 0];
  for (let uid = 0; uid < network.size; uid++) {
    if (validator[uid]) continue;
    all += network.incentive[uid];
    if (block - network.registrationBlock[uid] < newDays * blocksPerDay) ofNew += network.incentive[uid];
  }
  return all > 0 ? ofNew / all : 0;
}
