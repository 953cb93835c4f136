import type { Mutant } from './mutants.ts';

/** What a newcomer finds in its slot, and which slots of an owner nobody takes. */
const slotMutants: readonly Mutant[] = [
  {
    name: "slots: a newcomer keeps its predecessor's permit after v3.4.0",
    file: 'sim/rules/takeSlot.ts',
    line: 'if (version.clearsPermit) network.validatorPermit[uid] = 0;',
    becomes: '',
  },
  {
    name: 'slots: a newcomer loses the permit of its slot in every version',
    file: 'sim/rules/takeSlot.ts',
    line: 'if (version.clearsPermit) network.validatorPermit[uid] = 0;',
    becomes: 'network.validatorPermit[uid] = 0;',
  },
  {
    name: "slots: the leaver's alpha is paid out since dTAO",
    file: 'sim/rules/takeSlot.ts',
    line: "if (version.leaverStake === 'paidOut') unstake(world, uid);",
    becomes: "if (version.leaverStake !== 'nobody') unstake(world, uid);",
  },
  {
    name: 'slots: a hotkey that returns does not find its stake',
    file: 'sim/rules/takeSlot.ts',
    line: '  returnStake(world, uid);\n',
    becomes: '',
  },
  {
    name: 'slots: weights towards a replaced uid stand at v3.4.9',
    file: 'sim/rules/takeSlot.ts',
    line: "if (clears === 'everything') clearWeights(weights, size, uid);",
    becomes: '',
  },
  {
    name: "slots: the limit on an owner's immortal uids is not asked",
    file: 'sim/rules/ownedUids.ts',
    line: '    .slice(0, limit);\n',
    becomes: '    .slice(0);\n',
  },
  {
    name: "slots: the owner's own hotkey is one of its keys like any other",
    file: 'sim/rules/ownedUids.ts',
    line: 'return oldest.includes(ownerUid) ? oldest : [ownerUid, ...oldest].slice(0, limit);',
    becomes: 'return oldest;',
  },
  {
    name: "slots: the latest of an owner's keys are immortal, not the earliest",
    file: 'sim/rules/ownedUids.ts',
    line: 'registrationBlock[one] - registrationBlock[other] || one - other',
    becomes: 'registrationBlock[other] - registrationBlock[one] || one - other',
  },
];

/** How a row of weights is stored, and on what its largest is tested. */
const rowMutants: readonly Mutant[] = [
  {
    name: 'rows: an exact half above 32,768 is rounded up',
    file: 'sim/weights.ts',
    line: 'const scale = largest > upscaleThreshold ? byFactor(largest) : byQuotient(largest);',
    becomes: 'const scale = byQuotient(largest);',
  },
  {
    name: 'rows: the floored factor is used at 32,768 and below as well',
    file: 'sim/weights.ts',
    line: 'const scale = largest > upscaleThreshold ? byFactor(largest) : byQuotient(largest);',
    becomes: 'const scale = byFactor(largest);',
  },
  {
    name: 'rows: a scaled weight is floored, not rounded',
    file: 'sim/weights.ts',
    line: 'Math.floor((value * factor + fixedOne / 2) / fixedOne)',
    becomes: 'Math.floor((value * factor) / fixedOne)',
  },
  {
    name: 'rows: the largest weight is tested on the row as it was given',
    file: 'sim/weights.ts',
    line: 'return aboveSubnetLimit(uid, stored, maxWeightsLimit) ?? stored;',
    becomes: 'return aboveSubnetLimit(uid, row, maxWeightsLimit) ?? stored;',
  },
  {
    name: 'rows: a weight of exactly the limit is refused',
    file: 'sim/weights.ts',
    line: 'flooredShare(largest, sum) <= flooredShare(maxWeightsLimit, u16Max)',
    becomes: 'flooredShare(largest, sum) < flooredShare(maxWeightsLimit, u16Max)',
  },
];

