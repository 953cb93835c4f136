import { cellAt, type NoiseKey, noiseKey, noiseOf, noiseSubkey } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import type { Seats } from './seats.ts';

/** How miners look for work. */
export interface SeekerSettings {
  readonly domains: number;
  /** Newcomers a day for each slot. */
  readonly arrivalsPerSlot: number;
  /** Part of the miners who look around in a day; 0: none ever moves. */
  readonly lookShare: number;
  /** Domains that one looks at. */
  readonly looks: number;
  /** Days in which a newcomer cannot be replaced. */
  readonly immunityDays: number;
  /** Part of the miners who stop in a day. */
  readonly stopShare: number;
}

/** A newcomer takes a slot for this much of the mean pay, a miner moves for so much more than it has: both change costs something. */
const leastPay = 0.1;
const leastGain = 1.25;

/** A miner that has moved or come. */
export interface Change {
  readonly entries: number;
  readonly moves: number;
}

/** Gives every seat a miner of its own domain, known to all; each spends the mean pay. */
export function seatFounders(seats: Seats): void {
  for (let seat = 0; seat < seats.count; seat++) seats.take(seat, seat, seats.domain[seat], -1000, 1, 1);
}

/** A day on which miners stop, move and come. `nextSerial`: that of the first newcomer of the day. */
export function seekWork(
  settings: SeekerSettings,
  seats: Seats,
  day: number,
  nextSerial: number,
  seed: string,
): Change {
  stopSome(settings, seats, day, seed);
  const moves = settings.lookShare > 0 ? moveSome(settings, seats, day, seed) : 0;
  return { moves, entries: comeSome(settings, seats, day, nextSerial, seed) };
}

/** Miners that stop leave their slots. */
function stopSome({ stopShare }: SeekerSettings, seats: Seats, day: number, seed: string): void {
  const draws = stream(seed, 'stops', day);
  for (let seat = 0; seat < seats.count; seat++) {
    if (draws.next() >= stopShare) continue;
    if (seats.isTaken(seat)) seats.leave(seat);
  }
}

/** The best paid of some domains for a miner, and what it would pay. */
function bestOf(
  { domains, looks }: SeekerSettings,
  seats: Seats,
  miner: number,
  luck: NoiseKey,
): { readonly domain: number; readonly pay: number } {
  let best = { domain: 0, pay: -1 };
  for (let look = 0; look < looks; look++) {
    const domain = cellAt(noiseOf(luck, look), domains);
    const pay = seats.prospect(seats.talentOf(miner, domain), domain);
    if (pay > best.pay) best = { domain, pay };
  }
  return best;
}

/** Some miners look around and go where they would earn more than they do. */
function moveSome(settings: SeekerSettings, seats: Seats, day: number, seed: string): number {
  const draws = stream(seed, 'moves', day);
  const luck = noiseKey(`${seed} looks`, 0, day);
  let moves = 0;
  for (let seat = 0; seat < seats.count; seat++) {
    const isLooking = draws.next() < settings.lookShare;
    if (!isLooking || !seats.isTaken(seat) || day - seats.since[seat] < settings.immunityDays) continue;
    const { domain, pay } = bestOf(settings, seats, seats.miner[seat], noiseSubkey(luck, seat));
    if (domain === seats.domain[seat] || pay < leastGain * seats.pay[seat]) continue;
    moves += moveTo(settings, seats, seat, domain, day);
  }
  return moves;
}

/** One network: the miner keeps its slot and is judged anew. Several: it leaves its slot for one of the other network, if it gets one. */
function moveTo(
  { immunityDays }: SeekerSettings,
  seats: Seats,
  seat: number,
  domain: number,
  day: number,
): number {
  const miner = seats.miner[seat];
  const target = seats.isOne ? seat : seats.seatFor(domain, day, immunityDays);
  if (target === null) return 0;
  seats.leave(seat);
  seats.take(target, miner, domain, day, seats.usualPay(domain));
  return 1;
}

/** Newcomers take slots where they would earn enough. */
function comeSome(
  settings: SeekerSettings,
  seats: Seats,
  day: number,
  nextSerial: number,
  seed: string,
): number {
  const { arrivalsPerSlot, immunityDays } = settings;
  const draws = stream(seed, 'arrivals', day);
  const expected = arrivalsPerSlot * seats.count;
  const arrivals = Math.floor(expected) + (draws.next() < expected % 1 ? 1 : 0);
  const luck = noiseKey(`${seed} looks`, 1, day);
  let entries = 0;
  for (let arrival = 0; arrival < arrivals; arrival++) {
    const miner = nextSerial + arrival;
    const { domain, pay } = bestOf(settings, seats, miner, noiseSubkey(luck, arrival));
    if (pay < leastPay) continue;
    const seat = seats.seatFor(domain, day, immunityDays);
    if (seat === null || (seats.isTaken(seat) && seats.pay[seat] >= pay)) continue;
    seats.take(seat, miner, domain, day, seats.usualPay(domain));
    entries += 1;
  }
  return entries;
}

/** Newcomers that a day has at most: serials are handed out in blocks of it, so that a newcomer is the same under every division. */
export const arrivalsAtMost = ({ arrivalsPerSlot }: SeekerSettings, slots: number): number =>
  Math.ceil(arrivalsPerSlot * slots) + 1;
