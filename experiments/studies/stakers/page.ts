import { publishedValues } from '../../../agents/stakers/published.ts';
import { meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import { estimateText } from '../../statistics/format.ts';
import { stakersAnswer, stakersYardsticks } from './answer.ts';

export const stakersPage: ModelPage = {
  answer: stakersAnswer,
  yardsticks: stakersYardsticks,
  sure: whatIsSure,
  limits: [
    'How strongly holders answer to yield has no source: the study takes 4 log-odds for each unit of the logarithm of what is left after the take, and 16 as an attack. At 4 a small validator earns most at a take of 20 %, which is arithmetic: 1 / (1 + 4).',
    ...publishedValues.flatMap(({ words, value, missed }) =>
      missed === undefined ? [] : [`The world does not reach the published ${words}, ${value}: ${missed}.`],
    ),
    'The income of a fund is that of a validator of middling performance with so much trust; which holders choose it varies by seed, for a few of them own much.',
    'The fund’s dividends are counted at the price of the day. What its sales do to prices is shown before other holders answer.',
  ],
  assumptions: [
    'Pools, root and prices: 16 of the 127 subnets of 11 April 2026 (sudoHayato/bittensor-research@d2068f4, MIT), every eighth by size from a drawn first one; an eighth of root, which counts eight times.',
    '371 holders with the wealth of the coldkeys at the end of Nakamoto, March 2023 (opentensor/subtensor snapshot.json, Unlicense), for want of a later list of all coldkeys.',
    'A fifth of the holders each hold what the market holds, follow the staking yield, follow prices, spend and save, or never trade: no source. The attack takes the followers of prices away.',
    'Each holder has one validator on root and one on each subnet, chosen by a logit over net yield, trust and habit; it looks every 60 days and acts 3 days later: no source.',
    'Fitted to published numbers: trust by rank, trust in owners, its spread over subnets, how many subnets a holder is on, how unlike owners are in what they hold at first, how often holders trade, how much is sold and bought again within a day, and what part of their pay miners, owners and operators sell net of new money.',
    'Validators perform between 0.82 and 1 (trust of validators on subnet 31, August 2024); 40 % of the miners’ incentive is burned (September 2026).',
  ],
  method: [
    'Rules of dtao-2025: TAO by moving prices, root’s part of alpha sold in the pool, dividends split by alpha and root, takes of 18 %. Later rules pay root in alpha to claim; the world does not have them.',
    'A block of the model is a day of the chain, and all amounts are 1/7,200, so prices, shares and yields are those of the chain; epochs are weekly. A test holds it against blocks of four hours.',
    'Every RAO is in one place after each block, or the run stops.',
    'The shared validator’s income is what its operator’s stake grows by, over all networks, times 7.9 for the whole chain.',
  ],
};

/** What stakers of the shared validator get more, and the yields of the world. */
function whatIsSure(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const text = (condition: string, measure: string, attack: string | null = null) => {
    const mean = meanOfCondition(rows, study, condition, measure, attack);
    return mean === null ? 'unknown' : estimateText(mean);
  };
  return [
    `Where the 8th validator keeps 9 % its stakers earn ${text('shared-9', 'sharedPremium')} points a year more on root than those of the others; where it keeps 18 % as all do, ${text('private', 'sharedPremium')}.`,
    `The DAO’s income at 18 %, 9 % and 2 %: ${text('private', 'fundIncome')}, ${text('shared-9', 'fundIncome')} and ${text('shared-2', 'fundIncome')} TAO a day.`,
    `Which take earns most depends on how holders answer to yield: where they weigh it four times as much, the income at 18 % is ${text('private', 'fundIncome', 'keen')} and at 9 % ${text('shared-9', 'fundIncome', 'keen')} TAO a day.`,
    `Where the shared validator is the one that holders trust most, its DAO earns ${text('first-18', 'fundIncome')} TAO a day at 18 % and ${text('first-9', 'fundIncome')} at 9 %.`,
    `Root yields ${text('private', 'rootYield')} % a year after the take, staked alpha ${text('private', 'alphaYield')} % in alpha; ${text('private', 'moved')} % of all stake changes its validator in a day.`,
  ];
}