/** Weights that are committed now and revealed later. */
const commitMutants: readonly Mutant[] = [
  {
    name: 'commits: a permit is asked of who commits',
    file: 'sim/rules/subnet.ts',
    line: 'if (commits !== null) return early ?? tooManyWaiting(network, uid, commits) ?? row;',
    becomes:
      "if (commits !== null) return mayWeigh(subnet, world, uid) ? (early ?? tooManyWaiting(network, uid, commits) ?? row) : 'no permit';",
  },
  {
    name: 'commits: no permit is asked at the reveal',
    file: 'sim/rules/subnet.ts',
    line: 'if (!isSelf(uid, row) && !mayWeigh(subnet, world, uid)) return null;',
    becomes: '',
  },
  {
    name: 'commits: eleven may wait',
    file: 'sim/rules/commitReveal.ts',
    line: 'const mostWaiting = 10;',
    becomes: 'const mostWaiting = 11;',
  },
  {
    name: 'commits: the ten of time-locked commits are of all epochs',
    file: 'sim/rules/commitReveal.ts',
    line: "(tenWaiting === 'inAll' || commit.epoch === epochs)",
    becomes: 'commit.epoch <= epochs',
  },
  {
    name: 'commits: the ten of hash commits are of each epoch',
    file: 'sim/rules/commitReveal.ts',
    line: "(tenWaiting === 'inAll' || commit.epoch === epochs)",
    becomes: 'commit.epoch === epochs',
  },
  {
    name: 'commits: are revealed an epoch too early',
    file: 'sim/rules/commitReveal.ts',
    line: 'epoch + revealPeriodEpochs <= network.epochs',
    becomes: 'epoch + revealPeriodEpochs <= network.epochs + 1',
  },
  {
    name: 'commits: a row is stored although its hotkey has lost the uid',
    file: 'sim/rules/commitReveal.ts',
    line: 'network.hotkey[uid] === hotkey ? revealed(uid, row) : null',
    becomes: 'hotkey === hotkey ? revealed(uid, row) : null',
  },
  {
    name: 'commits: are no sign of life',
    file: 'sim/rules/commitReveal.ts',
    line: '  network.lastUpdate[uid] = block;\n',
    becomes: '',
  },
];

