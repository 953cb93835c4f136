import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { Value } from '../plan/design/domain.ts';
import { drawnKnobs } from './knobs.ts';
import { type Field, fields, knows, latest, type SeenNetwork, seenThrough } from './sighting.ts';
import { countedDays } from './traits.ts';
import { type Watch, watchWorld } from './worldSightings.ts';

/** How a network was seen: worlds are looked at in the same way. */
export interface Scheme extends Watch {
  /** What is known of each sighting. */
  readonly known: ReadonlySet<Field>;
}

/** What all worlds of a calibration share. */
export interface Bench {
  readonly archetype: Scenario;
  /** Settings that are the same in all of them. */
  readonly held: Readonly<Record<string, Value>>;
  readonly scheme: Scheme;
}

/** A world of known knobs, as it was seen. */
export interface ReferenceWorld {
  readonly set: Readonly<Record<string, number>>;
  readonly seen: SeenNetwork;
}

/** Longest time that worlds run under a scheme, days: of a longer history the last part is used. */
export const longestDays = 30;

/** The sightings of a history that worlds are held against: those of its last days. */
export function recentPart(network: SeenNetwork): SeenNetwork {
  const from = latest(network).block - longestDays * blocksPerDay;
  return { ...network, sightings: network.sightings.filter(({ block }) => block >= from) };
}

/** The scheme by which a network was seen; worlds run a day at least before, and as long as registrations are counted. */
export function schemeOf(network: SeenNetwork): Scheme {
  const [first] = network.sightings;
  const offsets = network.sightings.map(({ block }) => block - first.block);
  const span = offsets[offsets.length - 1];
  return {
    lead: Math.max(blocksPerDay, countedDays * blocksPerDay - span),
    offsets,
    known: new Set(fields.filter((field) => knows(network, field))),
  };
}

/** Runs the world of some settings and looks at it by the scheme. Null where the settings together make no world. */
export function seenWorld(
  { archetype, held, scheme }: Bench,
  set: Readonly<Record<string, Value>>,
  seed: string,
): SeenNetwork | null {
  try {
    const seen = watchWorld(archetype, { ...held, ...set }, seed, scheme);
    return { ...seen, sightings: seen.sightings.map((one) => seenThrough(one, scheme.known)) };
  } catch (thrown) {
    if (thrown instanceof UnrunnableWorld) return null;
    throw thrown;
  }
}

/** So many worlds whose knobs are drawn from their ranges. Draws that make no world are passed over. */
export function referenceWorlds(
  bench: Bench,
  count: number,
  seed: string,
  note: (done: number) => void = () => undefined,
): ReferenceWorld[] {
  const worlds: ReferenceWorld[] = [];
  for (let draw = 1; worlds.length < count && draw <= 4 * count; draw++) {
    const set = drawnKnobs(bench.archetype, `${seed} ${draw}`);
    const seen = seenWorld(bench, set, `${seed} ${draw}`);
    if (seen === null) continue;
    worlds.push({ set, seen });
    note(worlds.length);
  }
  return worlds;
}
