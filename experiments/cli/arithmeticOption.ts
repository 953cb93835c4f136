import type { Arithmetic } from '../../sim/chainState.ts';
import { unknownName } from '../base/userError.ts';

const kinds: readonly Arithmetic[] = ['float64', 'chain'];

/** The arithmetic a user named. Throws `UserError` with the nearest right names. */
export function arithmeticOption(name: string): Arithmetic {
  const kind = kinds.find((known) => known === name);
  if (kind === undefined) throw unknownName('arithmetic', name, kinds);
  return kind;
}
