import type { Mutant } from './mutants.ts';

const coinbase = 'sim/coinbase';
const pools = 'sim/pools';
const subnets = 'sim/subnets';

const shareMutants: readonly Mutant[] = [
  {
    name: 'subnetShares: root’s proportion counts at spec 425 as well',
    file: `${coinbase}/productShares.ts`,
    line: "factor === 'none' ? U64F64.one : ",
    becomes: "factor === 'none' && index < 0 ? U64F64.one : ",
  },
  {
    name: 'subnetShares: what is withheld does not count',
    file: `${coinbase}/productShares.ts`,
    line: 'return U64F64.sub(U64F64.one, withheld);',
    becomes: 'return U64F64.sub(U64F64.one, withheld - withheld);',
  },
  {
    name: 'subnetShares: where every product is 0 there are no shares',
    file: `${coinbase}/productShares.ts`,
    line: 'return products.some((product) => product > 0n) ? overSum(products) : prices;',
    becomes: 'return overSum(products);',
  },
  {
    name: 'subnetShares: products are made before the factors are rounded',
    file: `${coinbase}/productShares.ts`,
    line: 'U64F64.mul(prices[index], U64F64.mul(root, paidShare(subnet)))',
    becomes: 'U64F64.mul(U64F64.mul(prices[index], root), paidShare(subnet))',
  },
  {
    name: 'subnetShares: a stable subnet counts by its moving price',
    file: `${coinbase}/ratedSubnet.ts`,
    line: 'dynamic ? clampedI96F32.convert(movingPrice, U64F64) : U64F64.one;',
    becomes: 'dynamic || !dynamic ? clampedI96F32.convert(movingPrice, U64F64) : U64F64.one;',
  },
  {
    name: 'subnetShares: trading need not be enabled',
    file: `${coinbase}/ratedSubnet.ts`,
    line: 'subnet.subtokenEnabled && ',
    becomes: '',
  },
  {
    name: 'subnetShares: what is off is lost',
    file: `${coinbase}/emissionSwitch.ts`,
    line: 'return overSum(shares.map((share, index) => (subnets[index].emissionEnabled ? share : 0n)));',
    becomes: 'return shares.map((share, index) => (subnets[index].emissionEnabled ? share : 0n));',
  },
  {
    name: 'subnetShares: the shares of subnets that are all on are divided again',
    file: `${coinbase}/emissionSwitch.ts`,
    line: 'if (subnets.every(({ emissionEnabled }) => emissionEnabled)) return [...shares];',
    becomes: '',
  },
  {
    name: 'subnetShares: alpha beside the TAO is not limited',
    file: `${coinbase}/emissionTerms.ts`,
    line: 'const most = mul(rootProportion, alphaOut);',
    becomes: 'const most = U96F32.highest + 0n * mul(rootProportion, alphaOut);',
  },
  {
    name: 'subnetShares: root keeps its dividends at a price of exactly 1',
    file: `${coinbase}/emissionTerms.ts`,
    line: 'prices.reduce(U64F64.add, 0n) > U64F64.one;',
    becomes: 'prices.reduce(U64F64.add, 0n) >= U64F64.one;',
  },
];

const gateMutants: readonly Mutant[] = [
  {
    name: 'gate: the bar moves at every block',
    file: `${coinbase}/gateShares.ts`,
    line: 'const isDue = bar === 0n || block % barInterval === 0;',
    becomes: 'const isDue = bar === 0n || block % barInterval >= 0;',
  },
  {
    name: 'gate: a bar that is not found is 0',
    file: `${coinbase}/gateShares.ts`,
    line: 'barOf(parameters, demands) || bar : bar;',
    becomes: 'barOf(parameters, demands) : bar;',
  },
  {
    name: 'gate: subnets without a share have a rank',
    file: `${coinbase}/gateShares.ts`,
    line: 'descending.filter((demand) => demand > 0n)',
    becomes: 'descending.filter((demand) => demand >= 0n)',
  },
  {
    name: 'gate: the quantile must be passed, not reached',
    file: `${coinbase}/gateShares.ts`,
    line: 'return sum >= quantile;',
    becomes: 'return sum > quantile;',
  },
  {
    name: 'gate: a failed power is 0',
    file: 'sim/math/sharePower.ts',
    line: 'clampedI32F32.fromInt(2n ** 31n - 1n)',
    becomes: '0n',
  },
  {
    name: 'gate: ln of the two smallest values does not fail',
    file: 'sim/math/sharePower.ts',
    line: 'const leastOfLn = 3n;',
    becomes: 'const leastOfLn = 1n;',
  },
  {
    name: 'gate: where nothing passes nothing is shared',
    file: `${coinbase}/gateShares.ts`,
    line: 'return passed.some((share) => share > 0n) ? overSum(passed) : demands;',
    becomes: 'return overSum(passed);',
  },
];

