import type { Block, Rao, Serial, Uid, Usd } from '../../sim/units.ts';
import type { Person } from './person.ts';

/** What a miner did that it hoped to be paid back for. */
export interface Investment {
  readonly cost: Usd;
  readonly since: Block;
  /** Block at which it will have paid back, if all goes as planned. */
  readonly paidBackAt: Block;
}

/** The books of one miner. */
export interface Account {
  readonly serial: Serial;
  person: Person;
  readonly opened: Block;
  /** Place in the table of devices; null once it has switched off. */
  device: number | null;
  /** US dollars at hand. */
  cash: Usd;
  /** Stake when last looked at, RAO. */
  seen: Rao;
  /** RAO earned in each of the last settlements that cannot be sold yet, oldest first. */
  readonly pending: Rao[];
  /** Running mean of income at the present price less rent, US dollars a day. */
  profit: Usd;
  /** Block since which that mean has been negative, or null. */
  losingSince: Block | null;
  investment: Investment | null;
  /** Maker that mines with an ASIC of its own here; absent: another miner. */
  readonly maker?: number;
}

/** The books of a miner that begins with so much money. */
export const newAccount = (
  begun: Pick<Account, 'serial' | 'person' | 'opened' | 'cash' | 'seen' | 'maker'> & {
    readonly device: number;
  },
): Account => ({ ...begun, pending: [], profit: 0, losingSince: null, investment: null });

/** Accounts by uid; none for validators, and for slots that hold no model. */
export class Accounts {
  private readonly byUid = new Map<Uid, Account>();
  private sorted: readonly (readonly [Uid, Account])[] | null = null;

  open(uid: Uid, account: Account): void {
    this.byUid.set(uid, account);
    this.sorted = null;
  }

  of(uid: Uid): Account | undefined {
    return this.byUid.get(uid);
  }

  close(uid: Uid): Account | undefined {
    const account = this.byUid.get(uid);
    this.byUid.delete(uid);
    this.sorted = null;
    return account;
  }

  /** In the order of uids: results must not depend on the order of arrival. */
  all(): readonly (readonly [Uid, Account])[] {
    this.sorted ??= [...this.byUid].sort(([one], [other]) => one - other);
    return this.sorted;
  }
}
