import type { ChainNakamotoPairs } from '../../consensus/chain/nakamoto.ts';
import type { Network } from '../../network.ts';
import { arenaFor, hasNakamotoKernel, listRows, type NakamotoArenas } from './nakamotoArena.ts';

/**
 * The passes over pairs of a Nakamoto step in the chain's I65F63, for a network whose bonds lie in the kernel's memory and
 * move on there; same bits as the twin `rowPairs` of sim/consensus/chain/nakamoto.ts. `pairs` returns null where the twin
 * must: no WebAssembly SIMD, a row that names a uid twice, an emission or bonds from 2^52 RAO on.
 */
export interface ChainNakamotoKernel {
  pairs(network: Network, active: readonly boolean[], emission: bigint): ChainNakamotoPairs | null;
}

export function chainNakamotoKernel(): ChainNakamotoKernel {
  const arenas: NakamotoArenas = new WeakMap();
  return {
    pairs(network, active, emission) {
      const says = (uid: number) =>
        active[uid] && network.stakes.rao[uid] > 0n && speaksOfOthers(network, uid);
      const arena =
        hasNakamotoKernel && emission < BigInt(most) && bondsFit(network)
          ? arenaFor(arenas, network, says)
          : null;
      if (arena === null) return null;
      const { run, views, uids } = arena;
      let rows = 0;
      return {
        spread(stakeNormalized, retained, part) {
          rows = listRows(arena, network, says, (row, uid, speaks) => {
            views.stakeBits[row] = speaks ? stakeNormalized[uid] : 0n;
          });
          const totalBondsPurchased = run.buyBits(rows, retained, part, emission);
          const bits = (view: BigUint64Array) => [...view.subarray(0, network.size)];
          return {
            rank: bits(views.rankBits),
            trust: bits(views.trustBits),
            bondTotals: bits(views.bondBits),
            totalBondsPurchased: BigInt.asUintN(64, totalBondsPurchased),
          };
        },
        income(incentive, shared) {
          views.incentiveBits.set(incentive);
          run.earnBits(rows, shared);
          const income = incentive.map(() => 0n);
          for (let row = 0; row < rows; row++) income[uids[views.slots[row]]] = views.incomeBits[row];
          return income;
        },
      };
    },
  };
}

/** RAO; bonds and what is added to them then stay below 2^53, where float64 begins to skip integers. */
const most = 2 ** 52;

function speaksOfOthers({ weights }: Network, uid: number): boolean {
  const { targets } = weights[uid];
  return targets.length > 1 || (targets.length === 1 && targets[0] !== uid);
}

function bondsFit({ bondRao, size }: Network): boolean {
  let total = 0;
  for (const bonds of bondRao) if (bonds !== null) for (let uid = 0; uid < size; uid++) total += bonds[uid];
  return total < most;
}
