import type { Mutant } from './mutants.ts';

/** The root network's own epoch. */
const rootEpochMutants: readonly Mutant[] = [
  {
    name: 'rootEpoch: explicit weights of 0 count as trust',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'stake.filter((_, uid) => weights[uid][network] > 0n)',
    becomes:
      'stake.filter((_, uid) => root.weights[uid].some(([netuid]) => netuid === root.netuids[network]))',
  },
  {
    name: 'rootEpoch: trust is not over the sum of the floored shares',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'weights[uid][network] > 0n)), total));',
    becomes: 'weights[uid][network] > 0n)), one));',
  },
  {
    name: 'rootEpoch: the first weight of a netuid that is named twice counts',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'const row = new Map(entries);',
    becomes: 'const row = new Map([...entries].reverse());',
  },
  {
    name: 'rootEpoch: kappa has 64 fraction bits',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'I32F32.convert(I32F32.fromRatio(kappa, u16Max), I64F64)',
    becomes: 'I64F64.fromRatio(kappa, u16Max)',
  },
  {
    name: 'rootEpoch: rho is multiplied before kappa is taken off',
    file: 'sim/coinbase/rootEpoch.ts',
    line: '-mul(trust - middle, fromInt(rho))',
    becomes: 'mul(middle, fromInt(rho)) - mul(trust, fromInt(rho)) + 1n',
  },
  {
    name: 'rootEpoch: ranks are paid without consensus',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'each.map((network) => mul(consensus[network], ranks[network]))',
    becomes: 'ranks',
  },
  {
    name: 'rootEpoch: what is left of the block goes to the first network',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'return { refusal: null, emission, steps',
    becomes: `emission[0] += blockEmission - sum(emission);
  return { refusal: null, emission, steps`,
  },
  {
    name: 'rootEpoch: emission is rounded to the nearest RAO',
    file: 'sim/coinbase/rootEpoch.ts',
    line: 'floor(mul(part, fromInt(blockEmission)))',
    becomes: 'I64F64.round(mul(part, fromInt(blockEmission)))',
  },
  {
    name: 'rootEpoch: without stake every value becomes 0',
    file: 'sim/coinbase/rootEpoch.ts',
    line: "if (total === 0n) return refused('No stake on network', { stake, weights, ranks });",
    becomes:
      'if (total === 0n) return { refusal: null, emission: each.map(() => 0n), steps: { stake, weights, ranks } };',
  },
];

/** TAO of subnets and how it is paid. */
const emissionSplitMutants: readonly Mutant[] = [
  {
    name: "emissionSplit: the owner's cut is floored before the rest is taken",
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'subnetRao: floor(value - cut)',
    becomes: 'subnetRao: emissionValue - floor(cut)',
  },
  {
    name: 'emissionSplit: a subnet without an owner pays the cut',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'if (owner === null) return { ownerRao: 0n, subnetRao: emissionValue };',
    becomes: '',
  },
  {
    name: 'emissionSplit: the cut is a share of 65,536',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'fromInt(u16Max));',
    becomes: 'fromInt(u16Max + 1));',
  },
  {
    name: 'emissionSplit: an epoch is paid in its own block',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'return { state: { subnets, hotkeys: paid.hotkeys, balances, issuance, loaded }, epochs };',
    becomes: `const now = payLoaded({ ...before, hotkeys: paid.hotkeys, issuance, loaded });
  return { state: { subnets, ...now, balances, loaded: [] }, epochs };`,
  },
  {
    name: 'emissionSplit: a closed subnet still has epochs',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'if (!subnet.registrationAllowed || subnet.netuid === 0) return subnet;',
    becomes: 'if (subnet.netuid === 0) return subnet;',
  },
  {
    name: 'emissionSplit: root itself is paid',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'if (!subnet.registrationAllowed || subnet.netuid === 0) return subnet;',
    becomes: 'if (!subnet.registrationAllowed) return subnet;',
  },
  {
    name: 'emissionSplit: an epoch that gives more than it has is paid',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'if (sumOf(pays) <= pending) loaded',
    becomes: 'loaded',
  },
  {
    name: 'emissionSplit: an epoch that gives all that it has is dropped',
    file: 'sim/coinbase/emissionSplit.ts',
    line: 'if (sumOf(pays) <= pending) loaded',
    becomes: 'if (sumOf(pays) < pending) loaded',
  },
  {
    name: 'emissionSplit: an epoch is due a block later',
    file: 'sim/coinbase/dueEpoch.ts',
    line: '(block + netuid + 1) % (tempo + 1) === tempo',
    becomes: '(block + netuid) % (tempo + 1) === tempo',
  },
  {
    name: 'emissionSplit: an epoch is due every tempo blocks',
    file: 'sim/coinbase/dueEpoch.ts',
    line: '(block + netuid + 1) % (tempo + 1) === tempo',
    becomes: '(block + netuid + 1) % tempo === tempo - 1',
  },
  {
    name: 'emissionSplit: a tempo of 0 is an epoch in every block',
    file: 'sim/coinbase/dueEpoch.ts',
    line: 'return tempo > 0 && ',
    becomes: 'return ',
  },
  {
    name: 'emissionSplit: take is a share of server pay too',
    file: 'sim/delegation/nominatorPay.ts',
    line: 'const take = floor(mul(fromRatio(hotkey.take, u16Max), fromInt(validator)));',
    becomes: 'const take = floor(mul(fromRatio(hotkey.take, u16Max), fromInt(validator + server)));',
  },
  {
    name: 'emissionSplit: take is exact, not by a floored share',
    file: 'sim/delegation/nominatorPay.ts',
    line: 'floor(mul(fromRatio(hotkey.take, u16Max), fromInt(validator)))',
    becomes: '(validator * BigInt(hotkey.take)) / BigInt(u16Max)',
  },
  {
    name: 'emissionSplit: what floors leave is lost',
    file: 'sim/delegation/nominatorPay.ts',
    line: 'pay(hotkey.owner, left + take + server);',
    becomes: 'pay(hotkey.owner, take + server);',
  },
  {
    name: "emissionSplit: nominators' parts are exact, not by floored shares",
    file: 'sim/delegation/nominatorPay.ts',
    line: 'floor(mul(fromRatio(rao, total), fromInt(rest)))',
    becomes: '(rao * rest) / total',
  },
  {
    name: 'emissionSplit: a hotkey that is no delegate shares with its nominators',
    file: 'sim/delegation/nominatorPay.ts',
    line: 'if (hotkey.take === null || total === 0n) {',
    becomes: 'if (total === 0n) {',
  },
];

