import type { WorldEvent } from '../../../sim/tempo.ts';
import type { World } from '../../../sim/world.ts';

/** How often a running world comes to what a setting says: counted in one world, to tell why a setting changes nothing. */
export interface Touch {
  /** Settings that this is the count for. */
  readonly settings: readonly string[];
  /** The end of its values at which the setting binds: the world that is looked at has that value. */
  readonly binds: 'lowest' | 'highest';
  begin(): Watcher;
}

/** A count on its way. */
export interface Watcher {
  /** The world is live and is read only. */
  see(event: WorldEvent, world: World): void;
  /** What came of it, a sentence; `name` is the setting. Asked once, at the end of the run. */
  words(world: World, name: string): string;
}

/** `no uid`, `1 uid`, `12 uids`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count === 0 ? 'no' : count.toLocaleString('en')} ${count === 1 ? one : many}`;
