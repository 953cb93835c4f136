import { ln } from '../../sim/math/elementary.ts';
import { priceRules } from '../../sim/networks/priceRules.ts';
import { type StakePlace, stakeRemoved } from '../../sim/networks/staking.ts';
import { transferTao } from '../../sim/networks/transferTao.ts';
import { stream } from '../../sim/random.ts';
import type { Netuid, Share, TaoRao } from '../../sim/units.ts';
import { stakeTao } from './carryOut.ts';
import { amountOf } from './chainSample.ts';
import {
  minersColdkey,
  minersHotkey,
  netuidsOf,
  ownerColdkey,
  ownerHotkey,
  placeKey,
  priceAt,
  type StakersWorld,
  stakeOf,
  worthAt,
} from './stakersWorld.ts';
import { drawnFrom } from './validatorChoice.ts';

/** Miners, owners and the fund sell what they were paid once in so many days, the networks spread over the week. */
export const payPeriod = 7;
/** Operators of validators once in so many days. */
const operatorsPeriod = 56;

/** Miners, owners and operators of the networks whose payday it is sell what they were paid. */
export function payday(world: StakersWorld): void {
  const isDue = (netuid: Netuid, period: number) => netuid % period === world.day % period;
  for (const netuid of netuidsOf(world)) {
    if (isDue(netuid, payPeriod)) {
      for (const place of workersAt(netuid)) sellPay(world, place);
      fundPay(world, netuid);
    }
    if (isDue(netuid, operatorsPeriod)) for (const place of operatorsAt(world, netuid)) sellPay(world, place);
  }
}

/** Miners and the owner of a subnet. */
const workersAt = (netuid: Netuid): StakePlace[] =>
  netuid === 0
    ? []
    : [
        { coldkey: minersColdkey(netuid), hotkey: minersHotkey(netuid), netuid },
        { coldkey: ownerColdkey(netuid), hotkey: ownerHotkey(netuid), netuid },
      ];

/** Operators of validators, the fund apart; they leave their TAO on root. */
const operatorsAt = ({ validators }: StakersWorld, netuid: Netuid): StakePlace[] =>
  netuid === 0
    ? []
    : validators
        .filter(({ isShared }) => !isShared)
        .map(({ coldkey, hotkey }) => ({ coldkey, hotkey, netuid }));

/** RAO that a coldkey has been paid at a place since its last payday. */
function paidAt(world: StakersWorld, place: StakePlace): bigint {
  const paid = stakeOf(world, place) - (world.kept.get(placeKey(place.coldkey, place.netuid)) ?? 0n);
  return paid > 0n ? paid : 0n;
}

/** What a sale of pay did. */
interface PaySold {
  readonly tao: TaoRao;
  /** Logarithm by which it lowered the price. */
  readonly lowered: number;
}

/** Sells a part of the pay and keeps the rest staked; where the pool refuses, all stays. */
function sellPay(world: StakersWorld, place: StakePlace, part: Share = 1): PaySold {
  const before = priceAt(world, place.netuid);
  const pay = BigInt(Math.floor(Number(paidAt(world, place)) * part));
  const { state, received } = stakeRemoved(priceRules, world.state, place, pay);
  world.state = state;
  world.kept.set(placeKey(place.coldkey, place.netuid), stakeOf(world, place));
  const sold = { tao: received ?? 0n, lowered: ln(before / priceAt(world, place.netuid)) };
  if (place.netuid !== 0) newMoney(world, place, sold.tao);
  return sold;
}

/**
 * A holder, drawn by wealth, buys the TAO of a sale off the chain, as far as new money comes in, and stakes it in the same network: of the
 * sale the part `earnersSell` is left to weigh on the price.
 */
function newMoney(world: StakersWorld, { coldkey, netuid }: StakePlace, tao: TaoRao): void {
  const bought = BigInt(Math.floor(Number(tao) * (1 - world.taste.earnersSell)));
  if (bought <= 0n) return;
  const draw = stream(world.seed, 'new money', `${coldkey} ${netuid} ${world.day}`).next();
  const buyer =
    world.holders[
      drawnFrom(
        world.holders.map(({ wealth }) => wealth),
        draw,
      )
    ];
  world.state = transferTao(world.state, coldkey, buyer.coldkey, bought);
  stakeTao(world, buyer.coldkey, netuid, bought);
}

/** The DAO's fund: what the shared validator took is its income; a part is sold for what the DAO spends, the rest stays staked. */
function fundPay(world: StakersWorld, netuid: Netuid): void {
  const shared = world.validators.find(({ isShared }) => isShared);
  if (shared === undefined) return;
  const place = { coldkey: shared.coldkey, hotkey: shared.hotkey, netuid };
  const { tally, day } = world;
  tally.fundIncome[day] += worthAt(world, netuid, paidAt(world, place));
  const { tao, lowered } = sellPay(world, place, world.taste.daoShare);
  tally.fundSold[day] += amountOf(tao, world.stride);
  tally.fundImpact[day] += lowered;
}
