import type { Mutant } from './mutants.ts';

/** The consensus that liquid alpha looks at, and the mask of commits. */
const newestMutants: readonly Mutant[] = [
  {
    name: 'newest: a uid that joined since the last epoch has the consensus of the last uid, not 0',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'I32F32.fromRatio(uid < stored.length ? stored[uid] : 0, u16Max)',
    becomes: 'I32F32.fromRatio(stored[Math.min(uid, stored.length - 1)], u16Max)',
  },
  {
    name: 'newest: a stored consensus of fewer uids is not looked at',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'if (!previousConsensus || stored.length === 0) return null;',
    becomes: 'if (!previousConsensus || stored.length < stake.length) return null;',
  },
  {
    name: 'newest: a stored consensus of more uids is read from its end, not cut there',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'I32F32.fromRatio(uid < stored.length ? stored[uid] : 0, u16Max)',
    becomes: 'I32F32.fromRatio(stored[uid + Math.max(0, stored.length - present.length)] ?? 0, u16Max)',
  },
  {
    name: 'newest: without a stored consensus everybody has 0',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'if (!previousConsensus || stored.length === 0) return null;',
    becomes: 'if (!previousConsensus) return null;',
  },
  {
    name: 'newest: the stored consensus is rounded up',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'I32F32.fromRatio(uid < stored.length ? stored[uid] : 0, u16Max)',
    becomes: '(I32F32.fromInt(uid < stored.length ? stored[uid] : 0) + 65_534n) / 65_535n',
  },
  {
    name: 'newest: the stored consensus is rounded to the nearest',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'I32F32.fromRatio(uid < stored.length ? stored[uid] : 0, u16Max)',
    becomes: '(I32F32.fromRatio(2 * (uid < stored.length ? stored[uid] : 0), u16Max) + 1n) >> 1n',
  },
  {
    name: 'newest: liquid alpha always looks at the present consensus',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'const agreedOn = storedConsensus(state, options) ?? consensus;',
    becomes: 'const agreedOn = consensus;',
  },
  {
    name: 'newest: liquid alpha is off where the stored consensus is 0, whatever the present one is',
    file: 'sim/consensus/chain/yumaBonds.ts',
    line: 'if (rule === null || consensus.every((value) => value === 0n)) return null;',
    becomes:
      'if (rule === null || storedConsensus(state, consensus).every((value) => value === 0n)) return null;',
  },
  {
    name: 'newest: Auto looks back whatever the bonds penalty is',
    file: 'sim/consensus/chain/yumaOptions.ts',
    line: "(liquidAlphaConsensusMode === 'auto' && bondsPenalty === u16Max);",
    becomes: "liquidAlphaConsensusMode === 'auto';",
  },
  {
    name: 'newest: Auto looks back at a bonds penalty of 65,534 as well',
    file: 'sim/consensus/chain/yumaOptions.ts',
    line: "(liquidAlphaConsensusMode === 'auto' && bondsPenalty === u16Max);",
    becomes: "(liquidAlphaConsensusMode === 'auto' && bondsPenalty >= u16Max - 1);",
  },
  {
    name: 'newest: Previous looks back only as Auto does',
    file: 'sim/consensus/chain/yumaOptions.ts',
    line: "liquidAlphaConsensusMode === 'previous' ||",
    becomes: "(liquidAlphaConsensusMode === 'previous' && bondsPenalty === u16Max) ||",
  },
  {
    name: 'newest: a commit does not count for who registered in its block',
    file: 'sim/rules/commitReveal.ts',
    line: 'if (registrationBlock[targets[entry]] <= block) known += 1;',
    becomes: 'if (registrationBlock[targets[entry]] < block) known += 1;',
  },
  {
    name: 'newest: weights that were committed count for who came later',
    file: 'sim/rules/commitReveal.ts',
    line: 'return known < row.targets.length ? withoutLater(registrationBlock, row, block, known) : row;',
    becomes: 'return row;',
  },
];

