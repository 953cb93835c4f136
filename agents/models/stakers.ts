import { foundStakers } from '../stakers/foundStakers.ts';
import { measureStakers } from '../stakers/measureStakers.ts';
import { liveStakers } from '../stakers/runStakers.ts';
import { type Model, type ModelMeasure, measure, settled } from './model.ts';
import { setupOf, stakersSettings } from './stakersSettings.ts';

/** Measures of the last day; rates are means of the last 28 days, changes of prices are over 30. */
const measures: readonly ModelMeasure[] = [
  measure('hhi', "Herfindahl index of validators by all stake's worth", 'of 1', 'lower'),
  measure('nakamoto', 'fewest validators with more than half of all stake', 'validators', 'higher'),
  measure('topValidator', 'share of all stake of the largest validator', 'share', 'lower'),
  measure('top10Share', 'share of all stake of the 10 largest validators', 'share', 'lower'),
  measure('sharedShare', 'share of all stake of the shared validator', 'share'),
  measure('fundIncome', "income of the DAO's fund, whole chain", 'TAO a day', 'higher'),
  measure('fundSold', 'TAO that the fund has for spending, whole chain', 'TAO a day', 'higher'),
  measure(
    'priceImpact',
    "by how much the fund's own sales lower prices of alpha, before new money",
    '% a year',
    'lower',
  ),
  measure(
    'sharedPremium',
    'yield on root at the shared validator over that at the others',
    'points a year',
    'higher',
  ),
  measure('rootYield', 'yield on root after the take', '% a year', 'higher'),
  measure(
    'alphaYield',
    'yield of staked alpha after the take, in alpha, median subnet',
    '% a year',
    'higher',
  ),
  measure('moved', 'stake that changes its validator', '% a day'),
  measure('movesPerDay', 'moves and trades of stakers in the sample, round trips apart', 'a day'),
  measure('turnover', "TAO swapped over the pool's TAO, median subnet", '% a day'),
  measure('priceSd', 'standard deviation over subnets of ln(price) over 30 days', 'ln'),
  measure('priceChange', 'mean change of ln(price) over 30 days', 'ln'),
  measure('meanPrice', 'mean price of alpha', 'TAO'),
  measure('rootTop1', 'share of root of its largest validator', 'share'),
  measure('rootSecond', 'share of root of its second validator', 'share'),
  measure('rootTop5', 'share of root of its 5 largest validators', 'share'),
  measure('rootTop10', 'share of root of its 10 largest validators', 'share'),
  measure('ownerDividends', "share of a subnet's dividends of its owner's hotkey, mean", 'share'),
  measure('validatorHhi', "Herfindahl index of validators' stake on a subnet, mean", 'of 1'),
  measure('validatorHhiMedian', "Herfindahl index of validators' stake on a subnet, median", 'of 1'),
  measure(
    'dividendNakamoto',
    "fewest validators with more than half of a subnet's dividends, median",
    'validators',
  ),
  measure('topDividend', "share of a subnet's dividends of its largest validator, median", 'share'),
  measure('walletTop10', 'share of staked alpha of the 10 largest wallets, mean', 'share'),
  measure('walletHhi', 'Herfindahl index of wallets by staked alpha, mean', 'of 1'),
  measure('walletHhiMedian', 'Herfindahl index of wallets by staked alpha, median', 'of 1'),
  measure('wealthGini', 'Gini coefficient of wallets by all that they own', 'of 1'),
  measure('wealthTop10', 'share of all wealth of the 10 richest wallets', 'share'),
];

/**
 * Those who stake: 16 subnets and an eighth of root as they were on 11 April 2026, 371 holders as rich as at Nakamoto's end, 16 validators
 * of which one may be shared and fund a DAO. Every RAO moves by the chain's rules of 2025 (dtao-2025), on a world in which one block is a
 * day and all amounts are 1/7,200; books that do not balance stop the run.
 */
export const stakers: Model = {
  name: 'stakers',
  settings: stakersSettings,
  measures,
  run(given, seed) {
    const settings = settled(stakers, given);
    const world = foundStakers(setupOf(settings), seed);
    liveStakers(world, Number(settings.days));
    return { measures: measureStakers(world) };
  },
};
