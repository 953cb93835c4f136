import { stream } from '../../sim/random.ts';
import { askOf } from './ask.ts';
import type { Chamber } from './chamber.ts';
import type { Elector } from './electors.ts';
import { indexOfBest } from './interests.ts';
import type { Turnout } from './presence.ts';

/** A term in which one setting is voted on. */
export interface Term {
  readonly days: number;
  /** Mean days from the end of one proposal to the next. */
  readonly between: number;
  /** Place of the option in force at the start. */
  readonly start: number;
  readonly turnout: Turnout;
}

/** A proposal and what became of it. */
export interface Decided {
  readonly from: number;
  readonly to: number;
  readonly passes: boolean;
  /** From the proposal until it is in force or dropped. */
  readonly days: number;
}

/** What a term brought: its proposals, and for how long each option was in force. */
export interface TermOfVotes {
  readonly proposals: readonly Decided[];
  /** [option] days */
  readonly daysInForce: readonly number[];
  /** Option in force at the end. */
  readonly last: number;
}

/**
 * A term: one proposal at a time, each by one of those who may, for what it would have itself. One who likes what is in force lets its turn
 * pass. The draws of a turn are named by its number, so the turns of two rules are alike.
 */
export function termOfVotes(
  chamber: Chamber,
  electors: readonly Elector[],
  { days, between, start, turnout }: Term,
  seed: string,
): TermOfVotes {
  const daysInForce = electors[0].utility.map(() => 0);
  const proposals: Decided[] = [];
  let [now, setting] = [0, start];
  const wait = (until: number) => {
    daysInForce[setting] += Math.max(0, Math.min(until, days) - now);
    now = until;
  };
  for (let turn = 0; now < days; turn++) {
    const agenda = stream(seed, 'voters-agenda', turn);
    wait(now + agenda.exponential(1 / between));
    if (now >= days || chamber.proposers.length === 0) continue;
    const proposer = chamber.proposers[agenda.integer(chamber.proposers.length)];
    const change = { from: setting, to: indexOfBest(electors[proposer].utility), proposer };
    if (change.to === setting) continue;
    const verdict = chamber.decide(askOf(electors, change, turn, turnout, seed));
    proposals.push({ from: change.from, to: change.to, ...verdict });
    wait(now + verdict.days);
    if (verdict.passes && now < days) setting = change.to;
  }
  return { proposals, daysInForce, last: setting };
}