/** Where the alpha of an epoch goes. */
const drainMutants: readonly Mutant[] = [
  {
    name: "drain: spec 475 reckons root's part of a dividend first",
    file: 'sim/drain/splitDividends.ts',
    line: "if (order === 'root first') {",
    becomes: '{',
  },
  {
    name: 'drain: v3.4.9 reckons the alpha part of a dividend first',
    file: 'sim/drain/splitDividends.ts',
    line: 'const root = mul(dividend, div(rootStake, total));',
    becomes: 'const root = sub(dividend, mul(dividend, div(alphaStake, total)));',
  },
  {
    name: "drain: root's part is everybody's, with or without a uid of root",
    file: 'sim/drain/splitDividends.ts',
    line: 'root: earner.onRoot ? sub(dividend, alpha) : 0n',
    becomes: 'root: sub(dividend, alpha)',
  },
  {
    name: 'drain: a dividend without any stake behind it is lost at spec 475',
    file: 'sim/drain/splitDividends.ts',
    line: 'total === 0n ? dividend : mul(dividend, div(alphaStake, total))',
    becomes: 'mul(dividend, div(alphaStake, total))',
  },
  {
    name: 'drain: TAO on root counts as much as alpha',
    file: 'sim/drain/splitDividends.ts',
    line: 'mul(fromInt(earner.rootStake), taoWeight)',
    becomes: 'fromInt(earner.rootStake)',
  },
  {
    name: 'drain: a pot is multiplied before it is divided',
    file: 'sim/drain/inProportion.ts',
    line: 'mul(fromInt(pot), div(part, total))',
    becomes: 'div(mul(fromInt(pot), part), total)',
  },
  {
    name: "drain: root's part that nobody can take is lost at spec 475",
    file: 'sim/drain/drainEpoch.ts',
    line: 'if (version.recyclesUnpaidRoot && !isPaid) credits',
    becomes: 'if (false) credits',
  },
  {
    name: "drain: root's part is recycled although it was paid",
    file: 'sim/drain/drainEpoch.ts',
    line: 'if (version.recyclesUnpaidRoot && !isPaid) credits',
    becomes: 'if (version.recyclesUnpaidRoot) credits',
  },
  {
    name: 'drain: a hotkey without stake gets dividends into its empty pool at spec 475',
    file: 'sim/drain/drainEpoch.ts',
    line: 'const isEmpty = ownerTakesEmptyPool && alphaStake === 0n && take === 0n;',
    becomes: 'const isEmpty = false;',
  },
  {
    name: 'drain: incentives of 0 are credited at spec 475',
    file: 'sim/drain/drainEpoch.ts',
    line: 'if (skipsZeroIncentives && rao === 0n) continue;',
    becomes: '',
  },
  {
    name: "drain: the incentive of the owner's hotkeys is paid",
    file: 'sim/drain/drainEpoch.ts',
    line: 'if (isOwners(subnet, hotkey)) {',
    becomes: 'if (false) {',
  },
  {
    name: 'drain: what is withheld is burned although the subnet recycles',
    file: 'sim/drain/drainEpoch.ts',
    line: "subnet.recycleOrBurn === 'recycle' ? 'recycled' : 'burned'",
    becomes: "'burned'",
  },
  {
    name: "drain: a key of the owner's coldkey without a uid is withheld from",
    file: 'sim/drain/subnetStakes.ts',
    line: 'seated && (coldkey === owner?.coldkey || hotkey === owner?.hotkey)',
    becomes: 'coldkey === owner?.coldkey || (seated && hotkey === owner?.hotkey)',
  },
  {
    name: "drain: only the owner's hotkey is withheld from",
    file: 'sim/drain/subnetStakes.ts',
    line: 'seated && (coldkey === owner?.coldkey || hotkey === owner?.hotkey)',
    becomes: 'seated && hotkey === owner?.hotkey',
  },
  {
    name: "drain: the owner's hotkey is paid where another coldkey owns it",
    file: 'sim/drain/subnetStakes.ts',
    line: 'seated && (coldkey === owner?.coldkey || hotkey === owner?.hotkey)',
    becomes: 'seated && coldkey === owner?.coldkey',
  },
  {
    name: 'drain: the burned share is of what was paid, not of all incentives',
    file: 'sim/drain/drainEpoch.ts',
    line: 'minerBurned: withheldShare(withheld, total)',
    becomes: 'minerBurned: withheldShare(withheld, total - withheld)',
  },
  {
    name: 'drain: recycled incentives do not count as withheld',
    file: 'sim/drain/drainEpoch.ts',
    line: '      withheld += rao;\n',
    becomes: "      withheld += subnet.recycleOrBurn === 'recycle' ? 0n : rao;\n",
  },
  {
    name: "drain: validators do not get the miners' part where no miner earned",
    file: 'sim/drain/drainEpoch.ts',
    line: 'nobodyMined ? pending.validator + pending.server : pending.validator',
    becomes: 'pending.validator',
  },
  {
    name: 'drain: incentives are staked on the hotkey that earned them, whatever the coldkey chose',
    file: 'sim/drain/drainEpoch.ts',
    line: 'subnet.autoStake.get(coldkey) ?? hotkey',
    becomes: 'hotkey',
  },
  {
    name: 'drain: the take is floored to whole RAO before the rest is taken',
    file: 'sim/drain/drainEpoch.ts',
    line: 'rest: U96F32.whole(U96F32.sub(dividend, take))',
    becomes: 'rest: U96F32.whole(dividend) - U96F32.whole(take)',
  },
  {
    name: 'drain: a claim may be more than the stake on root',
    file: 'sim/drain/rootClaim.ts',
    line: 'rao > rootStake ? null',
    becomes: 'false ? null',
  },
  {
    name: 'drain: a child takes from parents of its own owner',
    file: 'sim/drain/familyDividends.ts',
    line: 'const take = isForeign ? mul(takeShare, part) : 0n;',
    becomes: 'const take = mul(takeShare, part);',
  },
  {
    name: 'drain: a child takes from what the burn has left',
    file: 'sim/drain/familyDividends.ts',
    line: 'const take = isForeign ? mul(takeShare, part) : 0n;',
    becomes: 'const take = isForeign ? mul(takeShare, sub(part, burn)) : 0n;',
  },
  {
    name: "drain: nothing of a parent's dividends is recycled",
    file: 'sim/drain/familyDividends.ts',
    line: 'recycled.push(whole(burn));',
    becomes: '',
  },
  {
    name: 'drain: a hotkey counts stake that it has lent away',
    file: 'sim/drain/familyDividends.ts',
    line: 'const kept = sub(U96F32.one, lent.reduce(add, 0n));',
    becomes: 'const kept = U96F32.one;',
  },
  {
    name: 'drain: the stake a hotkey keeps is not floored to whole RAO',
    file: 'sim/drain/familyDividends.ts',
    line: 'return fromInt(whole(lentStake(subnet, hotkey, kept)));',
    becomes: 'return lentStake(subnet, hotkey, kept);',
  },
];

