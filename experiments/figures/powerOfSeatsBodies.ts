import subnet1 from '../../agents/scenarios/modernSubnet.data.json' with { type: 'json' };
import genesis from '../../agents/scenarios/nakamotoGenesis.data.json' with { type: 'json' };
import { smallestCoalitions } from '../../sim/governance/coalitions.ts';
import { powerOf } from '../../sim/governance/power.ts';
import { plannedReview, seatsFor, triumvirateTrack } from '../../sim/governance/review.ts';
import { senateSeats } from '../../sim/governance/senate.ts';
import {
  byOwner,
  inUnits,
  majorityOf,
  quotaOf,
  ratio,
  totalOf,
  votesOfShares,
  type WeightedGame,
} from '../../sim/governance/weightedGame.ts';
import { raoPerTao } from '../../sim/units.ts';

/** Who votes, the fewest that decide, and what the largest can. */
export interface Body {
  readonly name: string;
  readonly voters: number;
  readonly pass: number;
  readonly block: number;
  /** Share of all votes that the largest voter has. */
  readonly largest: number;
  /** Power of the largest voter; null: too many votes to count. */
  readonly banzhaf: number | null;
  readonly shapleyShubik: number | null;
  readonly source: string;
}

/** An owner of genesis stake in votes by a majority and by two thirds. */
export interface OwnerPower {
  readonly share: number;
  readonly banzhaf: number;
  readonly shapleyShubik: number;
  readonly banzhafOfTwoThirds: number;
  readonly shapleyShubikOfTwoThirds: number;
}

const descending = (one: bigint, other: bigint): number => (one < other ? 1 : one > other ? -1 : 0);

const genesisHotkeys: readonly bigint[] = genesis.stakeRao.map(BigInt);
/** [owner] RAO, largest first. */
export const genesisOwners: readonly bigint[] = byOwner(genesisHotkeys, genesis.owner).sort(descending);

const thousandTao = BigInt(1000 * raoPerTao);
const twoThirds = ratio(2, 3);

/** Owners of at least half of a unit, largest first. */
export function ownersPower(): OwnerPower[] {
  const weights = inUnits(genesisOwners, thousandTao).filter((weight) => weight > 0n);
  const total = Number(totalOf(weights));
  const half = powerOf({ weights, quota: majorityOf(weights) });
  const more = powerOf({ weights, quota: quotaOf(weights, twoThirds) });
  return weights.map((weight, seat) => ({
    share: Number(weight) / total,
    banzhaf: half[seat].banzhafIndex,
    shapleyShubik: half[seat].shapleyShubik,
    banzhafOfTwoThirds: more[seat].banzhafIndex,
    shapleyShubikOfTwoThirds: more[seat].shapleyShubik,
  }));
}

/** The bodies that decided, decide, or are planned. */
export function bodies([largest]: readonly OwnerPower[]): Body[] {
  const snapshot = 'genesis snapshot, March 2023';
  const stake = { hotkeys: genesisHotkeys, owners: genesisOwners };
  const [ofHalf, ofMore] = [
    { banzhaf: largest.banzhaf, shapleyShubik: largest.shapleyShubik },
    { banzhaf: largest.banzhafOfTwoThirds, shapleyShubik: largest.shapleyShubikOfTwoThirds },
  ];
  return [
    { ...counted('stake at genesis, hotkeys, 1/2', halfOf(stake.hotkeys), snapshot), ...uncounted },
    { ...counted('stake at genesis, owners, 1/2', halfOf(stake.owners), snapshot), ...ofHalf },
    { ...counted('stake at genesis, owners, 2/3', moreOf(stake.owners), snapshot), ...ofMore },
    bodyOf('senate of genesis, seats', halfOf(senate.map(() => 1n)), snapshot),
    bodyOf('senate of genesis, owners', halfOf(senateByOwner()), snapshot),
    bodyOf('triumvirate', equal(triumvirateTrack.members, triumvirateTrack.needed), 'pallets/collective'),
    bodyOf('root, June 2024', halfOf(rootShares()), 'published shares, the rest spread evenly'),
    bodyOf(
      'subnet 1, November 2025',
      halfOf(inUnits(subnet1Stakes(), thousandTao)),
      'Finney, block 6,852,690',
    ),
    bodyOf('planned review: cancel', reviewOf('cancel'), 'branches governance-*, June 2026'),
    bodyOf('planned review: hurry', reviewOf('fast'), 'branches governance-*, June 2026'),
  ];
}

const halfOf = (weights: readonly bigint[]): WeightedGame => ({ weights, quota: majorityOf(weights) });
const moreOf = (weights: readonly bigint[]): WeightedGame => ({
  weights,
  quota: quotaOf(weights, twoThirds),
});
const equal = (seats: number, quota: number): WeightedGame => ({
  weights: new Array<bigint>(seats).fill(1n),
  quota: BigInt(quota),
});

const reviewSeats = 2 * plannedReview.seatsOfHalf;
const reviewOf = (end: 'cancel' | 'fast'): WeightedGame =>
  equal(reviewSeats, seatsFor(plannedReview[end], reviewSeats));

const uncounted = { banzhaf: null, shapleyShubik: null } as const;

function counted(name: string, game: WeightedGame, source: string) {
  const largest = [...game.weights].sort(descending)[0];
  const voters = game.weights.filter((weight) => weight > 0n).length;
  const share = Number(largest) / Number(totalOf(game.weights));
  return { name, voters, ...smallestCoalitions(game), largest: share, source };
}

function bodyOf(name: string, game: WeightedGame, source: string): Body {
  const power = powerOf(game).sort((one, other) => descending(one.swings, other.swings));
  const { banzhafIndex: banzhaf, shapleyShubik } = power[0];
  return { ...counted(name, game, source), banzhaf, shapleyShubik };
}

/** [seat] uid of the 12 hotkeys with most stake. */
const senate = [...genesisHotkeys.keys()]
  .sort((one, other) => descending(genesisHotkeys[one], genesisHotkeys[other]))
  .slice(0, senateSeats);

const senateByOwner = (): bigint[] =>
  byOwner(
    senate.map(() => 1n),
    senate.map((uid) => genesis.owner[uid]),
  );

/** Five named shares; ranks 6 to 10 have 85 % with them, and the rest of 64 validators has what is left. */
function rootShares(): bigint[] {
  const named = [0.25, 0.135, 0.11, 0.09, 0.065];
  const next = new Array<number>(5).fill((0.85 - 0.65) / 5);
  const rest = new Array<number>(54).fill(0.15 / 54);
  return votesOfShares([...named, ...next, ...rest], 2000);
}

/** RAO of the uids that may set weights: at least 1000 of stake. */
const subnet1Stakes = (): bigint[] => subnet1.stakeRao.map(BigInt).filter((stake) => stake >= thousandTao);
