import { adjustSenate, type Senator } from '../../../sim/governance/senate.ts';
import { close, leastDuration, type Proposal, propose, vote } from '../../../sim/governance/triumvirate.ts';
import { byOwner, majorityOf } from '../../../sim/governance/weightedGame.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import type { Ask } from '../ask.ts';
import type { Chamber, Verdict } from '../chamber.ts';
import type { Elector } from '../electors.ts';
import { seatVotes } from '../seatVotes.ts';

/** Blocks for which a proposal is open: three days, ours; the chain asks for 12 hours at least. */
const duration = Math.max(leastDuration, 3 * blocksPerDay);

/** A hotkey in the senate with the holder that owns it. */
export interface OwnedSeat {
  readonly hotkey: string;
  readonly holder: number;
}

/** The senate after every hotkey has registered on root, one after the other (`sim/governance/senate.ts`). */
export function seatedSenate(electors: readonly Pick<Elector, 'hotkeys'>[]): OwnedSeat[] {
  const holderOf = new Map<string, number>();
  const stakeOf = new Map<string, bigint>();
  let senate: readonly Senator[] = [];
  for (const [holder, { hotkeys }] of electors.entries())
    for (const { name, stake } of hotkeys) {
      holderOf.set(name, holder);
      stakeOf.set(name, stake);
      senate = adjustSenate(senate, { hotkey: name, stake }, (hotkey) => stakeOf.get(hotkey) ?? 0n).senate;
    }
  return senate.map(({ hotkey }) => ({ hotkey, holder: holderOf.get(hotkey) ?? 0 }));
}

/**
 * The triumvirate proposes and the senate votes (subtensor v1.0.0 to v3.2.9): half of the seats and one must say aye, and silence is a nay, as
 * no prime is set. `triumvirate`: places of its members.
 */
export function senateChamber(electors: readonly Elector[], triumvirate: readonly number[]): Chamber {
  const seats = seatedSenate(electors);
  const chambers = {
    triumvirate: triumvirate.map((place) => `holder ${place}`),
    senate: seats.map(({ hotkey }) => hotkey),
    prime: null,
  };
  const weights = byOwner(
    seats.map(() => 1n),
    seats.map(({ holder }) => holder),
  );
  const game = { weights, quota: majorityOf(weights) };
  const decide = (ask: Ask): Verdict => {
    const motion = { call: `set ${ask.number}`, needsRoot: true, duration };
    const opened = propose(chambers, [], `holder ${ask.proposer}`, motion, 0);
    return typeof opened === 'string' ? { passes: false, days: 0 } : voted(chambers, opened, ask, seats);
  };
  return {
    proposers: triumvirate,
    decide,
    game,
    ayesToPass: Number(game.quota) / seats.length,
    naysToBlock: 0,
  };
}

/** Every senator that takes part votes with all of its hotkeys, until the proposal may be closed. */
function voted(
  chambers: Parameters<typeof close>[0],
  opened: Proposal,
  ask: Ask,
  seats: readonly OwnedSeat[],
): Verdict {
  let proposal = opened;
  const holders = [...new Set(seats.map(({ holder }) => holder))];
  for (const { holder, moment, isAye } of seatVotes(ask, holders)) {
    for (const seat of seats.filter((one) => one.holder === holder)) {
      const after = vote(chambers, proposal, seat.hotkey, isAye);
      if (typeof after !== 'string') proposal = after;
    }
    const block = Math.floor(moment * duration);
    const closing = close(chambers, proposal, block);
    if (closing.outcome !== 'open') return verdictOf(closing.outcome, block);
  }
  return verdictOf(close(chambers, proposal, opened.end).outcome, opened.end);
}

const verdictOf = (outcome: ReturnType<typeof close>['outcome'], block: number): Verdict => ({
  passes: outcome === 'executed',
  days: block / blocksPerDay,
});
