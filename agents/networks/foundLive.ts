import { nothingBrought, nothingWaiting, type WeightedSubnet } from '../../sim/coinbase/weightedSubnet.ts';
import { U96F32 } from '../../sim/math/saturating.ts';
import { creditRules } from '../../sim/networks/creditRules.ts';
import type { CreditNetworks } from '../../sim/networks/creditWorld.ts';
import { type FirstStake, foundNetworks } from '../../sim/networks/foundNetworks.ts';
import type { Keyholder } from '../../sim/networks/networksState.ts';
import { evenWeight } from '../../sim/pools/weightedPool.ts';
import { stream } from '../../sim/random.ts';
import { type Netuid, raoPerTao, type Serial } from '../../sim/units.ts';
import { keysOf, type LiveSetting } from './liveSetting.ts';

/** The block before the first one. */
export const firstBlock = 8_400_000;
const rao = (whole: number): bigint => BigInt(Math.round(whole * raoPerTao));
const tempo = 360;

/** TAO that exist in June 2026 and those staked on root; alpha of a subnet that its validators hold. Round numbers near the chain's. */
const issuedTao = 10_800_000;
const rootTao = 5_800_000;
const validatorsAlpha = 1_500_000;
const stakersTao = 1000;

/** [validator] parts of all stake, falling as 1 / rank. */
function shares(validators: number): number[] {
  const parts = Array.from({ length: validators }, (_, place) => 1 / (place + 2));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** A subnet between a few months and more than a year old: price about 0.009 TAO, some 9,000 TAO in the pool. */
function foundSubnet(setting: LiveSetting, netuid: Netuid): WeightedSubnet {
  const draws = stream(setting.seed, 'subnets of the beginning', netuid);
  const price = draws.lognormal(0.009, 0.6);
  const tao = 3000 + draws.lognormal(6000, 0.5);
  return {
    netuid,
    dynamic: true,
    firstEmissionBlock: firstBlock - 400_000 - draws.integer(2_000_000),
    subtokenEnabled: true,
    registrationAllowed: true,
    emissionEnabled: true,
    movingPrice: BigInt(Math.round(price * 2 ** 32)),
    minerBurned: 0n,
    tao: rao(tao),
    alphaIn: rao(tao / price),
    alphaOut: rao(2_000_000 + draws.integer(1_500_000)),
    quoteWeight: evenWeight,
    hasSwapped: true,
    feeRate: 33,
    tempo,
    // Epochs are spread over the tempo, as netuids spread them on the chain.
    lastEpochBlock: firstBlock - Math.floor((netuid * tempo) / (setting.subnets + 1)),
    pendingEpochAt: 0,
    blocksSinceLastStep: 0,
    ownerCutEnabled: true,
    halvingBlocks: 201_600,
    waiting: nothingWaiting,
    brought: nothingBrought,
    rootProportion: U96F32.ratio(1, 5),
    protocolFlow: 0n,
    protocolAlpha: 0n,
  };
}

/** The world of networks at its beginning, under burn-2026. */
export function foundLive(setting: LiveSetting): CreditNetworks {
  const { subnets, uids, validators, stakers } = setting;
  const keys = keysOf(setting);
  const netuids = Array.from({ length: subnets }, (_, index) => index + 1);
  const parts = shares(validators);
  const stakes = (whole: number): FirstStake<bigint>[] =>
    parts.map((part, place) => ({
      hotkey: keys.validator(place),
      coldkey: keys.validatorOwner(place),
      rao: rao(whole * part),
    }));
  const hotkeys = new Map<Serial, Keyholder>();
  for (let place = 0; place < validators; place++)
    hotkeys.set(keys.validator(place), {
      coldkey: keys.validatorOwner(place),
      take: 11_796,
      childkeyTake: 0,
    });
  for (const netuid of netuids) {
    const owner = keys.owner(netuid);
    hotkeys.set(owner.hotkey, { coldkey: owner.coldkey, take: 0, childkeyTake: 0 });
    for (let uid = validators; uid < uids; uid++)
      hotkeys.set(keys.miner(netuid, uid), {
        coldkey: keys.operator(netuid, uid),
        take: 0,
        childkeyTake: 0,
      });
  }
  return foundNetworks(creditRules, {
    block: firstBlock,
    issued: rao(issuedTao),
    hotkeys,
    balances: new Map(Array.from({ length: stakers }, (_, place) => [keys.staker(place), rao(stakersTao)])),
    rootStakes: stakes(rootTao),
    networks: netuids.map((netuid) => ({
      subnet: foundSubnet(setting, netuid),
      owner: keys.owner(netuid),
      stakes: stakes(validatorsAlpha),
    })),
  });
}
