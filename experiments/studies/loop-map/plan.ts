import type { KnobName } from '../../../agents/pilot/worldKnobs.ts';
import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';

/** Gains of the map; the first is the one that the loop of `autopilot-worlds` has. */
export const loopGains = [0.1, 0.35, 1, 3] as const;
/** Days of notice. */
export const loopNotices = [1, 4] as const;

/** Where a map is drawn: a knob, and how many look at the subnet. */
export interface LoopGround {
  readonly name: string;
  readonly words: string;
  readonly set: { readonly knob: KnobName; readonly arrivals: number };
}

/** The first is that of the main trials. */
export const loopGrounds: readonly LoopGround[] = [
  {
    name: 'price',
    words: 'the loop on the half-life of the price, as many newcomers as the price lets in',
    set: { knob: 'burnHalfLife', arrivals: 80 },
  },
  {
    name: 'price-crowded',
    words: 'the loop on the half-life of the price, five times as many who look',
    set: { knob: 'burnHalfLife', arrivals: 400 },
  },
  {
    name: 'immunity',
    words: 'the loop on immunity',
    set: { knob: 'immunityPeriod', arrivals: 80 },
  },
];

/** Name of the attack under which a ground runs at a notice; null: the main trials. */
export const loopAttack = (ground: LoopGround, notice: number): string | null =>
  ground === loopGrounds[0] && notice === loopNotices[0] ? null : `${ground.name}-${notice}`;

const attacks: readonly ModelCondition[] = loopGrounds.flatMap((ground) =>
  loopNotices.flatMap((notice) => {
    const name = loopAttack(ground, notice);
    const words = `${ground.words}; ${notice === 1 ? 'a day' : `${notice} days`} of notice`;
    return name === null ? [] : [{ name, words, set: { ...ground.set, notice } }];
  }),
);

const [first, ...others] = loopGains.map((gain) => ({
  name: `gain-${gain}`,
  words: `gain ${gain}`,
  set: { gain },
}));

/**
 * How a loop behaves in full worlds at every gain and notice, in calm worlds. Stated before it ran: a loop runs away where ln(setting) has a standard deviation
 * above 1, and rings where its lowest autocorrelation lies below −0.4, as in the map of the cheap market; a cell is what most of its worlds are. A first run of
 * 45 measured days (seeds 11001 … 11005) is given up: over so few days noise alone looks like ringing in 5 to 7 of 10 linear loops at rest, over 200 in 6 of 100 at most.
 */
export const loopMapQuick: ModelStudy = {
  name: 'loop-map',
  size: 'quick',
  question:
    'At which gain does a loop on the price of entry or on immunity ring or run away in a full world?',
  model: 'freeLoop',
  base: { days: 200 },
  conditions: [first, ...others],
  attacks,
  seeds: 5,
  attackSeeds: 5,
  // Trying used others.
  firstSeed: 12_001,
  decides: 'servedLoss',
  margin: 0.01,
};

export const loopMapFull: ModelStudy = { ...loopMapQuick, size: 'full', seeds: 32, attackSeeds: 32 };
