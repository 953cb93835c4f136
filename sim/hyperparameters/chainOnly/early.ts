import { type ChainOnlyRows, without, withReason } from './chainOnly.ts';
import { callsAreFree, entryIsOpen, oneSubnet, stakesRest } from './reasons.ts';

export const nakamoto2022: ChainOnlyRows = withReason('the chain’s own rule of pruning reads it no more', {
  stakePruningDenominator: ['1/x', 20, 'a part of the stake that an older rule of pruning compared'],
  incentivePruningDenominator: ['1/x', 1, 'a part of the incentive that an older rule of pruning compared'],
  foundationDistribution: ['%', 0, 'a part of the emission for the foundation, in code that never runs'],
});

export const finney2023: ChainOnlyRows = {
  ...withReason('the scenario says what the network mints in a block', {
    emissionValues: ['RAO a block', null, 'the part of a block’s emission that a subnet gets; sums to 1 TAO'],
  }),
  ...withReason(oneSubnet, {
    networkConnection: ['/65535', 'none', 'registers only keys that rank high enough on another subnet'],
  }),
  ...withReason(entryIsOpen, {
    networkRegistrationAllowed: ['', true, 'lets newcomers in, by work or burn'],
  }),
};

export const finney2024: ChainOnlyRows = {
  ...withReason('hash commits of this version were not read', {
    commitRevealWeightsEnabled: ['', false, 'weights are committed in secret and revealed later'],
  }),
  ...withReason(entryIsOpen, {
    networkRegistrationAllowed: ['', true, 'lets newcomers in, by work or burn'],
    networkPowRegistrationAllowed: [
      '',
      true,
      'lets newcomers in by work; the difficulty of a new subnet shuts it',
    ],
  }),
  ...withReason(oneSubnet, {
    subnetLimit: ['subnets', 12, 'subnets beyond it replace the one with the least emission'],
    networkImmunityPeriod: ['blocks', 50_400, 'a younger subnet is not replaced'],
    networkMinLockCost: ['RAO', 1000e9, 'the least that a new subnet costs'],
    lockReductionInterval: [
      'blocks',
      100_800,
      'blocks in which the price of a new subnet falls by what the last one paid',
    ],
    networkRateLimit: ['blocks', 7200, 'blocks between two new subnets'],
  }),
  ...withReason(stakesRest, {
    weightsMinStake: ['RAO', 0, 'less stake sets no weights'],
    minDelegateTake: ['/65535', null, 'the least part of its dividends that a delegate keeps'],
    nominatorMinRequiredStake: ['RAO', null, 'smaller nominations are paid back'],
    targetStakesPerInterval: ['calls', null, 'changes of stake that an account may make in an interval'],
  }),
  ...withReason(callsAreFree, {
    txRateLimit: ['blocks', null, 'blocks between two calls of an account'],
    txDelegateTakeRateLimit: ['blocks', null, 'blocks between two changes of a delegate’s take'],
  }),
};

export const liquid2025: ChainOnlyRows = {
  ...without(finney2024, 'commitRevealWeightsEnabled'),
  ...withReason(stakesRest, {
    hotkeyEmissionTempo: ['blocks', 7200, 'blocks between two payments to a delegate’s nominators'],
    networkMaxStake: ['RAO', null, 'the most stake that counts on the subnet'],
  }),
  ...withReason(callsAreFree, {
    coldkeySwapScheduleDuration: [
      'blocks',
      null,
      'blocks between the announcement of a new coldkey and the swap',
    ],
    dissolveNetworkScheduleDuration: [
      'blocks',
      null,
      'blocks between the announcement and the end of a subnet',
    ],
  }),
};