/** The first pools. */
const poolMutants: readonly Mutant[] = [
  {
    name: 'pool: a pool may fall below the least reserve by a part of a RAO',
    file: 'sim/pools/constantProduct.ts',
    line: 'return left < leastReserve ? null',
    becomes: 'return left <= leastReserve - U110F18.one ? null',
  },
  {
    name: 'pool: a pool may not fall to the least reserve',
    file: 'sim/pools/constantProduct.ts',
    line: 'return left < leastReserve ? null',
    becomes: 'return left <= leastReserve ? null',
  },
  {
    name: 'pool: what leaves a pool is what is left, floored first',
    file: 'sim/pools/constantProduct.ts',
    line: 'whole(sub(fromInt(reserve), left))',
    becomes: 'reserve - whole(left)',
  },
  {
    name: 'pool: the product does not stop at 2^110',
    file: 'sim/pools/constantProduct.ts',
    line: 'const product = mul(fromInt(reserve), fromInt(other));',
    becomes: 'const product = U110F18.one * reserve * other;',
  },
  {
    name: 'pool: a pool refuses nothing',
    file: 'sim/pools/constantProduct.ts',
    line: 'return left < leastReserve ? null : whole',
    becomes: 'return whole',
  },
  {
    name: 'pool: a stable subnet has a pool',
    file: 'sim/pools/constantProduct.ts',
    line: 'return pool.dynamic ? taken(pool.alphaIn, pool.tao, paid) : atPar(paid);',
    becomes: 'return taken(pool.alphaIn, pool.tao, paid);',
  },
  {
    name: 'pool: the price of a stable subnet is that of its reserves',
    file: 'sim/pools/constantProduct.ts',
    line: 'return pool.dynamic ? U96F32.ratio(pool.tao, pool.alphaIn) : U96F32.one;',
    becomes: 'return U96F32.ratio(pool.tao, pool.alphaIn);',
  },
];

