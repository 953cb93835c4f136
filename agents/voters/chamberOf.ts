import { type Ratio, ratio } from '../../sim/governance/weightedGame.ts';
import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import type { Chamber } from './chamber.ts';
import { allHolders } from './chambers/allHolders.ts';
import { noVote, ownerDecides } from './chambers/oneDecides.ts';
import { reviewChamber } from './chambers/review.ts';
import { senateChamber } from './chambers/senate.ts';
import { delegatesOf } from './delegates.ts';
import type { Elector } from './electors.ts';
import type { Officers } from './officers.ts';

/** Who decides. */
export const votingRules = [
  'none',
  'senate',
  'review',
  'stake',
  'heads',
  'shared-validator',
  'owner',
] as const;
export type VotingRule = (typeof votingRules)[number];

/** What is open in a vote of all. */
export interface VoteTerms {
  /** Part of all votes that must be cast, and of ayes and nays that must be ayes. */
  readonly quorum: Share;
  readonly threshold: Share;
  /** Part of the holders without a validator that have a delegate, for when they are absent. */
  readonly delegation: Share;
  /** Part of the holders without a validator that have joined the shared one. */
  readonly joined: Share;
}

/** Those who decide under a rule. */
export function chamberOf(
  rule: VotingRule,
  electors: readonly Elector[],
  { triumvirate, submitters, owners }: Officers,
  terms: VoteTerms,
  seed: string,
): Chamber {
  if (rule === 'none') return noVote;
  if (rule === 'owner') return ownerDecides(owners[0]);
  if (rule === 'senate') return senateChamber(electors, triumvirate);
  if (rule === 'review') return reviewChamber(electors, { proposers: submitters, triumvirate, owners });
  const weights = weightsUnder(rule, electors, terms.joined, seed);
  if (weights.every((weight) => weight === 0n)) return noVote;
  const places = [...electors.keys()].filter((place) => weights[place] > 0n);
  return allHolders(
    {
      weights,
      delegates:
        rule === 'shared-validator'
          ? electors.map(() => null)
          : delegatesOf(electors, terms.delegation, seed),
      proposers: rule === 'stake' ? places.filter((place) => isLarge(electors, place)) : places,
    },
    {
      // Those who joined have no quorum to meet: the vote of their validator counts in any case.
      quorum: thousandths(rule === 'shared-validator' ? 0.001 : terms.quorum),
      threshold: thousandths(terms.threshold),
      of: 'cast',
    },
  );
}

const thousandths = (share: Share): Ratio => ratio(Math.max(1, Math.round(1000 * share)), 1000);

const isLarge = (electors: readonly Elector[], place: number): boolean =>
  electors[place].stake * 1000n >= electors.reduce((sum, { stake }) => sum + stake, 0n);

/** [holder] votes. */
function weightsUnder(
  rule: 'stake' | 'heads' | 'shared-validator',
  electors: readonly Elector[],
  joined: Share,
  seed: string,
): bigint[] {
  if (rule === 'heads') return electors.map(() => 1n);
  if (rule === 'stake') return electors.map(({ stake }) => stake);
  return membersOf(electors, joined, seed).map((isMember, place) => (isMember ? electors[place].stake : 0n));
}

/** [holder] whether it has joined the shared validator. */
export function membersOf(
  electors: readonly Pick<Elector, 'validates'>[],
  joined: Share,
  seed: string,
): boolean[] {
  const draw = stream(seed, 'voters-joined', 0);
  return electors.map(({ validates }) => draw.next() < joined && !validates);
}
