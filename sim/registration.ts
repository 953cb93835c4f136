import type { ChainState } from './chainState.ts';
import { CirculationSpent } from './circulationSpent.ts';
import type { Payment } from './currency.ts';
import { outsiders, pay } from './ledger.ts';
import { taoPerUnit } from './money.ts';
import type { Newcomer } from './network.ts';
import type { TaoPerAlpha, Uid } from './units.ts';
import type { World } from './world.ts';

/** The slot a registration would take now: a free one, else the ruleset's choice of whom to replace. */
export function slotFor(world: World): { readonly uid: Uid; readonly replaces: boolean } {
  const { network } = world;
  if (network.size < network.capacity) return { uid: network.size, replaces: false };
  return { uid: world.rules.neuronToPrune(world), replaces: true };
}

/** Registers a newcomer in `uid`, counts it, and takes the burn if it pays one. */
export function register(world: World, uid: Uid, newcomer: Newcomer, payment: Payment): void {
  const { gate, network, ledger } = world;
  if (payment === 'burn') recycle(world);
  world.rules.occupy(world, uid, newcomer);
  if (uid === network.size) network.size += 1;
  countInWindow(world);
  if (payment === 'burn') gate.burned += 1;
  else gate.worked += 1;
  world.rules.entered(world);
  if (!ledger.balances.has(newcomer.coldkey)) ledger.balances.set(newcomer.coldkey, 0n);
}

/** A window begins with the first registration after the one before has passed. */
function countInWindow({ gate, block, limitBlocks }: ChainState): void {
  if (block - gate.windowStart >= limitBlocks) {
    gate.windowStart = block;
    gate.inWindow = 0;
  }
  gate.inWindow += 1;
}

export { outsiders } from './ledger.ts';

/**
 * The burn leaves the issuance: its TAO, or since dTAO the alpha that they buy, taken from those outside the cast. Throws `CirculationSpent` if
 * they hold less.
 */
function recycle(world: World): void {
  const { ledger, gate, rules } = world;
  const burned = rules.currency === 'tao' ? gate.burn : alphaBought(gate.burn, taoPerUnit(world));
  const held = ledger.balances.get(outsiders) ?? 0n;
  if (held < burned) throw circulationSpent(world, burned, held);
  pay(ledger, outsiders, -burned);
  ledger.issuance -= burned;
}

const circulationSpent = ({ block, rules }: World, burned: bigint, held: bigint): CirculationSpent =>
  new CirculationSpent(
    `at block ${block} a newcomer must burn ${burned} RAO of ${rules.currency === 'tao' ? 'TAO' : 'alpha'}, but only ${held} circulate outside the cast (coldkey ${outsiders}), from where newcomers buy what they burn; they have burned the rest`,
    'lower scenario.arrivalRate or maxBurn, run fewer days, or move what sets the price in smaller steps',
  );

/** RAO of alpha for RAO of TAO, floored. */
const alphaBought = (rao: bigint, price: TaoPerAlpha): bigint => BigInt(Math.floor(Number(rao) / price));

/** Takes the stake of a uid off the network and returns it to the owner's free balance, RAO. */
export function unstake(world: ChainState, uid: Uid): void {
  const { network, ledger } = world;
  const stake = network.stakes.rao[uid];
  const owner = network.coldkey[uid];
  ledger.balances.set(owner, (ledger.balances.get(owner) ?? 0n) + stake);
  network.stakes.rao[uid] = 0n;
}

/** Leaves the stake of a uid on its hotkey, which is about to lose the uid, RAO (subtensor v2.0 on). */
export function parkStake({ network, ledger }: ChainState, uid: Uid): void {
  const stake = network.stakes.rao[uid];
  network.stakes.rao[uid] = 0n;
  const hotkey = network.hotkey[uid];
  if (stake > 0n) ledger.parked.set(hotkey, (ledger.parked.get(hotkey) ?? 0n) + stake);
}

/** Gives the hotkey that now holds a uid what was staked on it while it held none, RAO. */
export function returnStake({ network, ledger }: ChainState, uid: Uid): void {
  const hotkey = network.hotkey[uid];
  const stake = ledger.parked.get(hotkey);
  if (stake === undefined) return;
  network.stakes.rao[uid] += stake;
  ledger.parked.delete(hotkey);
}