/** The coinbase by moving prices. */
const coinbaseMutants: readonly Mutant[] = [
  {
    name: "coinbase: TAO is shared by the pools' prices",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'pool.dynamic ? clampedI96F32.convert(movingPrice, U96F32) : one;',
    becomes: 'pool.dynamic ? poolPrice(pool) : one;',
  },
  {
    name: "coinbase: a subnet's share is divided before it is multiplied",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'div(mul(block, ratedPrice(subnet)), total)',
    becomes: 'mul(block, div(ratedPrice(subnet), total))',
  },
  {
    name: 'coinbase: subnets before their start call count among the prices',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'subnets.filter(takesPart).map(ratedPrice)',
    becomes: 'subnets.map(ratedPrice)',
  },
  {
    name: 'coinbase: more alpha than is issued may enter',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'whole(wanted < most ? wanted : most)',
    becomes: 'whole(wanted)',
  },
  {
    name: 'coinbase: without a price no alpha enters',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'quotient(share, poolPrice(subnet.pool)) ?? most',
    becomes: 'quotient(share, poolPrice(subnet.pool)) ?? 0n',
  },
  {
    name: 'coinbase: the TAO of a closed subnet is minted',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'taoIn: isOpen ? whole(share) : 0n,',
    becomes: 'taoIn: whole(share),',
  },
  {
    name: 'coinbase: a closed subnet gets no alpha either',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: `const wanted = quotient(share, poolPrice(subnet.pool)) ?? most;
  const isOpen = subnet.registrationAllowed || subnet.powRegistrationAllowed;`,
    becomes: `const isOpen = subnet.registrationAllowed || subnet.powRegistrationAllowed;
  const wanted = isOpen ? (quotient(share, poolPrice(subnet.pool)) ?? most) : 0n;`,
  },
  {
    name: 'coinbase: registration by work does not keep a subnet open',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'subnet.registrationAllowed || subnet.powRegistrationAllowed;',
    becomes: 'subnet.registrationAllowed;',
  },
  {
    name: "coinbase: root's proportion is of the alpha before the block",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'rootProportion(setting, filled.alphaIn + filled.alphaOut)',
    becomes: 'rootProportion(setting, subnet.pool.alphaIn + subnet.pool.alphaOut)',
  },
  {
    name: "coinbase: root's part is all of what its stake stands for",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'mul(mul(proportion, rest), one >> 1n)',
    becomes: 'mul(proportion, rest)',
  },
  {
    name: "coinbase: root's part is of what was issued, not of what the owner leaves",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'mul(mul(proportion, rest), one >> 1n)',
    becomes: 'mul(mul(proportion, fromInt(issued)), one >> 1n)',
  },
  {
    name: "coinbase: the rest is what root's floored part leaves",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'pending.alpha + whole(sub(rest, rootAlpha))',
    becomes: 'pending.alpha + whole(rest) - whole(rootAlpha)',
  },
  {
    name: "coinbase: the owner's cut is taken from what root leaves",
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'pending.ownerCut + whole(cut)',
    becomes: 'pending.ownerCut + whole(sub(cut, mul(cut, proportion)))',
  },
  {
    name: 'coinbase: the moving price follows the price before root sells',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'nextMovingPrice(subnet, sale.pool, setting)',
    becomes: 'nextMovingPrice(subnet, filled, setting)',
  },
  {
    name: 'coinbase: a price above 1 moves the moving price further',
    file: 'sim/coinbase/movingPrice.ts',
    line: 'mul(weight, price < one ? price : one)',
    becomes: 'mul(weight, price)',
  },
  {
    name: 'coinbase: a new subnet is a block older',
    file: 'sim/coinbase/movingPrice.ts',
    line: 'Math.max(firstEmissionBlock - 1, 0)',
    becomes: 'Math.max(firstEmissionBlock - 2, 0)',
  },
  {
    name: 'coinbase: a new subnet has its full weight at once',
    file: 'sim/coinbase/movingPrice.ts',
    line: 'mul(clampedI96F32.convert(movingAlpha, format), ratio(age, age + halvingBlocks))',
    becomes: 'clampedI96F32.convert(movingAlpha, format)',
  },
  {
    name: 'coinbase: an epoch before the start call keeps what waits',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'if (subnet.netuid === 0 || !isEpochDue',
    becomes: 'if (!takesPart(subnet) || !isEpochDue',
  },
  {
    name: 'coinbase: what a refused sale was to bring counts as brought',
    file: 'sim/coinbase/priceCoinbase.ts',
    line: 'rootTao: clampU64(pending.rootTao + sale.received)',
    becomes: 'rootTao: clampU64(pending.rootTao + (sale.received || 1n))',
  },
];

