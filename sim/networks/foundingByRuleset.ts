import type { FlowSubnet } from '../coinbase/flowCoinbase.ts';
import { nothingPending, type PricedSubnet } from '../coinbase/priceCoinbase.ts';
import {
  isStarted,
  nothingBrought,
  nothingWaiting,
  priceOf,
  type WeightedSubnet,
} from '../coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../delegation/decimalSharePool.ts';
import type { SharePool } from '../delegation/sharePool.ts';
import { evenWeight, type WeightedPool } from '../pools/weightedPool.ts';
import { claimsOn } from '../subnets/dissolve.ts';
import { lockCost, lockCostByEmission } from '../subnets/lockCost.ts';
import { medianPrice, newPool } from '../subnets/newPool.ts';
import type { Block } from '../units.ts';
import type { FoundingRules, FoundingSetting, NewNetwork } from './foundingRules.ts';

/** A pool of 2025 begins with the least price on both sides, so at a price of one TAO for an alpha, whatever was paid. */
const asMuchAlpha = (tao: bigint): bigint => tao;

const weightedStart = {
  isStarted,
  started: <Subnet extends WeightedSubnet>(subnet: Subnet, firstEmissionBlock: Block): Subnet => ({
    ...subnet,
    firstEmissionBlock,
    subtokenEnabled: true,
  }),
  rated: ({ dynamic, movingPrice }: WeightedSubnet) => ({ dynamic, movingPrice }),
};

const weightedSubnet = (
  { netuid, block }: NewNetwork,
  pool: WeightedPool,
  { tempo, feeRate, halvingBlocks }: FoundingSetting,
): WeightedSubnet => ({
  ...pool,
  netuid,
  dynamic: true,
  firstEmissionBlock: null,
  subtokenEnabled: false,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice: 0n,
  minerBurned: 0n,
  alphaOut: 0n,
  hasSwapped: false,
  feeRate,
  tempo,
  lastEpochBlock: block - (netuid % Math.max(tempo, 1)),
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  halvingBlocks,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
});

/**
 * burn-2026: the price is the TAO of the pool, with as much alpha as that is at the median price; root's switch is off at first, and every
 * hotkey of root lends the owner's all its stake (subtensor v3.4.9 subnets/subnet.rs, do_register_network()).
 */
export const creditFounding: FoundingRules<WeightedSubnet, DecimalSharePool> = {
  ...weightedStart,
  cost: lockCostByEmission,
  hasStartBlock: true,
  hasLimit: true,
  rootLends: true,
  newSubnet: (founded, others, setting) => {
    const pool = newPool(founded.paid, setting.minLock, medianPrice(others.map(priceOf)));
    return { ...weightedSubnet(founded, pool, setting), emissionEnabled: false };
  },
  removal: { priceOf, claimsOn },
};

/**
 * flow-2025: the least price on both sides of the pool, the rest of what was paid leaves the issuance; there is a limit, but no block before
 * which none is founded, no switch of root's (of v3.4.7 on) and none who lends (text alone: chain source of about v3.3, whose pools begin as
 * those of v2.0.11).
 */
export const flowFounding2025: FoundingRules<FlowSubnet, DecimalSharePool> = {
  ...weightedStart,
  cost: lockCost,
  hasStartBlock: false,
  hasLimit: true,
  rootLends: false,
  newSubnet: (founded, _, setting) => ({
    ...weightedSubnet(
      founded,
      { tao: setting.minLock, alphaIn: asMuchAlpha(setting.minLock), quoteWeight: evenWeight },
      setting,
    ),
    userFlow: 0n,
    userAverage: null,
    protocolAverage: null,
  }),
  removal: null,
};

/**
 * dtao-2025: the same pool without a limit: a new network takes the next netuid, and none is dissolved for it (subtensor v2.0.11
 * subnets/subnet.rs, do_register_network()).
 */
export const priceFounding: FoundingRules<PricedSubnet, SharePool> = {
  cost: lockCost,
  hasStartBlock: false,
  hasLimit: false,
  rootLends: false,
  newSubnet: ({ netuid }, _, { minLock, tempo, halvingBlocks }) => ({
    netuid,
    tempo,
    firstEmissionBlock: null,
    registrationAllowed: true,
    // Work is priced out at the creation of a network; read where registration by burning is closed alone.
    powRegistrationAllowed: false,
    pool: { dynamic: true, tao: minLock, alphaIn: asMuchAlpha(minLock), alphaOut: 0n },
    volume: 0n,
    movingPrice: 0n,
    halvingBlocks,
    pending: nothingPending,
    terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
  }),
  rated: ({ pool, movingPrice }) => ({ dynamic: pool.dynamic, movingPrice }),
  isStarted: ({ firstEmissionBlock }) => firstEmissionBlock !== null,
  started: (subnet, firstEmissionBlock) => ({ ...subnet, firstEmissionBlock }),
  removal: null,
};
