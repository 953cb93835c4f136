import type { Study } from '../plan/study.ts';

/** Where a subnet lies on the map. */
export interface MapPlace {
  /** Registrations a day that the price of entry lets in. */
  readonly flow: number;
  /** Blocks that a validator needs to visit every uid, once for each step of its moving average. */
  readonly sweepBlocks: number;
}

/** Registrations a day at which a price that halves every 360 blocks and grows by 1.26 with each of them stands still. */
const flowOfDefault = (7200 / 360) * (Math.LN2 / Math.log(1.26));

/** The settings of a place: the half-life of the price holds the flow, whatever immunity does; so many candidates that it seldom falls to its floor. */
const settingsOf = ({ flow, sweepBlocks }: MapPlace) => ({
  burnHalfLife: Math.round((360 * flowOfDefault) / flow),
  // Candidates per block and 4,096 uids for twelve a day and registration, at 256 uids.
  'scenario.arrivalRate': (12 * flow * 16) / 7200,
  'scenario.foundersFlow': flow,
  'validator.sweepBlocks': sweepBlocks,
});

/** Fourfold steps on both axes and in immunity, so that cells of equal ratios lie on its diagonals. */
export const mapFlows = [3.75, 15, 60] as const;
export const mapSweeps = [360, 1440] as const;
export const mapImmunities = [900, 1800, 3600, 7200, 14_400] as const;

const places: readonly MapPlace[] = mapSweeps.flatMap((sweepBlocks) =>
  mapFlows.map((flow) => ({ flow, sweepBlocks })),
);

/** The middle of the busy end, where the assumptions are changed one at a time. */
export const busyPlace: MapPlace = { flow: 60, sweepBlocks: 360 };
const busy = settingsOf(busyPlace);

/**
 * Beside the map: twice the flow of the busy place, known in half the time. With half the immunity both ratios are those of that place, up
 * to its longest immunity, where they matter most.
 */
const twin = { flow: 120, sweepBlocks: 180, immunities: [1800, 3600, 7200] } as const;

const cells = [...places.map((place) => ({ ...place, immunities: mapImmunities })), twin].flatMap(
  ({ immunities, ...place }) =>
    immunities.map((immunityPeriod) => ({ immunityPeriod, ...settingsOf(place) })),
);

/** Every value of a setting among the cells. */
const valuesOf = (name: keyof typeof busy) => ({
  name,
  values: [...new Set(cells.map((cell) => cell[name]))],
});

const common = {
  name: 'immunity-map',
  question: 'In which subnets does the immunity period matter, and which values are safe there?',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 0,
  days: 12,
  objectives: [
    {
      metric: 'servedGap',
      margin: 0.01,
      because:
        'the owner loses what the subnet pays for and does not get; 0.01 nats are what 24 days of the frontier’s progress bring (0.15 nats a year)',
    },
  ],
  statusQuo: [{ value: 7200, label: '7200: subnet 1' }],
  beginning: {
    rule: 'settled',
    statusQuo: { immunityPeriod: 7200 },
    limitDays: 50,
    pilots: 4,
    pathDays: [1, 3, 6, 12],
    alsoFollowed: [
      'networkGap',
      'clientGap',
      'viableEvictions',
      'immuneShare',
      'burnPrice',
      'servedQuality',
      'clientLoss',
    ],
  },
} as const;

/**
 * When does the immunity period matter? Subnets of 2026 by how many register a day and how long a newcomer needs to be known. Each settles
 * under 7,200 blocks, then its immunity changes.
 */
export const immunityMap: Study = {
  ...common,
  size: 'quick',
  factors: [
    { name: 'immunityPeriod', values: mapImmunities },
    valuesOf('burnHalfLife'),
    valuesOf('scenario.arrivalRate'),
    valuesOf('scenario.foundersFlow'),
    valuesOf('validator.sweepBlocks'),
  ],
  cells,
  seeds: 6,
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};

/** The busy place again on other seeds, and with one assumption changed at a time. */
export const immunityMapAttacked: Study = {
  ...common,
  size: 'attacked',
  factors: [{ name: 'immunityPeriod', values: [900, 7200, 14_400] }],
  set: busy,
  seeds: 6,
  firstSeed: 101,
  arms: [
    // At none at all there is no gap to it.
    { name: 'a frontier a hundredth as fast', set: { 'scenario.frontierPerDay': 0.15 / 365 / 100 } },
    { name: 'no moving average', set: { 'validator.alpha': 1 } },
    {
      name: 'known as late by a slower average',
      set: { 'validator.sweepBlocks': 120, 'validator.alpha': 1 - 0.88 ** (1 / 3) },
    },
    {
      name: '15 a day, the price at its floor',
      set: { burnHalfLife: 360, 'scenario.arrivalRate': (70 * 16) / 7200, 'scenario.foundersFlow': 15 },
    },
  ],
  armSeeds: 4,
  armLevels: [900, 7200, 14_400],
  armSet: {},
};