/** The stake that counts. */
const stakeWeightMutants: readonly Mutant[] = [
  {
    name: 'stakeWeights: a parent keeps what it lends',
    file: 'sim/delegation/stakeWeights.ts',
    line: 'sub(fromInt(rao(stakeOf(stakes, hotkey))), lent.reduce(add, 0n))',
    becomes: 'fromInt(rao(stakeOf(stakes, hotkey)))',
  },
  {
    name: 'stakeWeights: what is lent and borrowed is netted before it stops at 0',
    file: 'sim/delegation/stakeWeights.ts',
    line: `const kept = sub(fromInt(rao(stakeOf(stakes, hotkey))), lent.reduce(add, 0n));
  return whole(add(kept, borrowed.reduce(add, 0n)));`,
    becomes: `const own = add(fromInt(rao(stakeOf(stakes, hotkey))), borrowed.reduce(add, 0n));
  return whole(sub(own, lent.reduce(add, 0n)));`,
  },
  {
    name: 'stakeWeights: own and borrowed stakes are floored one by one',
    file: 'sim/delegation/stakeWeights.ts',
    line: 'whole(add(kept, borrowed.reduce(add, 0n)))',
    becomes: 'whole(kept) + whole(borrowed.reduce(add, 0n))',
  },
  {
    name: 'stakeWeights: the weight of TAO has 64 fraction bits',
    file: 'sim/delegation/stakeWeights.ts',
    line: 'U96F32.convert(U96F32.ratio(stakes.taoWeight, u64Max), clampedI64F64)',
    becomes: 'clampedI64F64.ratio(stakes.taoWeight, u64Max)',
  },
];

/** Stake in shares. */
const shareMutants: readonly Mutant[] = [
  {
    name: 'shares: the first coldkey does not get what was in the pool',
    file: 'sim/delegation/sharePool.ts',
    line: 'denominator === 0n ? fromInt(rao) : sharesFor(pool, rao)',
    becomes: 'denominator === 0n ? fromInt(rao + pool.value) : sharesFor(pool, rao)',
  },
  {
    name: 'shares: the worth of shares is multiplied first',
    file: 'sim/delegation/sharePool.ts',
    line: 'worth === null ? div(mul(fromInt(value), own), denominator) : mul(worth, own)',
    becomes: 'denominator === 0n ? 0n : (fromInt(value) * own) / denominator',
  },
  {
    name: 'shares: a removal beyond what is held removes all',
    file: 'sim/delegation/sharePool.ts',
    line: 'if (rao > held) return { pool, moved: 0n };',
    becomes: 'if (rao > held) return debitOne(pool, coldkey, held);',
  },
  {
    name: 'shares: dust stays',
    file: 'sim/delegation/sharePool.ts',
    line: 'div(left, own) < dust || isImprecise',
    becomes: 'isImprecise',
  },
  {
    name: 'shares: dust is a part of 0.0001',
    file: 'sim/delegation/sharePool.ts',
    line: 'div(left, own) < dust',
    becomes: 'div(left, own) < 10n * dust',
  },
  {
    name: 'shares: shares that cannot be told apart in a year stay',
    file: 'sim/delegation/sharePool.ts',
    line: 'div(left, own) < dust || isImprecise',
    becomes: 'div(left, own) < dust',
  },
  {
    name: 'shares: the year of emission is one RAO less',
    file: 'sim/delegation/sharePool.ts',
    line: 'fromInt(yearOfEmission)',
    becomes: 'fromInt(yearOfEmission - 1n)',
  },
  {
    name: 'shares: what leaves with the dust is what was asked for',
    file: 'sim/delegation/sharePool.ts',
    line: 'const moved = isLast ? held : rao;',
    becomes: 'const moved = isLast && rao > held ? held : rao;',
  },
  {
    name: 'shares: new shares are rounded down twice',
    file: 'sim/delegation/sharePool.ts',
    line: 'if (worth !== null) return signed.div(amount, U64F64.convert(worth, signed));',
    becomes: '',
  },
  {
    name: 'shares: decimal: digits above 21 are kept',
    file: 'sim/math/decimalFloat.ts',
    line: 'for (; digits > highest; power++) digits /= 10n;',
    becomes: '',
  },
  {
    name: 'shares: decimal: a product is cut before it is divided',
    file: 'sim/math/decimalFloat.ts',
    line: `const mantissa = (one.mantissa * other.mantissa) / divisor.mantissa;
  return decimal(mantissa, one.exponent + other.exponent - divisor.exponent);`,
    becomes: `const product = decimal(one.mantissa * other.mantissa, one.exponent + other.exponent);
  return decimal(product.mantissa * highest / divisor.mantissa, product.exponent - 21 - divisor.exponent);`,
  },
  {
    name: 'shares: decimal: the larger addend is stretched, nothing is cut',
    file: 'sim/math/decimalFloat.ts',
    line: '  Math.max(one.exponent, other.exponent);',
    becomes: '  Math.min(one.exponent, other.exponent);',
  },
  {
    name: 'shares: decimal: what is taken from 0 leaves 0',
    file: 'sim/math/decimalFloat.ts',
    line: 'if (isZero(one)) return null;',
    becomes: 'if (isZero(one)) return decimalZero;',
  },
  {
    name: 'shares: decimal: a removal beyond what is held is made',
    file: 'sim/delegation/decimalSharePool.ts',
    line: 'if (rao > decimalShareValue(pool, coldkey)) return pool;',
    becomes: '',
  },
  {
    name: 'shares: decimal: a removal of all that is held removes nothing',
    file: 'sim/delegation/decimalSharePool.ts',
    line: 'if (rao > decimalShareValue(pool, coldkey)) return pool;',
    becomes: 'if (rao >= decimalShareValue(pool, coldkey)) return pool;',
  },
];