/** Several mechanisms in a subnet. */
const mechanismMutants: readonly Mutant[] = [
  {
    name: 'mechanisms: the remainder is lost',
    file: 'sim/mechanisms/emissionParts.ts',
    line: 'parts[0] += alpha - parts.reduce((sum, part) => sum + part, 0n);',
    becomes: '',
  },
  {
    name: 'mechanisms: the remainder goes to the last one',
    file: 'sim/mechanisms/emissionParts.ts',
    line: 'parts[0] += alpha',
    becomes: 'parts[count - 1] += alpha',
  },
  {
    name: 'mechanisms: a split is shares of 65,536',
    file: 'sim/mechanisms/emissionParts.ts',
    line: '/ BigInt(u16Max)',
    becomes: '/ BigInt(u16Max + 1)',
  },
  {
    name: 'mechanisms: shares are averaged without floors in between',
    file: 'sim/mechanisms/aggregate.ts',
    line: 'U64F64.whole(U64F64.add(U64F64.fromInt(sum), U64F64.mul(U64F64.fromInt(value), weight)));',
    becomes:
      'U64F64.whole(U64F64.add(U64F64.fromInt(sum), U64F64.add(U64F64.mul(U64F64.fromInt(value), weight), U64F64.one >> 1n)));',
  },
  {
    name: 'mechanisms: incentives of later mechanisms are added',
    file: 'sim/mechanisms/aggregate.ts',
    line: 'incentive: sum?.incentive ?? weighted(0n, next.incentive, weight),',
    becomes: 'incentive: weighted(sum?.incentive ?? 0n, next.incentive, weight),',
  },
  {
    name: "mechanisms: the first mechanism's incentive is not weighted",
    file: 'sim/mechanisms/aggregate.ts',
    line: 'incentive: sum?.incentive ?? weighted(0n, next.incentive, weight),',
    becomes: 'incentive: sum?.incentive ?? next.incentive,',
  },
  {
    name: 'mechanisms: without alpha every mechanism counts whole',
    file: 'sim/mechanisms/aggregate.ts',
    line: 'mechanism === 0 ? U64F64.one : 0n',
    becomes: 'U64F64.one',
  },
  {
    name: "mechanisms: a permit is the last mechanism's",
    file: 'sim/mechanisms/aggregate.ts',
    line: 'permit: next.permit || sum?.permit === true,',
    becomes: 'permit: next.permit,',
  },
  {
    name: 'mechanisms: emissions are added, not averaged',
    file: 'sim/mechanisms/aggregate.ts',
    line: "const averaged = ['dividend', 'stakeWeight', 'emission', 'consensus', 'validatorTrust'] as const;",
    becomes: "const averaged = ['dividend', 'stakeWeight', 'consensus', 'validatorTrust'] as const;",
  },
  {
    name: 'mechanisms: uids are not counted per mechanism',
    file: 'sim/hyperparameters/mechanismLimits.ts',
    line: 'const uids = maxAllowedUids * mechanismCount;',
    becomes: 'const uids = maxAllowedUids;',
  },
  {
    name: 'mechanisms: a split may leave something over',
    file: 'sim/hyperparameters/mechanismLimits.ts',
    line: 'return sum === u16Max ? null',
    becomes: 'return sum <= u16Max ? null',
  },
  {
    name: 'mechanisms: a split may have more shares than there are mechanisms',
    file: 'sim/hyperparameters/mechanismLimits.ts',
    line: 'if (split.length > mechanismCount)',
    becomes: 'if (split.length > 16)',
  },
];

