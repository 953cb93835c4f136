import type { Network } from '../sim/network.ts';
import { noiseKey } from '../sim/noise.ts';
import type { Nats } from '../sim/units.ts';
import type { MinerBook } from './minerBook.ts';
import { equalGates, grandCoalition, guessingLoss, joinedLoss, lossTable } from './scoring/mixture.ts';
import type { ModelFamilies } from './scoring/modelFamilies.ts';
import { type RowLaw, rowLosses } from './scoring/rowLosses.ts';

/** Rows of one look: 16 queries of 32. */
const plainLaw: RowLaw = { rows: 512, rho: 0.6 };

/**
 * A reader of the network: asks the `topk` best paid miners and averages their answers. Returns the loss of that
 * average over 512 rows, nats per token: what comes out of the system. Texts it has not seen before, so a miner is worth
 * its true loss to it; miners that do not answer are left out; if none answers it guesses.
 */
export function clientLoss(
  network: Network,
  book: MinerBook,
  topk: number,
  seed: string,
  look: number,
  families?: ModelFamilies,
): Nats {
  const law = families === undefined ? plainLaw : { ...plainLaw, families };
  const best = Array.from({ length: network.size }, (_, uid) => uid)
    .filter((uid) => !book.validator[uid] && network.incentive[uid] > 0)
    .sort((one, other) => network.incentive[other] - network.incentive[one] || one - other)
    .slice(0, topk)
    .filter((uid) => book.responds[uid] > 0);
  if (best.length === 0) return guessingLoss;
  const losses = new Float64Array(best.length * law.rows);
  const serials = best.map((uid) => book.guises[uid]?.voice ?? network.hotkey[uid]);
  const sweep = noiseKey(`${seed} client`, 0, look);
  rowLosses({ sweep, number: 0, serials, losses: best.map((uid) => book.loss[uid]) }, law, losses);
  const table = lossTable(losses, best.length, law.rows);
  return joinedLoss(table, equalGates(best.length), grandCoalition(best.length));
}
