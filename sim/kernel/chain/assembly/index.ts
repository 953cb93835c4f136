/** The chain's epoch in WebAssembly; `../chainKernel.ts` calls these in this order. */
export { configure, instruct } from './place';
export { stand } from './standing';
export { sumHidden, finishRows } from './rowSums';
export { rankColumns } from './ranks';
export { finishRanks, finish } from './finish';
export { bondColumns } from './shareBonds';
export { bondPairs } from './pairBonds';