/** What a world withholds from the subnet's owner. */
const withheldMutants: readonly Mutant[] = [
  {
    name: "withheld: a world pays the owner's hotkey its incentive",
    file: 'sim/rules/withhold.ts',
    line: '    emission[uid] -= incentive[uid];\n',
    becomes: '',
  },
  {
    name: "withheld: only the owner's hotkey, whatever the version",
    file: 'sim/rules/withhold.ts',
    line: "return withholds === 'ownerHotkey' ? [ownerUid] : ownedUids(network, ownerUid);",
    becomes: "return withholds === 'ownerHotkey' ? [ownerUid] : ownedUids(network, ownerUid).slice(0, 1);",
  },
  {
    name: "withheld: every key of the owner's, whatever the version",
    file: 'sim/rules/withhold.ts',
    line: "return withholds === 'ownerHotkey' ? [ownerUid] : ownedUids(network, ownerUid);",
    becomes: 'return ownedUids(network, ownerUid);',
  },
  {
    name: 'withheld: what is recycled stays in the issuance',
    file: 'sim/rules/withhold.ts',
    line: "if (mode === 'recycle') return",
    becomes: 'if (false) return',
  },
  {
    name: 'withheld: what is burned leaves the issuance',
    file: 'sim/rules/withhold.ts',
    line: '  world.ledger.issuance += BigInt(total);\n',
    becomes: '',
  },
  {
    name: 'withheld: before subnets had alpha as well',
    file: 'sim/rules/subnetVersions.ts',
    line: "  withholds: 'nothing',\n",
    becomes: "  withholds: 'ownerHotkey',\n",
  },
];

/** Wrong lines in what the chain does before and after an epoch. */
export const aroundTheEpoch: readonly Mutant[] = [
  ...newestMutants,
  ...drainMutants,
  ...mechanismMutants,
  ...withheldMutants,
];