const flowMutants: readonly Mutant[] = [
  {
    name: 'flow: the lowest flow above 0 is the limit',
    file: `${coinbase}/flowShares.ts`,
    line: '(flow < least ? flow : least), 0n);',
    becomes: '(flow < least ? flow : least), own[0] ?? 0n);',
  },
  {
    name: 'flow: the protocol’s flow is taken off whole',
    file: `${coinbase}/flowShares.ts`,
    line: 'const part = covered > clampedI64F64.one ? clampedI64F64.one : covered;',
    becomes: 'const part = covered > 0n ? clampedI64F64.one : clampedI64F64.one;',
  },
  {
    name: 'flow: what the protocol took out is left out',
    file: `${coinbase}/flowShares.ts`,
    line: 'own > 0n ? mul(part, own) : own)',
    becomes: 'own > 0n ? mul(part, own) : 0n)',
  },
  {
    name: 'flow: powers are not scaled',
    file: `${coinbase}/flowShares.ts`,
    line: 'const factor = bisectedRoot(div(whole(highestPower), squares));',
    becomes: 'const factor = div(one, one) + 0n * squares;',
  },
  {
    name: 'flow: the root is exact',
    file: 'sim/math/bisectedRoot.ts',
    line: 'const tolerance = ratio(1, 1000);',
    becomes: 'const tolerance = ratio(1, 10 ** 15);',
  },
  {
    name: 'flow: the root ends after forty rounds',
    file: 'sim/math/bisectedRoot.ts',
    line: 'const mostRounds = 129;',
    becomes: 'const mostRounds = 40;',
  },
  {
    name: 'flow: an average takes in a block twice',
    file: `${coinbase}/flowShares.ts`,
    line: 'if (before.block === block) return before;',
    becomes: '',
  },
];

const poolMutants: readonly Mutant[] = [
  {
    name: 'weightedPool: what stays may be more than everything',
    file: `${pools}/weightedPool.ts`,
    line: 'return bits > one ? one : bits;',
    becomes: 'return bits;',
  },
  {
    name: 'weightedPool: the series ends a term earlier',
    file: `${pools}/power.ts`,
    line: 'this.terms = precision + 24 + 128;',
    becomes: 'this.terms = precision + 24 + 127;',
  },
  {
    name: 'weightedPool: small exponents are reckoned by the series',
    file: `${pools}/power.ts`,
    line: 'const largestExactTerm = 1024n;',
    becomes: 'const largestExactTerm = 0n;',
  },
  {
    name: 'weightedPool: the input may be more than a thousand times the reserve',
    file: `${pools}/weightedPool.ts`,
    line: 'given > clampU64(side.reserveIn * largestInput)',
    becomes: 'given > clampU64(side.reserveIn * largestInput * 2n)',
  },
  {
    name: 'weightedPool: a swap at its limit is allowed',
    file: `${pools}/weightedPool.ts`,
    line: "side.kind === 'buy' ? price < limit : price > limit",
    becomes: "side.kind === 'buy' ? price <= limit : price >= limit",
  },
  {
    name: 'weightedPool: a buy that reaches its limit is cut',
    file: `${pools}/weightedPool.ts`,
    line: "kind === 'buy' ? price <= limit : price >= limit",
    becomes: "kind === 'buy' ? price < limit : price >= limit",
  },
  {
    name: 'weightedPool: the way to a limit is the weight of what is paid in',
    file: `${pools}/weightedPool.ts`,
    line: 'const exponent = { above: side.weightOut, below: parts };',
    becomes: 'const exponent = { above: side.weightIn, below: parts };',
  },
  {
    name: 'weightedPool: the fee of a swap that was cut is a share of the rest',
    file: `${pools}/weightedPool.ts`,
    line: 'ratio(feeRate, u16Max - feeRate)',
    becomes: 'ratio(feeRate, u16Max)',
  },
  {
    name: 'weightedPool: a weight of exactly 0.01 is refused',
    file: `${pools}/weightedPool.ts`,
    line: 'weight >= leastWeight',
    becomes: 'weight > leastWeight',
  },
  {
    name: 'weightedPool: a weight of exactly 0.99 is refused',
    file: `${pools}/weightedPool.ts`,
    line: 'weight <= largestWeight',
    becomes: 'weight < largestWeight',
  },
  {
    name: 'weightedPool: products of additions are floored',
    file: `${pools}/weightedPool.ts`,
    line: '(weight * value + parts / 2n) / parts',
    becomes: '(weight * value) / parts',
  },
  {
    name: 'weightedPool: something may be paid for nothing',
    file: `${pools}/weightedPool.ts`,
    line: "return swapped.paidIn > 0n && swapped.out === 0n ? 'ReservesTooLow' : swapped;",
    becomes: 'return swapped;',
  },
];