/** A drain that pays root in TAO. */
const drainTaoMutants: readonly Mutant[] = [
  {
    name: 'drainTao: all keys of the owner are withheld from',
    file: 'sim/drain/drainWithTao.ts',
    line: 'hotkey === subnet.owner?.hotkey',
    becomes: 'hotkeyOf(subnet, hotkey).coldkey === subnet.owner?.coldkey',
  },
  {
    name: "drainTao: the owner's hotkey is paid",
    file: 'sim/drain/drainWithTao.ts',
    line: 'hotkey === subnet.owner?.hotkey',
    becomes: 'false',
  },
  {
    name: 'drainTao: validators have half of what was not sold',
    file: 'sim/drain/drainWithTao.ts',
    line: 'return half > swapped ? half - swapped : 0n;',
    becomes: 'return alpha / 2n;',
  },
  {
    name: 'drainTao: without miners validators have what was sold as well',
    file: 'sim/drain/drainWithTao.ts',
    line: 'return alpha;',
    becomes: 'return alpha + swapped;',
  },
  {
    name: 'drainTao: without miners validators have their half',
    file: 'sim/drain/drainWithTao.ts',
    line: 'if ([...incentives.values()].every((rao) => rao === 0n)) return alpha;',
    becomes: '',
  },
  {
    name: 'drainTao: alpha part of a dividend is reckoned first',
    file: 'sim/drain/drainWithTao.ts',
    line: "    'root first',",
    becomes: "    'alpha first',",
  },
  {
    name: 'drainTao: all who staked are paid before the take',
    file: 'sim/drain/drainWithTao.ts',
    line: `    credits.push({ to: 'one', hotkey, coldkey: hotkeyOf(subnet, hotkey).coldkey, rao: take });
    credits.push({ to: 'all', hotkey, rao: rest });`,
    becomes: `    credits.push({ to: 'all', hotkey, rao: rest });
    credits.push({ to: 'one', hotkey, coldkey: hotkeyOf(subnet, hotkey).coldkey, rao: take });`,
  },
  {
    name: "drainTao: the owner's cut comes after the miners",
    file: 'sim/drain/drainWithTao.ts',
    line: '[...payOwner(subnet, pending.ownerCut), ...payMiners(subnet, incentives), ...alpha.credits]',
    becomes: '[...payMiners(subnet, incentives), ...alpha.credits, ...payOwner(subnet, pending.ownerCut)]',
  },
  {
    name: "drainTao: root's TAO is paid on the subnet",
    file: 'sim/drain/drainWithTao.ts',
    line: '    rootCredits: tao.credits,',
    becomes: '    rootCredits: alpha.credits,',
  },
];

