import type { NakamotoEpoch } from '../consensus/nakamoto.ts';
import type { YumaEpoch } from '../consensus/yuma.ts';
import type { Hyperparameters } from '../hyperparameters/registry.ts';
import type { Network } from '../network.ts';

export function chainNakamotoStep(_n: Network, _b: number, _e: number, _h: Hyperparameters, _x: NakamotoEpoch): void {
  throw new Error('chain arithmetic in simulations is being wired');
}
export function chainYumaEpoch(_n: Network, _b: number, _e: number, _h: Hyperparameters, _x: YumaEpoch): void {
  throw new Error('chain arithmetic in simulations is being wired');
}
