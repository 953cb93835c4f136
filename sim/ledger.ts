import type { Serial } from './units.ts';

/** In the place of a coldkey, what circulates outside the cast: newcomers buy from it what they burn. */
export const outsiders = -1;
/** The owner of the subnet, for what does not go to a hotkey of its. */
export const subnetOwner = -2;
/** The stakers of the root network. */
export const rootStakers = -3;

/** Balances outside the networks, and how much exists. All in whole RAO. */
export interface Ledger {
  /** Everything that was ever minted and neither paid for a registration nor recycled. */
  issuance: bigint;
  /** Of the issuance, what was withheld from a subnet's owner and belongs to nobody. */
  alphaBurned: bigint;
  /** [coldkey] free balance. */
  readonly balances: Map<Serial, bigint>;
  /** [hotkey] RAO of alpha staked on hotkeys that hold no uid of the network. */
  readonly parked: Map<Serial, bigint>;
}

export function createLedger(issuance: bigint): Ledger {
  return { issuance, alphaBurned: 0n, balances: new Map(), parked: new Map() };
}

/** Adds (or, negative, takes) RAO to a coldkey's free balance. Throws if the balance would go below zero. */
export function pay(ledger: Ledger, coldkey: Serial, rao: bigint): void {
  const balance = (ledger.balances.get(coldkey) ?? 0n) + rao;
  if (balance < 0n)
    throw new RangeError(`coldkey ${coldkey} cannot pay ${-rao} RAO: it holds ${balance - rao} RAO`);
  ledger.balances.set(coldkey, balance);
}

/** Σ of all free balances, RAO. */
export function freeBalance(ledger: Ledger): bigint {
  let total = 0n;
  for (const balance of ledger.balances.values()) total += balance;
  return total;
}

/** Σ of what is staked on hotkeys without a uid, RAO. */
export function parkedStake({ parked }: Ledger): bigint {
  let total = 0n;
  for (const stake of parked.values()) total += stake;
  return total;
}
