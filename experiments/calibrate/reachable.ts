import { ridge } from '../statistics/ridge.ts';
import { quadraticIn } from './quadratic.ts';
import type { ReferenceWorld } from './reference.ts';
import type { SeenNetwork } from './sighting.ts';
import { lnTrait, type Trait, traits } from './traits.ts';

/** Which traits of a network a fit may use. */
export interface Reachable {
  readonly used: readonly Trait[];
  /** Traits that no reference world shows, alone or beside the others. */
  readonly outside: readonly Trait[];
}

/** Part of the reference worlds that must show a trait. */
const enough = 0.8;

/** How far beyond all reference worlds a trait may lie: part of their range, or of their largest error. */
const slack = { range: 0.05, error: 0.2 } as const;

/**
 * The traits that the network and the reference worlds have, less those that the model does not reach: first those outside the range of
 * the worlds, then, one by one, the one that lies farthest from what the others foretell, if it is farther than in every world. A
 * regression would be carried there beyond all it has seen.
 */
export function reachableTraits(worlds: readonly ReferenceWorld[], network: SeenNetwork): Reachable {
  const seen = traits.flatMap((trait): SeenTrait[] => {
    const own = lnTrait(trait, network);
    const values = worlds.map((world) => lnTrait(trait, world.seen));
    const shown = values.filter((value) => value !== null).length;
    return trait.isFitted && own !== null && shown >= enough * worlds.length ? [{ trait, own, values }] : [];
  });
  const outside = seen.filter(isOutOfRange);
  let used = seen.filter((one) => !outside.includes(one));
  for (let worst = strangestOf(used); worst !== null; worst = strangestOf(used)) {
    const strange = worst;
    outside.push(strange);
    used = used.filter((one) => one !== strange);
  }
  return { used: used.map(({ trait }) => trait), outside: outside.map(({ trait }) => trait) };
}

interface SeenTrait {
  readonly trait: Trait;
  readonly own: number;
  /** [world]. */
  readonly values: readonly (number | null)[];
}

function isOutOfRange({ own, values }: SeenTrait): boolean {
  const shown = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const room = slack.range * (most - least);
  return own < least - room || own > most + room;
}

/** The trait that the others foretell worst, where they do so worse than in every world; null where there is none. */
function strangestOf(used: readonly SeenTrait[]): SeenTrait | null {
  if (used.length < 2) return null;
  const complete = (used[0]?.values ?? []).flatMap((_, world) => {
    const row = used.map(({ values }) => values[world]).filter((value) => value !== null);
    return row.length === used.length ? [row] : [];
  });
  const own = used.map((one) => one.own);
  const ratios = used.map((_, k) => {
    const others = (row: readonly number[]) => row.filter((_, other) => other !== k);
    const rows = complete.map(others);
    const featuresOf = quadraticIn(rows);
    const foretold = ridge(
      rows.map(featuresOf),
      complete.map((row) => row[k]),
    );
    const largest = Math.max(...foretold.leftOut.map(Math.abs));
    return Math.abs(own[k] - foretold.predict(featuresOf(others(own)))) / largest;
  });
  const worst = ratios.indexOf(Math.max(...ratios));
  return ratios[worst] > 1 + slack.error ? used[worst] : null;
}