const coinbaseMutants: readonly Mutant[] = [
  {
    name: 'creditCoinbase: what is left over stays issued',
    file: `${coinbase}/creditCoinbase.ts`,
    line: 'issuance: before.issuance + minted - credit',
    becomes: 'issuance: before.issuance + minted',
  },
  {
    name: 'creditCoinbase: the chain buys at the weights of before',
    file: `${coinbase}/injection.ts`,
    line: 'const weighted = fits ? { ...before, quoteWeight } : before;',
    becomes: 'const weighted = fits && quoteWeight < 0n ? { ...before, quoteWeight } : before;',
  },
  {
    name: 'creditCoinbase: a buy that failed is given back',
    file: `${coinbase}/injection.ts`,
    line: "if (typeof traded === 'string') return { ...idle, purse: spent };",
    becomes: "if (typeof traded === 'string') return idle;",
  },
  {
    name: 'creditCoinbase: alpha does not enter where the TAO cannot',
    file: `${coinbase}/injection.ts`,
    line: 'if (tao === 0n || purse.credit < tao) return { subnet: filled, purse };',
    becomes: 'if (tao === 0n || purse.credit < tao) return { subnet, purse };',
  },
  {
    name: 'creditCoinbase: the chain buys with TAO that it does not have',
    file: `${coinbase}/injection.ts`,
    line: 'if (tao === 0n || purse.credit < tao) return idle;',
    becomes: 'if (tao === 0n) return idle;',
  },
  {
    name: 'creditCoinbase: the first swap keeps the weights',
    file: `${coinbase}/weightedSubnet.ts`,
    line: 'subnet.hasSwapped ? poolOf(subnet) : ',
    becomes: 'subnet.hasSwapped || !subnet.hasSwapped ? poolOf(subnet) : ',
  },
  {
    name: 'creditCoinbase: a sale takes its fee from the alpha outside',
    file: `${coinbase}/trade.ts`,
    line: 'subnet.alphaOut - swapped.paidIn;',
    becomes: 'subnet.alphaOut - swapped.paidIn - swapped.fee;',
  },
  {
    name: 'creditCoinbase: a buy adds only what entered the pool to all stake',
    file: `${coinbase}/trade.ts`,
    line: "stakeChange: kind === 'buy' ? amount : -swapped.out",
    becomes: "stakeChange: kind === 'buy' ? swapped.paidIn : -swapped.out",
  },
  {
    name: 'creditCoinbase: root’s dividends that are not kept stay issued',
    file: `${coinbase}/issueAlpha.ts`,
    line: "alphaOut: rootPart === 'recycled' ? clampU64(alphaOut - whole(root)) : alphaOut",
    becomes: 'alphaOut: alphaOut',
  },
  {
    name: 'creditCoinbase: root’s proportion is that of before the alpha',
    file: `${coinbase}/issueAlpha.ts`,
    line: 'rootProportion(weight, issued({ ...before, alphaOut }))',
    becomes: 'rootProportion(weight, issued(before))',
  },
  {
    name: 'creditCoinbase: an epoch may wait for ever',
    file: `${coinbase}/epochTurns.ts`,
    line: 'blocksSinceLastStep > longestWait',
    becomes: 'blocksSinceLastStep > 2 * longestWait',
  },
  {
    name: 'creditCoinbase: an epoch waits 50,399 blocks at the most',
    file: `${coinbase}/epochTurns.ts`,
    line: 'blocksSinceLastStep > longestWait',
    becomes: 'blocksSinceLastStep >= longestWait',
  },
  {
    name: 'creditCoinbase: a block has an epoch more than its limit',
    file: `${coinbase}/epochTurns.ts`,
    line: 'if (epochs.length >= maxEpochsPerBlock)',
    becomes: 'if (epochs.length > maxEpochsPerBlock)',
  },
];