/** The price of entry, per interval and since 2026 per block. */
const priceMutants: readonly Mutant[] = [
  {
    name: 'price: jumps by the multiple less one',
    file: 'sim/rules/entryPrice.ts',
    line: 'BigInt(hyperparameters.burnIncreaseMult * 2 ** 64)',
    becomes: 'BigInt((1 + hyperparameters.burnIncreaseMult) * 2 ** 63)',
  },
  {
    name: 'price: the last RAO outside the cast is never burned',
    file: 'sim/registration.ts',
    line: 'if (held < burned)',
    becomes: 'if (held <= burned)',
  },
  {
    name: 'price: a slot is taken before the burn is paid',
    file: 'sim/registration.ts',
    line: "  if (payment === 'burn') recycle(world);\n  world.rules.occupy(world, uid, newcomer);\n",
    becomes: "  world.rules.occupy(world, uid, newcomer);\n  if (payment === 'burn') recycle(world);\n",
  },
  {
    name: 'price: does not jump with a registration',
    file: 'sim/rules/entryPrice.ts',
    line: 'gate.burn = raisedBurn(gate.burn, ruleOf(hyperparameters));',
    becomes: '',
  },
  {
    name: 'price: decays once for all the blocks that were passed over',
    file: 'sim/rules/entryPrice.ts',
    line: 'decayedBurnAfter(gate.burn, block - gate.pricedAt, ruleOf(hyperparameters))',
    becomes: 'decayedBurnAfter(gate.burn, 1, ruleOf(hyperparameters))',
  },
  {
    name: 'price: decays again for blocks it has passed',
    file: 'sim/rules/entryPrice.ts',
    line: '      gate.pricedAt = block;\n',
    becomes: '',
  },
  {
    name: 'price: counts on over the end of an interval',
    file: 'sim/rules/entryPrice.ts',
    line: '  gate.burned = 0;\n',
    becomes: '',
  },
  {
    name: 'price: an interval is full at the target',
    file: 'sim/rules/entryPrice.ts',
    line: '3 * hyperparameters.targetRegistrationsPerInterval',
    becomes: 'hyperparameters.targetRegistrationsPerInterval',
  },
  {
    name: 'price: one more may enter in a block',
    file: 'sim/rules/entryPrice.ts',
    line: 'registeredLately(world) >= hyperparameters.maxRegistrationsPerBlock',
    becomes: 'registeredLately(world) > hyperparameters.maxRegistrationsPerBlock',
  },
  {
    name: 'price: follows at once in every version',
    file: 'sim/rules/entryPrice.ts',
    line: "adjustmentAlpha: exactInteger('adjustmentAlpha', adjustmentAlpha),",
    becomes: "adjustmentAlpha: 0n * exactInteger('adjustmentAlpha', adjustmentAlpha),",
  },
  {
    name: 'price: the factor of a block leaves more than a half after the half-life',
    file: 'sim/burnPrice.ts',
    line: '  return low;\n',
    becomes: '  return high;\n',
  },
  {
    name: 'price: powers of the factor are rounded up',
    file: 'sim/burnPrice.ts',
    line: 'square = (square * square) >> 32n;',
    becomes: 'square = ((square * square) >> 32n) + 1n;',
  },
  {
    name: 'price: falls below its floor',
    file: 'sim/burnPrice.ts',
    line: 'burn < minBurn ? minBurn : burn > maxBurn ? maxBurn : burn;',
    becomes: 'burn > maxBurn ? maxBurn : burn + 0n * minBurn;',
  },
  {
    name: 'price: rises above its ceiling',
    file: 'sim/burnPrice.ts',
    line: 'burn < minBurn ? minBurn : burn > maxBurn ? maxBurn : burn;',
    becomes: 'burn < minBurn ? minBurn : burn + 0n * maxBurn;',
  },
];

/** What the settings of a subnet say. */
const valueMutants: readonly Mutant[] = [
  {
    name: 'values: activity is rounded up',
    file: 'sim/rules/subnetValues.ts',
    line: 'Math.floor((activityCutoffFactorMilli * tempo) / 1000)',
    becomes: 'Math.ceil((activityCutoffFactorMilli * tempo) / 1000)',
  },
  {
    name: 'values: activity counts in tempos, not in thousandths',
    file: 'sim/rules/subnetValues.ts',
    line: 'Math.floor((activityCutoffFactorMilli * tempo) / 1000)',
    becomes: 'Math.floor(activityCutoffFactorMilli * tempo)',
  },
  {
    name: 'values: the cutoff of activity is the tempo',
    file: 'sim/rules/subnetValues.ts',
    line: 'if (!isBurnEra(hyperparameters)) return hyperparameters.activityCutoff;',
    becomes: 'if (!isBurnEra(hyperparameters)) return hyperparameters.tempo;',
  },
  {
    name: 'values: settings that a version has are read as those it lacks',
    file: 'sim/rules/subnetValues.ts',
    line: '  ...neutral,\n  ...hyperparameters,\n',
    becomes: '  ...hyperparameters,\n  ...neutral,\n',
  },
  {
    name: 'values: before there was a choice, what was withheld was recycled',
    file: 'sim/rules/subnetValues.ts',
    line: "recycleOrBurn: 'burn' as const,",
    becomes: "recycleOrBurn: 'recycle' as const,",
  },
];

/** Wrong lines in slots, rows, commits, the price of entry and what settings say. */
export const slotsRowsAndPrices: readonly Mutant[] = [
  ...slotMutants,
  ...rowMutants,
  ...commitMutants,
  ...priceMutants,
  ...valueMutants,
];
