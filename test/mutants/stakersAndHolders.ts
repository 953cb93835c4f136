import type { Mutant } from './mutants.ts';

const stakersMutants: readonly Mutant[] = [
  {
    name: 'stakers: what is due today is forgotten',
    file: 'agents/stakers/carryOut.ts',
    line: 'order.due <= world.day',
    becomes: 'order.due < world.day',
  },
  {
    name: 'stakers: the TAO of a sale is not staked where it should go',
    file: 'agents/stakers/carryOut.ts',
    line: 'if (to !== null) stakeTao(world, coldkey, to, spend);',
    becomes: '',
  },
  {
    name: 'stakers: a trade may be as large as the pool',
    file: 'agents/stakers/carryOut.ts',
    line: 'world.taste.largestTrade * Number(',
    becomes: '1 * Number(',
  },
  {
    name: 'stakers: a holder forgets where it has moved',
    file: 'agents/stakers/carryOut.ts',
    line: 'world.picks.set(placeKey(coldkey, netuid), to);',
    becomes: '',
  },
  {
    name: 'stakers: the fund counts alpha as TAO',
    file: 'agents/stakers/earners.ts',
    line: 'worthAt(world, netuid, paidAt(world, place))',
    becomes: 'worthAt(world, 0, paidAt(world, place))',
  },
  {
    name: 'stakers: new money buys what weighs on the price',
    file: 'agents/stakers/earners.ts',
    line: '(1 - world.taste.earnersSell)',
    becomes: 'world.taste.earnersSell',
  },
  {
    name: 'stakers: what a payday left staked is pay again',
    file: 'agents/stakers/earners.ts',
    line: 'world.kept.set(placeKey(place.coldkey, place.netuid), stakeOf(world, place));',
    becomes: '',
  },
  {
    name: 'stakers: the fund sells all that it earns',
    file: 'agents/stakers/earners.ts',
    line: 'sellPay(world, place, world.taste.daoShare)',
    becomes: 'sellPay(world, place)',
  },
  {
    name: 'stakers: habit does not hold a holder',
    file: 'agents/stakers/pickValidator.ts',
    line: 'const more = shares[place] * (exp(inertia) - 1);',
    becomes: 'const more = 0 * exp(inertia);',
  },
  {
    name: 'stakers: trust on root has the luck of a subnet',
    file: 'agents/stakers/pickValidator.ts',
    line: '(isRoot ? 0 : taste.localSpread * luck)',
    becomes: 'taste.localSpread * luck',
  },
  {
    name: 'stakers: a take is taken from what the validator misses',
    file: 'agents/stakers/validators.ts',
    line: '(1 - take) * performance',
    becomes: '1 - take * performance',
  },
  {
    name: 'stakers: the last of the ranks is trusted most',
    file: 'agents/stakers/validators.ts',
    line: '-settings.trustSlope * ln(rank)',
    becomes: 'settings.trustSlope * ln(rank)',
  },
  {
    name: 'stakers: log-odds go with the yield, not with its logarithm',
    file: 'agents/stakers/validatorChoice.ts',
    line: 'taste.sensitivity * ln(net)',
    becomes: 'taste.sensitivity * net',
  },
  {
    name: 'stakers: root takes nothing of the dividends of alpha',
    file: 'agents/stakers/yields.ts',
    line: 'dividendShare * (1 - root[network])) / staked',
    becomes: 'dividendShare) / staked',
  },
  {
    name: 'stakers: alpha that root is paid counts as TAO',
    file: 'agents/stakers/yields.ts',
    line: 'root[network] * price,',
    becomes: 'root[network] + 0 * price,',
  },
  {
    name: 'stakers: dividends do not ask for performance',
    file: 'agents/stakers/stakersEpoch.ts',
    line: 'return stake * inParts(performance);',
    becomes: 'return stake * inParts(performance > 0 ? 1 : 0);',
  },
  {
    name: 'stakers: a RAO on root counts as one of alpha',
    file: 'agents/stakers/stakersEpoch.ts',
    line: '(stakes.rootStake * taoWeight) / u64Max',
    becomes: 'stakes.rootStake',
  },
  {
    name: 'stakers: what is burned is the miners’ too',
    file: 'agents/stakers/stakersEpoch.ts',
    line: 'incentive: half - toBurn',
    becomes: 'incentive: half',
  },
  {
    name: 'stakers: the premium of the shared validator is that of the others',
    file: 'agents/stakers/measureStakers.ts',
    line: '(netShare(shared) - others)',
    becomes: '(others - netShare(shared))',
  },
  {
    name: 'stakers: who needs TAO never saves',
    file: 'agents/stakers/reasons.ts',
    line: 'if (draws[1] < 0.5)',
    becomes: 'if (draws[1] < 2)',
  },
  {
    name: 'stakers: who follows prices sells what has risen',
    file: 'agents/stakers/reasons.ts',
    line: 'drawn(held, -1, draws[0])',
    becomes: 'drawn(held, 1, draws[0])',
  },
  {
    name: 'stakers: who holds the market buys what it has too much of',
    file: 'agents/stakers/reasons.ts',
    line: 'Math.max(-gap, 0)',
    becomes: 'Math.max(gap, 0)',
  },
  {
    name: 'stakers: the poor trade as often as the rich',
    file: 'agents/stakers/runStakers.ts',
    line: 'wealth * holders.length',
    becomes: '1 + 0 * wealth * holders.length',
  },
  {
    name: 'stakers: kinds of holders are dealt over each other',
    file: 'agents/stakers/holder.ts',
    line: 'passed += shares[kind];',
    becomes: 'passed = shares[kind];',
  },
  {
    name: 'stakers: the smallest count as the top',
    file: 'agents/stakers/ownership.ts',
    line: 'other - one).slice(0, count)',
    becomes: 'one - other).slice(0, count)',
  },
  {
    name: 'stakers: at the genesis all stake lies on one validator',
    file: 'agents/stakers/foundStakers.ts',
    line: 'validators[rank % validators.length]',
    becomes: 'validators[0 * rank]',
  },
];

