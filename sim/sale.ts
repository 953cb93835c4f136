import { outsiders, pay } from './ledger.ts';
import type { Rao, Uid } from './units.ts';
import type { World } from './world.ts';

/** Stake that its owner sells for dollars. */
export interface Sale {
  readonly uid: Uid;
  readonly rao: Rao;
}

/**
 * Takes what is sold off a hotkey's stake; the market holds it from now on, so nothing is minted or burned. Throws a
 * RangeError if the hotkey holds less.
 */
export function sell({ network, ledger }: World, { uid, rao }: Sale): void {
  const amount = BigInt(rao);
  const held = network.stakes.rao[uid];
  if (amount < 0n || amount > held)
    throw new RangeError(`uid ${uid} holds ${held} RAO and cannot sell ${rao}`);
  network.stakes.rao[uid] = held - amount;
  pay(ledger, outsiders, amount);
}