/** A world of several networks and its books. */
const networkMutants: readonly Mutant[] = [
  {
    name: 'networks: a stake of root does not count for the coinbase',
    file: 'sim/networks/staking.ts',
    line: 'rootTao: before.rootTao + tao };',
    becomes: 'rootTao: before.rootTao };',
  },
  {
    name: 'networks: a buyer is charged for what it gets, not for what it pays',
    file: 'sim/networks/staking.ts',
    line: 'free - swapped.paid',
    becomes: 'free - swapped.received',
  },
  {
    name: 'networks: shares leave though the pool refuses',
    file: 'sim/networks/staking.ts',
    line: 'if (swapped === null || swapped.paid !== debited.moved) return { state: before, received: null };',
    becomes:
      'if (swapped === null || swapped.paid !== debited.moved) return { state: withNetwork(before, { ...network, pools: left }), received: null };',
  },
  {
    name: 'networks: minted TAO is not booked',
    file: 'sim/networks/nextBlock.ts',
    line: 'issued: before.books.issued + emitted.mintedTao,',
    becomes: 'issued: before.books.issued,',
  },
  {
    name: 'networks: what floors lose of an epoch is not booked',
    file: 'sim/networks/nextBlock.ts',
    line: "network.books.lost + drained.alpha - recycled - claimable - sumOf(credits, ['one', 'all', 'basket'])",
    becomes: 'network.books.lost',
  },
  {
    name: 'networks: a recycled incentive stays in the issuance',
    file: 'sim/networks/nextBlock.ts',
    line: 'issued: network.books.issued - recycled,',
    becomes: 'issued: network.books.issued,',
  },
  {
    name: "networks: root's TAO is paid to no one",
    file: 'sim/networks/nextBlock.ts',
    line: 'rootPools: creditAll(rules.shares, state.rootPools, rootCredits),',
    becomes: 'rootPools: state.rootPools,',
  },
  {
    name: 'networks: books are not checked after a block',
    file: 'sim/networks/nextBlock.ts',
    line: `  checkBooks(rules, state);
`,
    becomes: '',
  },
  {
    name: 'networks: more may be given out than there was',
    file: 'sim/networks/books.ts',
    line: 'places.find(([, rao]) => rao < 0n)',
    becomes: 'places.find(([, rao]) => rao < -(10n ** 18n))',
  },
  {
    name: 'networks: a RAO may be missing',
    file: 'sim/networks/books.ts',
    line: 'if (total !== issued)',
    becomes: 'if (total !== issued && total + 1n !== issued)',
  },
  {
    name: 'networks: the chain may count other alpha than the books',
    file: 'sim/networks/books.ts',
    line: 'if (alphaIn + alphaOut !== books.issued)',
    becomes: 'if (alphaIn + alphaOut < books.issued)',
  },
  {
    name: 'networks: a sold part of root is booked as lost',
    file: 'sim/networks/priceRules.ts',
    line: 'const sold = after.pool.alphaIn - before.pool.alphaIn - after.terms.alphaIn;',
    becomes: 'const sold = 0n;',
  },
  {
    name: 'networks: what is withheld does not cut the share',
    file: 'sim/networks/creditRules.ts',
    line: `    minerBurned: withheld,
`,
    becomes: '',
  },
  {
    name: 'networks: claimable dividends are lost',
    file: 'sim/networks/creditRules.ts',
    line: 'sum + (accruing.has(hotkey) ? rao : 0n)',
    becomes: 'sum + (accruing.has(hotkey) ? 0n : rao)',
  },
  {
    name: 'networks: alpha that the chain bought is booked as lost',
    file: 'sim/networks/creditRules.ts',
    line: `  (after.protocolAlpha - before.protocolAlpha) -
`,
    becomes: '',
  },
  {
    name: 'networks: root sets values in every block',
    file: 'sim/networks/rootFundedNetworks.ts',
    line: 'isEpochDue(block, rootNetuid, setting.tempo) ? withNewValues(before, setting) : before',
    becomes: 'withNewValues(before, setting)',
  },
  {
    name: 'networks: an epoch of root that is refused takes all values away',
    file: 'sim/networks/rootFundedNetworks.ts',
    line: 'if (emission === null) return state;',
    becomes:
      'if (emission === null) return { ...state, subnets: state.subnets.map((subnet) => ({ ...subnet, emissionValue: 0n })) };',
  },
  {
    name: "networks: root's own weight goes to the subnets",
    file: 'sim/networks/rootFundedNetworks.ts',
    line: 'const netuids = [rootNetuid, ...state.subnets',
    becomes: 'const netuids = [...state.subnets',
  },
];

