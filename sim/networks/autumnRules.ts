import { autumnCoinbase, usualGate } from '../coinbase/autumnCoinbase.ts';
import type { WaitingAlpha, WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../delegation/decimalSharePool.ts';
import { drainV475 } from '../drain/drainEpoch.ts';
import { weightedRules } from './creditRules.ts';
import type { NetworksRules } from './networksRules.ts';

/**
 * Several networks in October 2026: emission by moving prices and what is not withheld behind the gate, pools with a reservoir, dividends of
 * root only where a hotkey is on root, which wait in its basket (spec 475). What a basket then does is not built.
 */
export const autumnRules: NetworksRules<WeightedSubnet, WaitingAlpha, DecimalSharePool> = weightedRules(
  'autumn-2026',
  {
    drain: drainV475,
    recyclesBought: false,
    saleFee: 'sold',
    founding: null,
    coinbase: (chain, { gate = usualGate, bar = 0n, ...setting }) =>
      autumnCoinbase(chain, { ...setting, gate, bar }),
    moved: (subnet) => subnet,
    soldForRoot: null,
  },
);
