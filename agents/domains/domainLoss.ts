import type { Nats, Parameters } from '../../sim/units.ts';
import { lossOfSize } from '../scoring/scalingLaw.ts';
import type { Seats } from './seats.ts';

/** How a client asks. */
export interface AskingSettings {
  readonly domains: number;
  /** Miners that it asks: the best scored of its domain. */
  readonly topk: number;
  /** Model that it can run itself, and does where the network's answers are worse. */
  readonly freeSize: Parameters;
}

/** [domain] Loss of a client: the mean true loss of the best scored miners of its domain, or its own model's if that is lower. */
export function domainLosses({ domains, topk, freeSize }: AskingSettings, seats: Seats): Float64Array {
  const own = lossOfSize(freeSize);
  const inDomain = Array.from({ length: domains }, (): number[] => []);
  for (let seat = 0; seat < seats.count; seat++)
    if (seats.isTaken(seat) && seats.score[seat] > 0) inDomain[seats.domain[seat]].push(seat);
  return Float64Array.from(inDomain, (mine) => Math.min(own, meanLossOfBest(seats, mine, topk)));
}

/** Mean true loss of the best scored; infinite where there is none. */
function meanLossOfBest(seats: Seats, mine: number[], topk: number): Nats {
  const best = mine.sort((one, other) => seats.score[other] - seats.score[one] || one - other).slice(0, topk);
  return best.length > 0
    ? best.reduce((sum, seat) => sum + seats.loss[seat], 0) / best.length
    : Number.POSITIVE_INFINITY;
}