/** What a world of networks refuses. */
const badInputMutants: readonly Mutant[] = [
  {
    name: 'badInput: a pool may have no alpha',
    file: 'sim/pools/checkReserves.ts',
    line: 'if (tao > 0n && alphaIn > 0n) return;',
    becomes: 'if (tao > 0n) return;',
  },
  {
    name: 'badInput: a pool may have no TAO',
    file: 'sim/pools/checkReserves.ts',
    line: 'if (tao > 0n && alphaIn > 0n) return;',
    becomes: 'if (alphaIn > 0n) return;',
  },
  {
    name: 'badInput: a price may be 0',
    file: 'sim/pools/checkReserves.ts',
    line: 'if (price <= 0n)',
    becomes: 'if (price < 0n)',
  },
  {
    name: 'badInput: the price of a weighted pool is not looked at',
    file: 'sim/coinbase/checkSubnet.ts',
    line: '  checkPrice(netuid, priceOf(subnet), subnet);',
    becomes: '',
  },
  {
    name: 'badInput: a stable subnet needs a pool',
    file: 'sim/coinbase/checkSubnet.ts',
    line: 'if (!dynamic) return;',
    becomes: '',
  },
  {
    name: 'badInput: a purchase may empty a pool',
    file: 'sim/networks/staking.ts',
    line: `  if (swapped === null) return { state: before, received: null };
  rules.checkSubnet(swapped.subnet);`,
    becomes: '  if (swapped === null) return { state: before, received: null };',
  },
  {
    name: 'badInput: a sale may empty a pool',
    file: 'sim/networks/staking.ts',
    line: `!== debited.moved) return { state: before, received: null };
  rules.checkSubnet(swapped.subnet);`,
    becomes: '!== debited.moved) return { state: before, received: null };',
  },
  {
    name: 'badInput: shares of a decimal pool may come to anything',
    file: 'sim/delegation/decimalSharePool.ts',
    line: 'if (apart > 1n + needed / 1000n)',
    becomes: 'if (apart > 100n * needed)',
  },
  {
    name: 'badInput: neurons of a missing network go unpaid',
    file: 'sim/networks/yumaNetworks.ts',
    line: `  checkNetworksOf(before);
`,
    becomes: '',
  },
];

/** Claims of root's dividends. */
const rootClaimMutants: readonly Mutant[] = [
  {
    name: 'rootClaims: what was claimed is not taken off',
    file: 'sim/networks/rootClaims.ts',
    line: 'return whole(sub(claimable, fromInt(claimedBy(claims, hotkey, coldkey))));',
    becomes: 'return whole(claimable);',
  },
  {
    name: 'rootClaims: old dividends are paid on new stake',
    file: 'sim/networks/rootClaims.ts',
    line: 'change > 0n ? shift : -shift',
    becomes: 'change > 0n ? 0n : -shift',
  },
  {
    name: 'rootClaims: stake that leaves keeps what counts as claimed',
    file: 'sim/networks/rootClaims.ts',
    line: 'change > 0n ? shift : -shift',
    becomes: 'change > 0n ? shift : 0n',
  },
  {
    name: 'rootClaims: what counts as claimed may fall below nothing',
    file: 'sim/networks/rootClaims.ts',
    line: 'set(coldkey, sum > 0n ? sum : 0n)',
    becomes: 'set(coldkey, sum)',
  },
  {
    name: 'rootClaims: the rate of the last epoch is the rate of all time',
    file: 'sim/networks/rootClaims.ts',
    line: 'add(rates.get(hotkey) ?? 0n, rate)',
    becomes: 'rate',
  },
  {
    name: 'rootClaims: what is exactly the threshold is not paid',
    file: 'sim/networks/claimRoot.ts',
    line: 'if (alpha < threshold || alpha === 0n) return null;',
    becomes: 'if (alpha <= threshold || alpha === 0n) return null;',
  },
  {
    name: 'rootClaims: the usual claim keeps the alpha',
    file: 'sim/networks/claimRoot.ts',
    line: "before.claimTypes?.get(coldkey) ?? 'swap'",
    becomes: "before.claimTypes?.get(coldkey) ?? 'keep'",
  },
  {
    name: 'rootClaims: alpha of the named subnets is sold',
    file: 'sim/networks/claimRoot.ts',
    line: "(type !== 'swap' && type.keep.includes(netuid))",
    becomes: "(type !== 'swap' && !type.keep.includes(netuid))",
  },
  {
    name: 'rootClaims: what a sale brings does not count for the coinbase',
    file: 'sim/networks/claimRoot.ts',
    line: 'rootTao: before.rootTao + tao,',
    becomes: 'rootTao: before.rootTao,',
  },
  {
    name: 'rootClaims: what is paid stays claimable in the books',
    file: 'sim/networks/claimRoot.ts',
    line: 'claimable: each.books.claimable - alpha }',
    becomes: 'claimable: each.books.claimable }',
  },
  {
    name: 'rootClaims: a sale is a flow of users',
    file: 'sim/networks/flowRules.ts',
    line: 'countsProtocol[version] ? lessProtocolFlow : (subnet) => subnet',
    becomes: '(subnet, tao) => ({ ...subnet, userFlow: flowWith(subnet.userFlow, -tao) })',
  },
  {
    name: 'rootClaims: a stake of root in the kernel’s world concerns no network',
    file: 'sim/networks/creditWorld.ts',
    line: 'if (netuid === 0 && this.rest.claimTypes !== undefined)',
    becomes: 'if (netuid === 0 && this.rest.claimTypes === undefined)',
  },
  {
    name: 'rootClaims: stake that moves within root begins with old dividends',
    file: 'sim/networks/moveStake.ts',
    line: 'return { state: rootStakeChanged(left, to, coldkey, moved), received: moved };',
    becomes: 'return { state: left, received: moved };',
  },
  {
    name: 'rootClaims: the sum of words of a hash wraps around',
    file: 'sim/networks/claimants.ts',
    line: '(sum > u64Max ? u64Max : sum)',
    becomes: '(sum & u64Max)',
  },
];

