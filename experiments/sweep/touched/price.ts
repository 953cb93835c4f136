import { readingOf } from '../../../sim/rules/reading.ts';
import { raoPerTao } from '../../../sim/units.ts';
import type { World } from '../../../sim/world.ts';
import { counted, type Touch, type Watcher } from './touch.ts';

const tao = (rao: number): string => `${Number((rao / raoPerTao).toPrecision(3))} TAO`;

/** The price of entry by burn at each epoch, and who came. */
function priceWatcher(say: (seen: Seen, world: World) => string): Watcher {
  const seen = {
    looks: 0,
    atFloor: 0,
    atCeiling: 0,
    lowest: Number.POSITIVE_INFINITY,
    highest: 0,
    entries: 0,
    gaveUp: 0,
  };
  return {
    see(event, { gate, hyperparameters }) {
      if (event.kind === 'registration') seen.entries++;
      if (event.kind === 'departure') seen.gaveUp++;
      if (event.kind !== 'step') return;
      const { burnBounds } = readingOf(hyperparameters);
      if (burnBounds === null) return;
      const burn = Number(gate.burn);
      seen.looks++;
      seen.lowest = Math.min(seen.lowest, burn);
      seen.highest = Math.max(seen.highest, burn);
      if (burn <= Number(burnBounds[0])) seen.atFloor++;
      if (burn >= Number(burnBounds[1])) seen.atCeiling++;
    },
    words: (world) => (seen.looks === 0 ? 'nobody enters by burn under this ruleset.' : say(seen, world)),
  };
}

interface Seen {
  readonly looks: number;
  readonly atFloor: number;
  readonly atCeiling: number;
  readonly lowest: number;
  readonly highest: number;
  readonly entries: number;
  readonly gaveUp: number;
}

const cameWords = ({ entries, gaveUp }: Seen): string =>
  `${counted(entries, 'candidate')} registered and ${counted(gaveUp, 'candidate')} gave up`;

/** A floor acts where the price would fall below it. */
export const floor: Touch = {
  settings: ['minBurn'],
  binds: 'highest',
  begin: () =>
    priceWatcher((seen) =>
      seen.atFloor === 0
        ? `the price of entry never fell to it: it was ${tao(seen.lowest)} or more at all of ${counted(seen.looks, 'epoch')}.`
        : `the price of entry rested on it at ${seen.atFloor} of ${counted(seen.looks, 'epoch')}, and that moved nobody: ${cameWords(seen)}.`,
    ),
};

/** A ceiling acts where the price would rise above it. */
export const ceiling: Touch = {
  settings: ['maxBurn'],
  binds: 'lowest',
  begin: () =>
    priceWatcher((seen, { hyperparameters }) => {
      const limit = readingOf(hyperparameters).burnBounds?.[1] ?? 0n;
      return seen.atCeiling === 0
        ? `the price of entry never rose to it: it was at most ${tao(seen.highest)} at ${counted(seen.looks, 'epoch')}, and the limit is ${tao(Number(limit))}.`
        : `the price of entry was held by it at ${seen.atCeiling} of ${counted(seen.looks, 'epoch')}, and that moved nobody: ${cameWords(seen)}.`;
    }),
};

/** How fast a price moves matters between its limits, when somebody looks at it. */
export const pace: Touch = {
  settings: ['burnHalfLife', 'burnIncreaseMult', 'adjustmentAlpha', 'targetRegistrationsPerInterval'],
  binds: 'highest',
  begin: () =>
    priceWatcher((seen) => {
      const resting =
        seen.atFloor === seen.looks
          ? 'the price of entry rested on minBurn at every epoch, where it cannot fall'
          : `the price of entry rested on minBurn at ${seen.atFloor} of ${counted(seen.looks, 'epoch')}`;
      return `${resting}; ${cameWords(seen)}.`;
    }),
};

/** What owners earn and do not get. */
export const withheld: Touch = {
  settings: ['recycleOrBurn'],
  binds: 'highest',
  begin() {
    let [epochs, sum] = [0, 0];
    return {
      see(event) {
        if (event.kind !== 'step') return;
        epochs++;
        sum += event.payout.withheld.burned + event.payout.withheld.recycled;
      },
      words: () =>
        sum === 0
          ? `nothing was withheld from the owner’s hotkeys at any of ${counted(epochs, 'epoch')}.`
          : 'what is withheld from the owner’s hotkeys moves no agent.',
    };
  },
};
