/** The assumptions behind a result, one line each, with the knob that changes it. */
export const assumptions: readonly { readonly id: string; readonly text: string }[] = [
  {
    id: 'A10',
    text: 'Query noise: the loss of a row is gamma distributed with shape 1.44, the spread of mean 3 and deviation 2.5 in the white paper.',
  },
  {
    id: 'A11',
    text: 'Synergy of pairs: two miners’ losses on the same row correlate at 0.6; above 64 uids a query’s total score is drawn from a table of exact queries.',
  },
  {
    id: 'A12',
    text: 'Arrivals: a Poisson process that no setting changes; 23 % are misconfigured (loss × 1.35); newcomers misjudge their quality by a factor of exp(0.3 z) and expect what newcomers of late were seen to get (`scenario.poorShare`, `scenario.foresight`).',
  },
  {
    id: 'A13',
    text: 'Stake limit of pruning: `stakePruningMin` 1024 is read in TAO, as its comment in the source says; the code compares it with RAO.',
  },
  {
    id: 'A14',
    text: 'Genesis: the stakes of block 3,606,775; the 128 largest hotkeys validate, all others mine with qualities drawn independently of stake; 2 days of warm-up are left out.',
  },
  {
    id: 'A15',
    text: 'Subnet 31: true quality is read back from the recorded weights. It concerns the scenario `finney-sn31` only.',
  },
];

/** The same for worlds whose miners pay for what they run. */
export const marketAssumptions: typeof assumptions = [
  {
    id: 'A30',
    text: 'Devices: a CPU of 0.2 TFLOP/s and four GPUs at 35 % of their promised operations, rents of March 2026; half of all miners can rent a GPU, and rents differ by a lognormal factor (`market.gpuAccess`, `market.rentSigma`).',
  },
  {
    id: 'A31',
    text: 'Price: 50 dollars a TAO at the start, then the named path; no market price of late 2022 exists (`market.price`, `market.startPrice`).',
  },
  {
    id: 'A32',
    text: 'Selling: a day after earning, 2 % below the price, as much as keeps seven days of rent in hand (`market.slippage`, `market.saleDelay`, `market.reserveDays`).',
  },
  {
    id: 'A33',
    text: 'Decisions: another device if it gains more within 30 days than ten days of its rent, which are sunk; a miner switches off after two days of losing (`market.paybackDays`, `market.switchDays`, `market.exitDays`).',
  },
  {
    id: 'A35',
    text: 'Models that learn begin 0.2 nats above the loss of their size and go down the law of Kaplan et al. 2020 (`market.trainingGap`, `market.trainingShare`).',
  },
  {
    id: 'A36',
    text: 'Gradients: an adopter gets one query of each validator a sweep with its gradient; how many tokens of training a token of it is worth has no source (`market.gradientGain`).',
  },
  {
    id: 'A37',
    text: 'Cheaper ways: miners hear of one at a rate proportional to the share of those that use it, and take to it at no cost; a newcomer knows what one of the running miners knows (`market.diffusionDays`).',
  },
  {
    id: 'A39',
    text: 'An ASIC answers as the largest GPU does and costs 0.02 dollars an hour to run; it goes with its uid (`market.asicRunning`).',
  },
  {
    id: 'A40',
    text: 'Makers sell a unit to the highest bidder at a price in the middle, or mine with it, whichever is worth more (`market.vendorMargin`).',
  },
  {
    id: 'A41',
    text: 'Validators have no device unless the study gives them one; with one, each step waits 12 s for the slowest of twenty, shares a line and runs the routing encoder (`validator.device`).',
  },
];

/** The same for worlds with adversaries, lazy validators or a client. */
export const adversaryAssumptions: typeof assumptions = [
  {
    id: 'A50',
    text: 'Deceivers are drawn once for each hotkey; no agent learns to cheat or to stop (`scenario.lookupShare` and the like).',
  },
  {
    id: 'A51',
    text: 'A look-up knows half of the rows; each pruned token makes three in ten look-ups miss (`scenario.lookupHits`, `scenario.lookupMiss`, `scenario.pruneCost`).',
  },
  {
    id: 'A52',
    text: 'A variance farmer lets ln loss vary by 0.25 from query to query around its mean (`scenario.varianceSpread`).',
  },
  {
    id: 'A53',
    text: 'A weight copier sets the stake-weighted mean of the rows it can read (`scenario.copierLag`).',
  },
  {
    id: 'A54',
    text: 'Distances of logits are standard normal over honest miners, 3 deviations more for a look-up that always hits (`scenario.divergenceShift`).',
  },
  {
    id: 'A55',
    text: 'The client averages the ten best-paid miners on unseen text (`scenario.clientTopk`).',
  },
  {
    id: 'A57',
    text: 'Families of models: errors that a text does not explain correlate within a family, at 0.5 unless varied; above 64 uids only the client sees it (`scenario.modelFamilies`, `scenario.familyCorrelation`).',
  },
  {
    id: 'A56',
    text: 'Gates of mixtures have spread 0.5 and are trained on the rows that are scored (`validator.gateSteps`).',
  },
];
