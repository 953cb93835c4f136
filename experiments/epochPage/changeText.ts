import type { Share, Uid } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';
import type { WeightChange } from './changes.ts';

/** Changes of stakes and weights as people write them, in options of the command, in an address and in fields of a page. */

/** Units of an amount, in RAO. */
const raoOf = { rao: 1n, tao: 1_000_000_000n, alpha: 1_000_000_000n, α: 1_000_000_000n } as const;
type Unit = keyof typeof raoOf;
const isUnit = (word: string): word is Unit => word in raoOf;

/**
 * An amount in RAO: a whole number of RAO, or with up to nine decimals `TAO` or `alpha`; `usual` is the unit of a bare number.
 * Throws `UserError` with `what` it is an amount of.
 */
export function amountOf(written: string, what: string, usual: Unit = 'rao'): bigint {
  const plain = written.trim().replaceAll(',', '');
  const [, whole, decimals = '', word = usual] =
    /^(\d{1,20})(?:\.(\d{1,9}))?\s*([a-zα]+)?$/iu.exec(plain) ?? [];
  const unit = word.toLowerCase();
  if (whole === undefined || !isUnit(unit) || (unit === 'rao' && decimals !== ''))
    throw new UserError(
      `${what} must be an amount such as 1500000000 (RAO) or 1.5TAO, with at most nine decimals; received ${shown(written)}`,
    );
  const rao = unit === 'rao' ? BigInt(whole) : BigInt(whole) * raoOf[unit] + BigInt(decimals.padEnd(9, '0'));
  if (rao >= 2n ** 64n) throw new UserError(`${what} must be below 2^64 RAO; received ${shown(written)}`);
  return rao;
}

/** A share of a row: `0.25` or `25%`. Throws `UserError` with `what` it is a share of. */
export function shareIn(written: string, what: string): Share {
  const [, digits, percent] = /^(\d+\.?\d*|\.\d+)\s*(%?)$/.exec(written.trim()) ?? [];
  const share = digits === undefined ? Number.NaN : percent === '%' ? Number(`${digits}e-2`) : Number(digits);
  if (share >= 0 && share <= 1) return share;
  throw new UserError(`${what} must be a share 0 … 1, or 0% … 100%, of the row; received ${shown(written)}`);
}

/** `6=1.5TAO`: the stake of a uid. Throws `UserError`. */
export function stakeChange(text: string): { readonly uid: Uid; readonly rao: bigint } {
  const [, uid, amount] = /^\s*(\d{1,5})\s*=(.*)$/s.exec(text) ?? [];
  if (uid === undefined)
    throw new UserError(`--stake is written uid=amount, such as 6=1500TAO; received ${shown(text)}`);
  return { uid: Number(uid), rao: amountOf(amount, `the stake of uid ${uid}`) };
}

/** `6,45=25%`: the share of its row that a validator gives a miner. Throws `UserError`. */
export function weightChange(text: string): WeightChange {
  const [, validator, miner, share] = /^\s*(\d{1,5})\s*,\s*(\d{1,5})\s*=(.*)$/s.exec(text) ?? [];
  if (validator === undefined)
    throw new UserError(
      `--weight is written validator,miner=share, such as 6,45=25%; received ${shown(text)}`,
    );
  return {
    validator: Number(validator),
    miner: Number(miner),
    share: shareIn(share, `the weight of uid ${validator} on uid ${miner}`),
  };
}

const shown = (text: string): string =>
  text.trim() === '' ? 'nothing' : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** RAO as tokens with all nine decimals: `1,500.000000000`. */
export function tokens(rao: bigint): string {
  const size = rao < 0n ? -rao : rao;
  const whole = (size / raoOf.tao).toLocaleString('en');
  return `${rao < 0n ? '−' : ''}${whole}.${String(size % raoOf.tao).padStart(9, '0')}`;
}
