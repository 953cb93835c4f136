/** Knobs and assumptions of the register that are not halved, each with the reason. */
export const notHalved: Readonly<Record<string, string>> = {
  scalingLawPower: 'score tables exist for 50 % only, under every ruleset',
  'market.shockDay':
    'it is the contrast of the crash itself: a day within the window against one that never comes',
  A10: 'the shape of 1.44 is fixed in code; rows of a query multiply it, and they are varied',
  A11: 'the correlation of 0.6 is fixed in the committed tables of scores',
  'A12.8':
    'the half of the rent is fixed in code; it multiplies `scenario.horizonDays`, which is halved and doubled',
  A14: 'the genesis stakes are recorded; the warm-up is a field of every study’s plan, not a setting',
  A15: 'how quality is read back from recorded weights, and the emission of the subnet, are fixed in code',
  'scenario.poorResponds': 'weak miners of the groups answer like others',
  A24: 'the scale of the small world is a part of it; `check scaling` compares it with the whole',
  A25: 'the seller of the TAO that newcomers burn does not change which candidates register',
  'scenario.ownerBurn': 'zero by default; a world without an owner’s uid refuses it',
  'scenario.alphaPrice': 'the networks of the groups pay in TAO, or take a newcomer seldom',
  'scenario.modelFamilies': 'none by default; a test holds `diversity` against drawn errors',
  'scenario.familyCorrelation': 'it moves nothing where there are no families, which is the default',
  'market.invented': 'false by default; the study `cheaper-ways` turns it on',
  'scenario.adversaryBudget':
    'more than there is by default; what a limit does depends on the price of entry of a world (a test shows that it binds)',
  A30: 'the table of devices is fixed in code; rents at half of the price are rents doubled (`market.startPrice`)',
};