const subnetMutants: readonly Mutant[] = [
  {
    name: 'subnets: the first price is doubled',
    file: `${subnets}/lockCost.ts`,
    line: 'const times = lastBlock === 0 ? 1n : 2n;',
    becomes: 'const times = lastBlock < 0 ? 1n : 2n;',
  },
  {
    name: 'subnets: the price falls back twice as fast',
    file: `${subnets}/lockCost.ts`,
    line: 'return priceAt(state, state.lastLock / BigInt(state.interval), block);',
    becomes: 'return priceAt(state, (2n * state.lastLock) / BigInt(state.interval), block);',
  },
  {
    name: 'subnets: v1.1.1 prunes the lowest netuid of equals',
    file: `${subnets}/subnetPrune.ts`,
    line: 'other.netuid - one.netuid',
    becomes: 'one.netuid - other.netuid',
  },
  {
    name: 'subnets: immunity of v1.1.1 lasts a block longer',
    file: `${subnets}/subnetPrune.ts`,
    line: 'Math.max(block - registered, 0) >= immunity',
    becomes: 'Math.max(block - registered, 0) > immunity',
  },
  {
    name: 'subnets: immunity of v3.4.9 lasts a block longer',
    file: `${subnets}/subnetPrune.ts`,
    line: 'block >= registered + immunity',
    becomes: 'block > registered + immunity',
  },
  {
    name: 'subnets: prices of 0 count for the median',
    file: `${subnets}/newPool.ts`,
    line: '.filter((price) => price > 0n)',
    becomes: '.filter((price) => price >= 0n)',
  },
  {
    name: 'subnets: the pool’s alpha is claimed from the block of the rule on',
    file: `${subnets}/dissolve.ts`,
    line: 'subnet.registeredAt > subnet.refundDeploymentBlock',
    becomes: 'subnet.registeredAt >= subnet.refundDeploymentBlock',
  },
  {
    name: 'subnets: an owner of the block of the rule gets its lock back',
    file: `${subnets}/dissolve.ts`,
    line: 'if (subnet.registeredAt >= subnet.registrationStartBlock) return 0n;',
    becomes: 'if (subnet.registeredAt > subnet.registrationStartBlock) return 0n;',
  },
  {
    name: 'subnets: a refund may take the chain’s own part',
    file: `${subnets}/dissolve.ts`,
    line: 'smaller(refundOf(subnet), left - ofProtocol)',
    becomes: 'smaller(refundOf(subnet), left - 0n * ofProtocol)',
  },
  {
    name: 'subnets: shares that are worth nothing claim nothing',
    file: `${subnets}/dissolve.ts`,
    line: 'decimalShareValue(pool, coldkey) || decimalWhole(decimalShareOf(pool, coldkey))',
    becomes: 'decimalShareValue(pool, coldkey)',
  },
  {
    name: 'subnets: odd RAO go to the smallest remainders',
    file: `${subnets}/dissolve.ts`,
    line: 'one.remainder > other.remainder ? -1 : one.remainder < other.remainder ? 1 : 0',
    becomes: 'one.remainder > other.remainder ? 1 : one.remainder < other.remainder ? -1 : 0',
  },
  {
    name: 'subnets: conviction is kept below a hundred RAO',
    file: `${subnets}/conviction.ts`,
    line: 'const isDust = mass < dust && conviction < fromInt(dust);',
    becomes: 'const isDust = mass < dust && conviction < 0n;',
  },
  {
    name: 'subnets: an owner’s lock matures like any other',
    file: `${subnets}/conviction.ts`,
    line: 'rule.ownerLock ? fromInt(mass) : rolledConviction(before, age, rule)',
    becomes: 'rolledConviction(before, age, rule)',
  },
  {
    name: 'subnets: decay has no end',
    file: `${subnets}/conviction.ts`,
    line: 'exponent > leastExponent ? exponent : leastExponent',
    becomes: 'exponent > 10n * leastExponent ? exponent : leastExponent',
  },
  {
    name: 'subnets: equals are above in a connected network',
    file: `${subnets}/connection.ts`,
    line: 'pruningScores.filter((score) => score > pruningScores[uid])',
    becomes: 'pruningScores.filter((score) => score >= pruningScores[uid])',
  },
  {
    name: 'subnets: a connected network must be passed by more than its share',
    file: `${subnets}/connection.ts`,
    line: '<= I32F32.fromRatio(requirement, u16Max)',
    becomes: '< I32F32.fromRatio(requirement, u16Max)',
  },
];

/** What the chain decides between its networks. */
export const betweenNetworks: readonly Mutant[] = [
  ...shareMutants,
  ...gateMutants,
  ...flowMutants,
  ...poolMutants,
  ...coinbaseMutants,
  ...subnetMutants,
];