const gateMarketMutants: readonly Mutant[] = [
  {
    name: 'gateMarket: buyers want less of what is paid more',
    file: 'agents/gate/gateDay.ts',
    line: '(share + leastShare) / (usualShare + leastShare)',
    becomes: '(usualShare + leastShare) / (share + leastShare)',
  },
  {
    name: 'gateMarket: a price is at once where buyers want it',
    file: 'agents/gate/gateDay.ts',
    line: 'exp(reaction * ln(wanted / price)',
    becomes: 'exp(ln(wanted / price)',
  },
  {
    name: 'gateMarket: a half-life is a time constant',
    file: 'agents/gate/gateDay.ts',
    line: 'exp((-Math.LN2 * speed) / halfLife)',
    becomes: 'exp(-speed / halfLife)',
  },
  {
    name: 'gateMarket: a moving price follows prices above 1',
    file: 'agents/gate/gateDay.ts',
    line: '(Math.min(next, 1) - moving)',
    becomes: '(next - moving)',
  },
  {
    name: 'gateMarket: the moving price of a newcomer is as quick as that of the old',
    file: 'agents/gate/gateDay.ts',
    line: 'age / (age + halfSpeedAge)',
    becomes: '1',
  },
  {
    name: 'gateMarket: newcomers are not immune',
    file: 'agents/gate/gateDay.ts',
    line: 'day - born >= immunityDays',
    becomes: 'day - born >= 0',
  },
  {
    name: 'gateMarket: the dearest subnet makes room',
    file: 'agents/gate/gateDay.ts',
    line: 'one.moving < least.moving',
    becomes: 'one.moving > least.moving',
  },
  {
    name: 'gateMarket: root never turns a newcomer on',
    file: 'agents/gate/gateDay.ts',
    line: 'rated.emissionEnabled || age === switchOnAfter',
    becomes: 'rated.emissionEnabled',
  },
  {
    name: 'gateMarket: owners halve what they withhold too fast',
    file: 'agents/gate/gateDay.ts',
    line: 'exp(-Math.LN2 / burnHalving)',
    becomes: 'exp(-1 / burnHalving)',
  },
  {
    name: 'gateMarket: a subnet without clients is worth its price',
    file: 'agents/gate/gateMarket.ts',
    line: ': setting.hollow',
    becomes: ': 1',
  },
  {
    name: 'gateMarket: clients go to the cheapest',
    file: 'agents/gate/gateMarket.ts',
    line: 'other.score - one.score',
    becomes: 'one.score - other.score',
  },
  {
    name: 'gateMarket: worth with clients is dearer than the price on average',
    file: 'agents/gate/gateMarket.ts',
    line: ' - setting.spread ** 2 / 2',
    becomes: '',
  },
  {
    name: 'gateMarket: the gain of the loop leaves out the buyers',
    file: 'agents/gate/gateLead.ts',
    line: '(elasticity * ln(above / below))',
    becomes: 'ln(above / below)',
  },
  {
    name: 'gateMarket: a lead lifts its subnet above the bar',
    file: 'agents/gate/gateLead.ts',
    line: '<= bar / lead',
    becomes: '<= bar',
  },
  {
    name: 'gateMarket: switches act behind the gate in every order',
    file: 'agents/gate/gateRules.ts',
    line: "passed(off(productShares('none', burned, [])), rules)",
    becomes: "off(passed(productShares('none', burned, []), rules))",
  },
  {
    name: 'gateMarket: burns count where they should not',
    file: 'agents/gate/gateRules.ts',
    line: 'rules.burns ? subnets : priced',
    becomes: 'subnets',
  },
];

/** Those who stake, and prices that answer the gate. */
export const stakersAndHolders: readonly Mutant[] = [...stakersMutants, ...gateMarketMutants];
