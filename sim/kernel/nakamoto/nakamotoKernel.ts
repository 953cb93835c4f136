import { type NakamotoEpoch, type NakamotoPairs, nakamotoPairs, speaks } from '../../consensus/nakamoto.ts';
import { u32Max } from '../../units.ts';
import {
  arenaFor,
  hasNakamotoKernel,
  listRows,
  type NakamotoArena,
  type NakamotoArenas,
} from './nakamotoArena.ts';

/**
 * The passes over pairs of a Nakamoto step in WebAssembly SIMD, the same bytes as the twin `nakamotoPairs`, for one network
 * at a time. A row that names a uid twice is the twin's, as is everything where WebAssembly SIMD is missing.
 */
export function nakamotoKernel(): NakamotoPairs {
  if (!hasNakamotoKernel) return nakamotoPairs;
  const arenas: NakamotoArenas = new WeakMap();
  let rows = 0;
  let arena: NakamotoArena | null = null;
  return {
    buy(network, bondBudget, retained, epoch) {
      const says = (uid: number) => speaks(network, epoch, uid);
      arena = arenaFor(arenas, network, says);
      if (arena === null) {
        nakamotoPairs.buy(network, bondBudget, retained, epoch);
        return;
      }
      const { run, views } = arena;
      epoch.entries = 0;
      rows = listRows(arena, network, says, (row, uid, spoken) => {
        views.stakes[row] = spoken ? epoch.stake[uid] : 0;
        views.units[row] = views.stakes[row] / u32Max;
        if (spoken) epoch.entries += network.weights[uid].targets.length;
      });
      run.buy(rows, retained, bondBudget);
      unload(arena, network.size, epoch);
    },
    earn(network, epoch) {
      if (arena === null) {
        nakamotoPairs.earn(network, epoch);
        return;
      }
      const { run, views } = arena;
      views.bondYield.set(epoch.bondYield.subarray(0, network.size));
      views.slots.fill(0, rows, rows + 3);
      run.earn(rows);
      for (let row = 0; row < rows; row++) epoch.dividends[arena.uids[views.slots[row]]] += views.earned[row];
    },
  };
}

function unload({ views }: NakamotoArena, size: number, { rank, trust, bondTotal }: NakamotoEpoch): void {
  rank.set(views.rank.subarray(0, size));
  trust.set(views.trust.subarray(0, size));
  bondTotal.set(views.bondTotal.subarray(0, size));
}
