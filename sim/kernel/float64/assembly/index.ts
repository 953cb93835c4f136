/** The float64 epoch of Yuma, pair by pair, in WebAssembly SIMD; its readable text is sim/consensus/yuma*.ts. */
import { bonds, layOut, listed, resize, weights } from './layout';
import { scatter } from './rows';

export { layOut, resize };
export { clearBonds, clearWeights, gather } from './rows';
export { rankMiners } from './ranks';
export { moveByPair, moveByShare } from './bonds';
export { setSigmoid } from './pairAlpha';
export { moveSparseByPair, moveSparseByShare, rankSparse } from './sparse';

/** A row of weights, see `scatter`; `marks`: note whom it names. */
export function scatterWeights(row: i32, count: i32, self: i32, after: f64, fresh: bool, marks: bool): f64 {
  return scatter(weights, row, count, self, after, fresh, marks ? listed : 0);
}

/** A row of bonds, see `scatter`. */
export function scatterBonds(row: i32, count: i32, after: f64, fresh: bool): f64 {
  return scatter(bonds, row, count, -1, after, fresh, 0);
}
