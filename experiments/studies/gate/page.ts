import type { ModelPage } from '../../report/models/modelPage.ts';
import { gateAnswer, gateYardsticks } from './answer.ts';
import { gateSure } from './sure.ts';

export const gatePage: ModelPage = {
  answer: gateAnswer,
  yardsticks: gateYardsticks,
  sure: gateSure,
  limits: [
    'Which subnets have clients is not recorded: clients are drawn by the seed. The page compares rules in the same drawn worlds, and does not say which subnet of Finney has clients.',
    'Subnets that pay each other, buyers who foresee a change of the rules, and owners who split a subnet in two are not in it.',
    'The measure counts emission up to a subnet’s part of the demand, and nothing beyond: it does not ask what a TAO does there.',
    'A gain above 1 is of a subnet just below the bar and a small lead. Far above the bar the gate is open and the gain is the elasticity.',
  ],
  assumptions: [
    'A subnet’s price goes 5 % of the way a day to what buyers want to pay: its value, times (emission over its usual emission) to the power of 0.3. No source; attacks take 0, 0.15 and 0.6.',
    '30 % of the subnets have clients, the dearer ones more often (correlation 0.5). A subnet without clients is worth half of its price, one with clients its price times a lognormal of spread 0.5. No source; attacks take 70 %, clients that do not go with prices, and prices that are right.',
    'Recorded prices are right at recorded emission. A day’s chance change of a price is 4 %.',
    'Half-life of the moving price: 5 days, from subnets whose price fell between 31 July and 10 August 2026. The chain’s default would be 34 days; an attack takes it.',
    'Every 7 days a newcomer replaces the subnet of the lowest moving price that is older than 120 days; recorded subnets count as older. Its moving price begins at 0, and root turns its emission on after 30 days.',
    'Owners withhold what they withheld on the recorded day; of 10 August, on which it is not recorded, that of 7 August.',
    'Pay is 41 % of one alpha a block for miners, less what is withheld, and 41 % for stakers, at the price of the last day.',
  ],
  method: [
    'Each day’s shares are of the chain’s own integer arithmetic (subnet_emissions.rs of spec 440 to 475: get_shares, the gate, root’s switches) at the moving prices; prices themselves are floating point.',
    'Emission that matches demand is the sum over all subnets of the smaller of two shares: that of the emission, and that of the value of subnets with clients.',
    'The gain of the loop is the elasticity times the per cent by which a share rises with a per cent of price: by the formula 1 + exponent · (1 − gate), which is 2.5 at the bar with exponent 3, and 1 without a gate. Above 1 a lead feeds itself; the tipping point of the elasticity is 1 over it.',
    'What is left of a lead: the same world twice, in one the subnet just below the bar 10 % dearer; the logarithms of their moving prices after 30 days.',
  ],
};
