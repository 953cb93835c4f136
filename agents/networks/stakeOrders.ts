import { decimalShareValue } from '../../sim/delegation/decimalSharePool.ts';
import { creditRules } from '../../sim/networks/creditRules.ts';
import type { CreditNetworks } from '../../sim/networks/creditWorld.ts';
import { addStake, removeStake, type StakePlace } from '../../sim/networks/staking.ts';
import { stream } from '../../sim/random.ts';
import { type Block, blocksPerDay, raoPerTao } from '../../sim/units.ts';
import { keysOf, type LiveSetting } from './liveSetting.ts';

/** What one of the people means to do with stake before a block is made. */
export interface StakeOrder {
  /** The block after which it is done. */
  readonly block: Block;
  readonly at: StakePlace;
  /** `buy`: up to so many TAO; `sell`: so large a part of what is staked there. */
  readonly kind: 'buy' | 'sell';
  readonly size: number;
}

/** An operator leaves this part of what a miner has earned. */
const soldOff = 0.9;
const soldByStaker = 0.5;
/** TAO of a purchase, the median. */
const medianPurchase = 20;
/** Places that one staker knows, root among them for some. */
const placesKnown = 4;

/** All that is ordered in a day, in order of blocks: operators sell what their miners earned, stakers move between their places. */
export function ordersOf(setting: LiveSetting, day: number, dayBegins: Block): StakeOrder[] {
  const draws = stream(setting.seed, 'orders of a day', day);
  const keys = keysOf(setting);
  const { subnets, uids, validators, stakers, salesPerDay, movesPerDay } = setting;
  const blockOf = () => dayBegins + draws.integer(blocksPerDay);
  const sales = Array.from({ length: salesPerDay }, (): StakeOrder => {
    const block = blockOf();
    const netuid = 1 + draws.integer(subnets);
    const uid = validators + draws.integer(uids - validators);
    const at = { netuid, hotkey: keys.miner(netuid, uid), coldkey: keys.operator(netuid, uid) };
    return { block, at, kind: 'sell', size: soldOff };
  });
  const moves = Array.from({ length: movesPerDay }, (): StakeOrder => {
    const block = blockOf();
    const staker = draws.integer(stakers);
    const netuid = (staker * 7 + draws.integer(placesKnown) * 31) % (subnets + 1);
    const at = { netuid, hotkey: keys.validator(staker % validators), coldkey: keys.staker(staker) };
    return draws.next() < 0.5
      ? { block, at, kind: 'buy', size: draws.lognormal(medianPurchase, 1) }
      : { block, at, kind: 'sell', size: soldByStaker };
  });
  return [...sales, ...moves].sort((one, other) => one.block - other.block);
}

/** RAO that an order pays: of free TAO, or of what is staked. */
export function amountOf(state: CreditNetworks, { at, kind, size }: StakeOrder): bigint {
  if (kind === 'buy') {
    const wanted = BigInt(Math.round(size * raoPerTao));
    const free = state.balances.get(at.coldkey) ?? 0n;
    return wanted < free ? wanted : free;
  }
  const pools = at.netuid === 0 ? state.rootPools : state.networks[0].pools;
  const pool = pools.get(at.hotkey);
  const held = pool === undefined ? 0n : decimalShareValue(pool, at.coldkey);
  return (held * BigInt(Math.round(size * 1000))) / 1000n;
}

/** The world after an order that pays so many RAO; 0 or a refusal changes nothing. */
export function carryOut(state: CreditNetworks, { at, kind }: StakeOrder, rao: bigint): CreditNetworks {
  if (rao === 0n) return state;
  return (kind === 'buy' ? addStake : removeStake)(creditRules, state, at, rao).state;
}
