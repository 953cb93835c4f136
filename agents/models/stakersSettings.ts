import type { StakersSetup } from '../stakers/foundStakers.ts';
import type { ModelSetting, ModelSettings } from './model.ts';

const share = (name: string, words: string, usual: number): ModelSetting => ({
  name,
  words,
  usual,
  within: [0, 1],
});
const amount = (name: string, words: string, usual: number, low: number, high: number): ModelSetting => ({
  name,
  words,
  usual,
  within: [low, high],
});

/** The settings of the model `stakers`. Those that were fitted say to what; the others are assumptions unless they name a source. */
export const stakersSettings: readonly ModelSetting[] = [
  amount('days', 'days that the world runs from 11 April 2026', 172, 30, 2000),
  share('take', "part of their stakers' dividends that validators keep (0.18: the chain's default)", 0.18),
  share('sharedTake', 'part of the dividends that the shared validator keeps', 0.18),
  amount('sharedRank', 'rank of the shared validator by trust, 1 … 16; 0: there is none', 8, 0, 16),
  amount('emptyRank', 'rank that the shared validator has, and that stays empty without it', 8, 1, 16),
  share('daoShare', 'part of what the shared validator keeps that the DAO spends; the rest stays staked', 1),
  amount('trust', "weight of trust in a holder's choice of a validator; 0: none", 1, 0, 10),
  amount(
    'trustSlope',
    'trust falls by so much for each unit of ln rank (fitted to root, June 2024)',
    0.5,
    0,
    5,
  ),
  amount(
    'ownerTrust',
    "mean trust in a subnet owner's own validator, log-odds (fitted to dividends of owners)",
    2,
    -10,
    10,
  ),
  amount(
    'localSpread',
    'standard deviation of the trust in a validator over subnets, log-odds (fitted to the Herfindahl index of validators)',
    3,
    0,
    10,
  ),
  share(
    'coverage',
    'chance that a validator works on a subnet (10 of 16 beside the owner: 11 have a permit)',
    0.62,
  ),
  amount('sensitivity', 'log-odds of a validator for each unit of the logarithm of its net yield', 4, 0, 100),
  amount('inertia', 'log-odds in favour of the present validator', 3, 0, 20),
  amount('reviewDays', 'mean days between two looks at the validators', 60, 1, 10_000),
  amount('delay', 'days between a decision and the act', 3, 0, 60),
  share('index', 'part of holders who hold what the market holds', 0.2),
  share('yield', 'part of holders who follow the staking yield', 0.2),
  share('momentum', 'part of holders who follow rising prices', 0.2),
  share('need', 'part of holders who spend and save', 0.2),
  amount(
    'tradesPerDay',
    'trades a day of a holder of mean wealth (fitted to the spread of prices)',
    0.05,
    0,
    1,
  ),
  amount('sharpness', "log-odds of a trader's choice for each standard deviation between networks", 1, 0, 20),
  share('lot', 'part of a holding that a trade moves', 0.3),
  share('largestTrade', "largest trade, as a part of the pool's TAO", 0.1),
  share(
    'roundTrips',
    "TAO swapped in a day by traders who sell and buy the same alpha again, as a part of the pool's, mean before the limits of a trade (fitted to turnover)",
    0.1,
  ),
  share(
    'earnersSell',
    'part of their alpha that miners, owners and operators sell, net of new money (fitted to the mean price)',
    0.6,
  ),
  share('burned', "part of the miners' incentive that is burned (mean of September 2026)", 0.4),
  share('presence', "chance that a holder is on a subnet at first (fitted to wallets' shares)", 0.22),
  amount(
    'ownerSpread',
    "spread of the logarithm of the part of its alpha that a subnet's owner has at first (fitted to the mean Herfindahl index of wallets)",
    2.5,
    0,
    5,
  ),
  {
    name: 'start',
    words:
      'where stake is at first: as holders would choose, or dealt to validators as at the genesis, the richest to the most trusted',
    usual: 'chosen',
    oneOf: ['chosen', 'genesis'],
  },
];

/** What the settings of a run say to the world. Throws a RangeError at a count that is not whole, and where kinds come to more than all. */
export function setupOf(settings: ModelSettings): StakersSetup {
  const of = (name: string): number => Number(settings[name]);
  const holders = {
    index: of('index'),
    yield: of('yield'),
    momentum: of('momentum'),
    need: of('need'),
  };
  const kinds = holders.index + holders.yield + holders.momentum + holders.need;
  if (kinds > 1 + 1e-9)
    throw new RangeError(
      `index, yield, momentum and need must come to 1 at most; received ${kinds} (lower one of them: loyal holders are the rest)`,
    );
  for (const name of ['days', 'sharedRank', 'emptyRank', 'delay'])
    if (!Number.isSafeInteger(of(name)))
      throw new RangeError(`${name} must be a whole number; received ${of(name)} (round it)`);
  return {
    validators: {
      take: of('take'),
      trustSlope: of('trustSlope'),
      sharedRank: of('sharedRank'),
      sharedTake: of('sharedTake'),
    },
    rankOfShared: of('sharedRank') > 0 ? of('sharedRank') : of('emptyRank'),
    holders,
    taste: tasteOf(of),
    presence: of('presence'),
    ownerSpread: of('ownerSpread'),
    start: settings.start === 'genesis' ? 'genesis' : 'chosen',
  };
}

const tasteOf = (of: (name: string) => number): StakersSetup['taste'] => ({
  sensitivity: of('sensitivity'),
  trustWeight: of('trust'),
  inertia: of('inertia'),
  ownerTrust: of('ownerTrust'),
  localSpread: of('localSpread'),
  coverage: of('coverage'),
  reviewDays: of('reviewDays'),
  delay: of('delay'),
  tradesPerDay: of('tradesPerDay'),
  sharpness: of('sharpness'),
  lot: of('lot'),
  largestTrade: of('largestTrade'),
  roundTrips: of('roundTrips'),
  earnersSell: of('earnersSell'),
  daoShare: of('daoShare'),
  burned: of('burned'),
});
