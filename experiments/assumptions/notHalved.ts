/** Knobs and assumptions of the register that are not halved, each with the reason. */
export const notHalved: Readonly<Record<string, string>> = {
  scalingLawPower: 'score tables exist for 50 % only, under every ruleset',
  'market.shockDay':
    'it is the contrast of the crash itself: a day within the window against one that never comes',
  A14: 'the genesis stakes are recorded; the warm-up is a field of every study’s plan, not a setting',
  A24: 'the scale of the small world is a part of it; `sweep scaling` compares it with the whole',
  A25: 'who sells the TAO that newcomers burn moves nobody who registers',
};
