import type { Release, Variant, VariantRules, VariantSettings } from './variant.ts';

/**
 * The variants under the names they have in each release of yuma-simulation, with the settings of the peer’s own
 * script (charts_table_generator.py). A trailing `+` in the title marks settings of ours on its rules. The names were
 * renumbered between A and B, on 18 April 2025.
 */

const plainA: VariantSettings = {
  kappa: 0.5,
  bondsPenalty: 1,
  bondsAlpha: 0.1,
  liquidAlpha: null,
  capacityAlpha: 0.1,
  decayRate: 0.1,
  winnerTakesAll: false,
};
/** bond_moving_avg 0.1 means an alpha of 0.9 since release B. */
const plainB: VariantSettings = { ...plainA, bondsAlpha: 1 - 0.1 };
const slowB: VariantSettings = { ...plainA, bondsAlpha: 1 - 0.975 };
const liquidB = { low: 0.1, high: 0.3, steepness: 10 };

const rulesA: VariantRules = {
  consensus: 'bisection',
  bonds: 'averaged',
  renewsShares: false,
  paddedColumns: false,
  readsPenalty: true,
  unpenalised: 'weights',
  liquid: 'byColumn',
  partsQuantiles: false,
  liquidOnMixedWeights: false,
  liquidConsensus: 'current',
  reset: 'never',
};
const rulesB: VariantRules = { ...rulesA, consensus: 'sorted', liquid: 'byPair' };
const rulesC: VariantRules = { ...rulesB, paddedColumns: true };

const bought = (rules: VariantRules, reset: VariantRules['reset']): VariantRules => ({
  ...rules,
  bonds: 'bought',
  readsPenalty: false,
  reset,
});
const relativeA: VariantRules = {
  ...rulesA,
  bonds: 'relative',
  readsPenalty: false,
  partsQuantiles: true,
  reset: 'withoutConsensus',
};
const relativeB: VariantRules = {
  ...rulesB,
  bonds: 'relative',
  readsPenalty: false,
  liquidConsensus: 'larger',
  reset: 'always',
};
const relativeC: VariantRules = { ...relativeB, readsPenalty: true };
const lagged = (rules: VariantRules): VariantRules => ({
  ...rules,
  bonds: 'laggedWeights',
  paddedColumns: false,
});
const shares = (rules: VariantRules): VariantRules => ({ ...rules, bonds: 'averagedShares' });

type Entry = readonly [key: string, title: string, rules: VariantRules, settings: VariantSettings];

const releaseA: readonly Entry[] = [
  ['YUMA0', 'Yuma 0 (subtensor)', { ...shares(rulesA), readsPenalty: false, unpenalised: 'clipped' }, plainA],
  ['YUMA1', 'Yuma 1 (paper)', rulesA, plainA],
  [
    'YUMA1_LIQUID',
    'Yuma 1 (paper) - liquid alpha on',
    rulesA,
    { ...plainA, liquidAlpha: { low: 0.7, high: 0.9, steepness: 0 } },
  ],
  ['YUMA2', 'Yuma 2 (Adrian-Fish)', lagged(rulesA), plainA],
  ['YUMA3', 'Yuma 3 (Rhef)', bought(rulesA, 'never'), plainA],
  ['YUMA31', 'Yuma 3.1 (Rhef+reset)', bought(rulesA, 'always'), plainA],
  ['YUMA32', 'Yuma 3.2 (Rhef+conditional)', bought(rulesA, 'withoutConsensus'), plainA],
  ['YUMA4', 'Yuma 4 (Rhef+relative bonds)', relativeA, plainA],
  ['YUMA4_P', 'Yuma 4 (Rhef+relative bonds) +', relativeA, { ...plainA, bondsAlpha: 0.025 }],
  [
    'YUMA4_LIQUID',
    'Yuma 4 (Rhef+relative bonds) - liquid alpha on',
    relativeA,
    { ...plainA, bondsAlpha: 0.025, liquidAlpha: { low: 0.9, high: 0.99, steepness: 0 } },
  ],
];

const releaseB: readonly Entry[] = [
  ['YUMA1', 'Yuma 1 (subtensor)', shares(rulesB), { ...plainB, bondsAlpha: 1 }],
  ['YUMA2', 'Yuma 2 (subtensor)', rulesB, plainB],
  ['YUMA2_LIQUID', 'Yuma 2 (subtensor) - liquid alpha on +', rulesB, { ...plainB, liquidAlpha: liquidB }],
  ['YUMA2B', 'Yuma 2B (Adrian-Fish)', lagged(rulesB), plainB],
  ['YUMA2C', 'Yuma 2C (Rhef+reset)', bought(rulesB, 'always'), plainB],
  ['YUMA3', 'Yuma 3 (Rhef+relative bonds)', relativeB, slowB],
  ['YUMA3_BASE', 'Yuma 3 (Rhef+relative bonds) +', relativeB, plainB],
  [
    'YUMA3_LIQUID',
    'Yuma 3 (Rhef+relative bonds) - liquid alpha on',
    relativeB,
    { ...slowB, liquidAlpha: liquidB },
  ],
];

const releaseC: readonly Entry[] = [
  ['YUMA1', 'Yuma 1 (legacy yuma)', shares(rulesC), { ...plainB, bondsAlpha: 1 }],
  ['YUMA2', 'Yuma 2 (subtensor)', { ...shares(rulesC), renewsShares: true }, plainB],
  [
    'YUMA2_LIQUID',
    'Yuma 2 (subtensor) - liquid alpha on +',
    { ...shares(rulesC), renewsShares: true },
    { ...plainB, liquidAlpha: liquidB },
  ],
  ['YUMA2A', 'Yuma 2A (paper)', rulesC, plainB],
  ['YUMA2B', 'Yuma 2B (Adrian-Fish)', lagged(rulesC), plainB],
  ['YUMA2C', 'Yuma 2C (Rhef+reset)', bought(rulesC, 'always'), plainB],
  ['YUMA3', 'Yuma 3 (Rhef+relative bonds)', relativeC, slowB],
  ['YUMA3_BASE', 'Yuma 3 (Rhef+relative bonds) +', relativeC, plainB],
  [
    'YUMA3_LIQUID',
    'Yuma 3 (Rhef+relative bonds) - liquid alpha on',
    relativeC,
    { ...slowB, liquidAlpha: liquidB },
  ],
  [
    'YUMA3_LIQUID_EFF',
    'Yuma 3 (Rhef+relative bonds) - liquid alpha on effective weights +',
    { ...relativeC, liquidOnMixedWeights: true },
    { ...slowB, liquidAlpha: liquidB },
  ],
];

const listed = (release: Release, entries: readonly Entry[]): Variant[] =>
  entries.map(([key, title, rules, settings]) => ({
    name: `${release}/${key}`,
    release,
    title,
    rules,
    settings,
  }));

/** Every variant, release by release. */
export const variants: readonly Variant[] = [
  ...listed('A', releaseA),
  ...listed('B', releaseB),
  ...listed('C', releaseC),
];

/** The variant of a name such as `B/YUMA2C`, or undefined. */
export const variantNamed = (name: string): Variant | undefined =>
  variants.find((variant) => variant.name === name);
