import { exp } from '../../sim/math/elementary.ts';
import type { Nats, Share } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import { daysAbove, tenure } from './tenure.ts';

/** A network whose slots turn over, as far as its steady state depends on it. */
export interface Turnover {
  /** Slots of miners. */
  readonly slots: number;
  /** Slots that pay keeps, at most `slots`: who is paid stays, the unpaid go by age. */
  readonly paidSlots: number;
  /** People a day who look at the price of a slot. */
  readonly candidates: number;
  /** Registrations a day where they are known; null: as many of the candidates as are willing. */
  readonly flow: number | null;
  /** Nats a day that a miner falls behind the frontier. */
  readonly aging: Nats;
  /** Failures of a miner a day. */
  readonly failing: number;
  readonly immunityDays: number;
  /** Share of newcomers that are badly set up, and below any cut until they mend. */
  readonly poorShare: Share;
  /** Median days in which a weak miner mends; 0: never. */
  readonly repairDays: number;
  /** Equally likely candidates: how far each is better than the median one, nats; well set up. */
  readonly gains: Float64Array;
  /** [candidate] whether it registers where the paid begin at `cut`, as a probability. */
  willing(cut: Nats): Float64Array;
}

/** Where a network settles. */
export interface SteadyState {
  /** Gain above which a newcomer is paid; −10 where all who are well set up are. */
  readonly cut: Nats;
  /** Days after which the unpaid are replaced: their immunity at least. */
  readonly wait: number;
  /** Registrations a day. */
  readonly flow: number;
  /** [candidate] share of the newcomers. */
  readonly shares: Float64Array;
  /** Share of newcomers that are weak and do not mend in time. */
  readonly weak: Share;
  /** Failures a day that are not mended in time, per miner. */
  readonly failing: number;
}

/**
 * The steady state of a turnover. By Little's law the slots are the flow times the mean tenure,
 * n = R · ((1 − w) E[tenure(x − cut)] + w · wait), and the paid slots R · (1 − w) E[days above the cut]. Where pay keeps all slots
 * that immunity does not, the unpaid wait for the end of their immunity: n = R E[(x − cut)+] / g + R (1 − p) I, with p the share
 * above the cut. Where fewer are paid the unpaid go by age, and wait for longer.
 * Errors: nothing that replaces anyone; an immunity that protects more newcomers than there are slots.
 */
export function steadyState(turnover: Turnover): SteadyState {
  refuseStandstill(turnover);
  const { slots, immunityDays } = turnover;
  let place = { cut: 0, wait: immunityDays };
  for (let round = 0, moved = true; round < rounds && moved; round++) {
    const next = settle({ ...turnover, ...weaknessAt(place.wait, turnover) });
    moved = Math.abs(next.wait - place.wait) > 1e-6 * place.wait;
    place = next;
  }
  const { flow, shares } = entryAt(turnover, place.cut);
  if (flow * immunityDays >= slots)
    throw new UnrunnableWorld(
      `no steady state: ${flow.toFixed(1)} registrations a day, each immune for ${immunityDays.toFixed(2)} days, fill more than ${slots} slots: set scenario.foundersFlow lower, or scenario.founders to arrivals`,
    );
  return { ...place, flow, shares, ...weaknessAt(place.wait, turnover) };
}

/** The wait decides who mends in time, and that the wait: repeated until it moves no more, so often at most. */
const rounds = 20;

function refuseStandstill({ flow, candidates, aging, failing }: Turnover): void {
  const coming = flow ?? candidates;
  if (coming > 0 && aging + failing > 0) return;
  throw new UnrunnableWorld(
    `no steady state: with ${coming} candidates a day, miners that fall behind by ${aging} nats a day and fail ${failing} times a day no miner is replaced: set scenario.arrivalRate, scenario.frontierPerDay or scenario.failPerDay above 0, or scenario.founders to arrivals`,
  );
}

/** Who does not mend within the wait, and which failures are not mended in time. */
function weaknessAt(wait: number, { poorShare, repairDays, failing, immunityDays }: Turnover) {
  const unmended = (days: number) => (repairDays > 0 ? exp((-Math.LN2 * days) / repairDays) : 1);
  return { weak: poorShare * unmended(wait), failing: failing * unmended(wait - immunityDays) };
}

/** A turnover whose weak are known. */
type Settling = Turnover & { readonly weak: Share };

/** First with the slots that pay keeps; where the others would leave before their immunity ends, immunity decides. */
function settle(settling: Settling): Pick<SteadyState, 'cut' | 'wait'> {
  const { slots, paidSlots, immunityDays, aging, failing } = settling;
  const paid = (cut: Nats) =>
    heldBy(settling, cut, (edge) => daysAbove(edge, aging, failing), 0, entryAt(settling, cut));
  const held = (cut: Nats, wait: number, entry = entryAt(settling, cut)) =>
    heldBy(settling, cut, (edge) => tenure(edge, wait, aging, failing), wait, entry);
  const cut = fallingRoot((at) => paid(at) - paidSlots, lowestCut, highestCut(settling));
  const entry = entryAt(settling, cut);
  if (held(cut, immunityDays, entry) >= slots)
    return {
      cut: fallingRoot((at) => held(at, immunityDays) - slots, lowestCut, highestCut(settling)),
      wait: immunityDays,
    };
  const longest = slots / entry.flow;
  return { cut, wait: fallingRoot((wait) => slots - held(cut, wait, entry), immunityDays, longest) };
}

/** So far below the median no cut is looked for, nats. */
const lowestCut: Nats = -10;
const highestCut = ({ gains }: Settling): Nats => gains.reduce((most, gain) => Math.max(most, gain));

/** Slots that newcomers hold who stay so many days by their edge over the cut, the weak `weakest` days: Little's law. */
function heldBy(
  { gains, weak }: Settling,
  cut: Nats,
  days: (edge: Nats) => number,
  weakest: number,
  { flow, shares }: Entry,
): number {
  let mean = 0;
  for (let k = 0; k < gains.length; k++) mean += shares[k] * days(gains[k] - cut);
  return flow * ((1 - weak) * mean + weak * weakest);
}

/** Registrations a day, and each candidate's share of them. */
type Entry = Pick<SteadyState, 'flow' | 'shares'>;

/** Who registers where the paid begin at `cut`. */
function entryAt({ candidates, flow, willing, gains }: Turnover, cut: Nats): Entry {
  const wills = willing(cut);
  const total = wills.reduce((sum, one) => sum + one, 0);
  return {
    flow: flow ?? (candidates * total) / gains.length,
    shares: wills.map((one) => (total > 0 ? one / total : 1 / gains.length)),
  };
}

/** Root of a falling function by bisection; the end nearest to it where it has none between them. */
function fallingRoot(excess: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
