import { exp } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import { toOne } from './clients.ts';

/** People with stake: they vote, validate or buy by what they believe of the domains. */
export interface VoterSettings {
  readonly domains: number;
  readonly people: number;
  /** Spread of ln of their stakes. */
  readonly stakeSpread: number;
  /** Spread of ln of the error that all of them share. */
  readonly hypeSpread: number;
  /** Spread of ln of the error of each. */
  readonly signalNoise: number;
  /** Share of the domains that one of them knows; the others get nothing of it. */
  readonly attention: Share;
  /** What a domain without clients is believed to be used, over the median domain of those with clients. */
  readonly delusion: number;
  /** Spread of ln of the use: blind people scatter as far without knowing it. */
  readonly demandSpread: number;
}

/** What people hold, and what they think of domains beside the clients' use. */
export interface Voters {
  /** [person] Shares of the stake, sum 1. */
  readonly stake: readonly number[];
  /** [domain] Factor by which all err. */
  readonly hype: readonly number[];
  /** [domain] What all who are blind go by instead of the use. */
  readonly fancy: readonly number[];
  /** As in the settings. */
  readonly delusion: number;
  /** [person][domain] Factor by which one errs; 0: does not know the domain. */
  readonly errors: readonly (readonly number[])[];
}

/** Draws the people of a seed. */
export function drawVoters(settings: VoterSettings, seed: string): Voters {
  const { domains, people, stakeSpread, hypeSpread, signalNoise, attention, demandSpread } = settings;
  const everyDomain = Array.from({ length: domains }, (_, domain) => domain);
  const luck = everyDomain.map((domain) => stream(seed, 'hype', domain).normal());
  const errorsOf = (person: number) => {
    const draws = stream(seed, 'signals', person);
    return everyDomain.map(() => {
      const error = exp(signalNoise * draws.normal());
      return draws.next() < attention ? error : 0;
    });
  };
  return {
    delusion: settings.delusion,
    stake: toOne(
      Array.from({ length: people }, (_, person) => stream(seed, 'stake', person).lognormal(1, stakeSpread)),
    ),
    hype: luck.map((normal) => exp(hypeSpread * normal)),
    fancy: luck.map((normal) => exp(Math.hypot(hypeSpread, demandSpread) * normal)),
    errors: Array.from({ length: people }, (_, person) => errorsOf(person)),
  };
}

/** [person][domain] Votes, each row of sum 1 (0 for one who knows no domain): the use as a person sees it. */
export function votesOf(voters: Voters, use: readonly number[], areBlind: boolean): number[][] {
  const believed = voters.delusion * medianOf(use.filter((share) => share > 0));
  const seen = use.map((share, domain) =>
    areBlind ? voters.fancy[domain] : (share > 0 ? share : believed) * voters.hype[domain],
  );
  return voters.errors.map((row) => toOne(row.map((error, domain) => error * seen[domain])));
}

/** The upper one of two middle values. */
const medianOf = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** [domain] What the stake as a whole believes: votes by stake, sum 1. */
export const beliefOf = ({ stake }: Voters, votes: readonly (readonly number[])[]): number[] =>
  toOne(
    votes[0].map((_, domain) => stake.reduce((sum, own, person) => sum + own * votes[person][domain], 0)),
  );
