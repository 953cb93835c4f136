import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../consensus/chain/yumaState.ts';
import type { Row } from '../../row.ts';
import { acts } from './chainRows.ts';

/** What has been found of rows, which never change once they are made. */
const known = new WeakMap<
  Row,
  { readonly ascends: boolean; readonly repeats: boolean; readonly hasZero: boolean }
>();

/**
 * Whether a dense matrix says all that the rows say: no target twice, nothing above u16, and under Yuma3's liquid alpha
 * neither entries out of order, which the chain overlooks, nor explicit zeros, which keep a bond there.
 */
export function rowsAreFit(state: YumaState, options: YumaOptions): boolean {
  const strict = options.pairAlpha !== null;
  for (let uid = 0; uid < state.stake.length; uid++) {
    const bonds = lookAt(state.bonds[uid]);
    if (bonds.repeats || (strict && !bonds.ascends)) return false;
    if (!acts(state, options, uid)) continue;
    const weights = lookAt(state.weights[uid]);
    if (weights.repeats || (strict && (!weights.ascends || weights.hasZero))) return false;
  }
  return true;
}

function lookAt(row: Row): {
  readonly ascends: boolean;
  readonly repeats: boolean;
  readonly hasZero: boolean;
} {
  const before = known.get(row);
  if (before !== undefined) return before;
  let ascends = true;
  let hasZero = false;
  const { targets, values } = row;
  for (let k = 0; k < targets.length; k++) {
    if (k > 0 && targets[k] <= targets[k - 1]) ascends = false;
    if (values[k] === 0) hasZero = true;
  }
  const found = { ascends, hasZero, repeats: !ascends && new Set(targets).size < targets.length };
  known.set(row, found);
  return found;
}
