import { I64F64 } from '../math/fixed.ts';
import { clampU64 } from '../math/saturating.ts';
import { type Serial, type TaoRao, u16Max } from '../units.ts';

/** A hotkey of the time when one stake counted on all networks. */
export interface NominatedHotkey {
  /** Coldkey that owns it. */
  readonly owner: Serial;
  /** u16 share of the dividends that the owner takes off its nominators'; null: it is no delegate. */
  readonly take: number | null;
  /** Staked on it, by coldkey. */
  readonly stake: ReadonlyMap<Serial, TaoRao>;
}

/** Stake of a hotkey over all coldkeys. */
export const totalStakeOf = ({ stake }: NominatedHotkey): TaoRao =>
  [...stake.values()].reduce((sum, rao) => sum + rao, 0n);

const { floor, fromInt, fromRatio, mul } = I64F64;

/**
 * The hotkey after an epoch has paid it `server` and `validator` RAO of TAO. Of a delegate's validator part the owner takes its share,
 * coldkeys get the rest by stake, each floored; what the floors leave goes to the owner, as all does where there is no stake or
 * no delegation (subtensor v1.1.1 block_step.rs, emit_inflation_through_hotkey_account()).
 */
export function payHotkey(hotkey: NominatedHotkey, server: TaoRao, validator: TaoRao): NominatedHotkey {
  const stake = new Map(hotkey.stake);
  const pay = (coldkey: Serial, rao: TaoRao) =>
    stake.set(coldkey, clampU64((stake.get(coldkey) ?? 0n) + rao));
  const total = totalStakeOf(hotkey);
  if (hotkey.take === null || total === 0n) {
    pay(hotkey.owner, server + validator);
    return { ...hotkey, stake };
  }
  const take = floor(mul(fromRatio(hotkey.take, u16Max), fromInt(validator)));
  const rest = validator - take;
  let left = rest;
  for (const [coldkey, rao] of hotkey.stake) {
    const part = floor(mul(fromRatio(rao, total), fromInt(rest)));
    pay(coldkey, part);
    left -= part;
  }
  pay(hotkey.owner, left + take + server);
  return { ...hotkey, stake };
}
