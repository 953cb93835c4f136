import type { YumaOptions } from '../../consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../consensus/chain/yumaState.ts';
import { lookAt } from '../rowLook.ts';
import { acts } from './chainRows.ts';

/**
 * Whether a dense matrix says all that the rows say: no target twice, nothing above u16, and under Yuma3's liquid alpha
 * neither entries out of order, which the chain overlooks, nor explicit zeros, which keep a bond there. `isOwnBonds`: bonds that the
 * kernel has written, which are fit.
 */
export function rowsAreFit(
  state: YumaState,
  options: YumaOptions,
  isOwnBonds: (uid: number) => boolean = () => false,
): boolean {
  const strict = options.pairAlpha !== null;
  for (let uid = 0; uid < state.stake.length; uid++) {
    if (state.bonds[uid].targets.length > 0 && !isOwnBonds(uid)) {
      const bonds = lookAt(state.bonds[uid]);
      if (bonds.repeats || (strict && !bonds.ascends)) return false;
    }
    if (!acts(state, options, uid)) continue;
    const weights = lookAt(state.weights[uid]);
    if (weights.repeats || (strict && (!weights.ascends || weights.hasZero))) return false;
  }
  return true;
}