/** Networks that are founded in 2025. */
const earlyFoundingMutants: readonly Mutant[] = [
  {
    name: 'earlyFounding: all that is paid becomes the pool',
    file: 'sim/networks/foundingByRuleset.ts',
    line: 'pool: { dynamic: true, tao: minLock,',
    becomes: 'pool: { dynamic: true, tao: 2n * minLock,',
  },
  {
    name: 'earlyFounding: what the pool does not hold stays issued',
    file: 'sim/networks/registerNetwork.ts',
    line: 'issued: before.books.issued - burned }',
    becomes: 'issued: before.books.issued }',
  },
  {
    name: 'earlyFounding: February has a limit',
    file: 'sim/networks/foundingByRuleset.ts',
    line: `  hasLimit: false,
`,
    becomes: `  hasLimit: true,
`,
  },
  {
    name: 'earlyFounding: root’s hotkeys lend in every year',
    file: 'sim/networks/registerNetwork.ts',
    line: 'foundingOf(rules).rootLends ? lentByRoot(before, owner.hotkey) : []',
    becomes: 'lentByRoot(before, owner.hotkey)',
  },
  {
    name: 'earlyFounding: a block of root’s choice holds networks back in every year',
    file: 'sim/networks/registerNetwork.ts',
    line: 'if (hasStartBlock && block < registrationStartBlock)',
    becomes: 'if (block < registrationStartBlock)',
  },
  {
    name: 'earlyFounding: the youngest of the mortal makes room',
    file: 'sim/networks/registerNetwork.ts',
    line: 'registered: founded?.block ?? 0,',
    becomes: 'registered: -(founded?.block ?? 0),',
  },
  {
    name: 'earlyFounding: the week before the start call is not waited for',
    file: 'sim/networks/registerNetwork.ts',
    line: '(founded?.block ?? 0) + startCallDelay',
    becomes: '(founded?.block ?? 0)',
  },
];

/** What a subnet's TAO came to in November 2025. */
const subsidyMutants: readonly Mutant[] = [
  {
    name: 'subsidy: a subnet is subsidised whose price is above its share',
    file: 'sim/coinbase/emissionTerms.ts',
    line: 'if (poolPrice >= div(emission, block)) {',
    becomes: 'if (poolPrice < div(emission, block)) {',
  },
  {
    name: 'subsidy: the rest of the TAO buys nothing',
    file: 'sim/coinbase/emissionTerms.ts',
    line: 'excessTao: sub(emission, taoIn), subsidised: true',
    becomes: 'excessTao: 0n, subsidised: true',
  },
  {
    name: 'subsidy: a subnet that is closed goes on',
    file: 'sim/coinbase/emissionTerms.ts',
    line: 'if (!isOpen) return',
    becomes: 'if (alpha < 0n) return',
  },
  {
    name: 'subsidy: root’s part is recycled',
    file: 'sim/coinbase/flowCoinbase.ts',
    line: "subsidised === true ? 'dropped' : 'kept'",
    becomes: "subsidised === true ? 'recycled' : 'kept'",
  },
  {
    name: 'subsidy: a closed subnet has no share',
    file: 'sim/coinbase/flowCoinbase.ts',
    line: 'takesPart: (subnet) => subnet.netuid !== 0 && isStarted(subnet),',
    becomes: 'takesPart: isPaid,',
  },
];

/** Wrong lines in what the chain does between networks. */
export const severalNetworks: readonly Mutant[] = [
  ...rootEpochMutants,
  ...emissionSplitMutants,
  ...poolMutants,
  ...coinbaseMutants,
  ...stakeWeightMutants,
  ...shareMutants,
  ...drainTaoMutants,
  ...networkMutants,
  ...badInputMutants,
  ...rootClaimMutants,
  ...earlyFoundingMutants,
  ...subsidyMutants,
];
