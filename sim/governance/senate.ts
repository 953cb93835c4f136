/** Most seats of the senate (SenateMaxMembers). */
export const senateSeats = 12;

/** Who sits in the senate: a hotkey of a root validator, with the stake that its seat was judged by. */
export interface Senator {
  readonly hotkey: string;
  /** RAO: of all subnets in v1.1.1, on root from v2. */
  readonly stake: bigint;
}

/** The senate after a registration on root, and who lost a seat by it. */
export interface Seated {
  readonly senate: readonly Senator[];
  /** Their votes in open proposals are removed (`withoutVotesOf`). */
  readonly replaced: string | null;
}

/**
 * The senate after `candidate` registered on root: it takes a free seat, or that of the senator with the least stake if it has strictly
 * more; of several with the least, the one that sits longest. `stakeNow` is what each senator has at this moment, as a seat is not given up
 * when stake shrinks, only to one who has more. Throws a RangeError at a negative stake (subtensor v1.0.0 to v3.2.9, root.rs,
 * join_senate_if_allowed(); later adjust_senate()).
 */
export function adjustSenate(
  senate: readonly Senator[],
  candidate: Senator,
  stakeNow: (hotkey: string) => bigint,
): Seated {
  checkStake(candidate);
  const sitting = senate.map(({ hotkey }) => ({ hotkey, stake: stakeNow(hotkey) }));
  for (const senator of sitting) checkStake(senator);
  if (sitting.some(({ hotkey }) => hotkey === candidate.hotkey)) return { senate: sitting, replaced: null };
  if (sitting.length < senateSeats) return { senate: [...sitting, candidate], replaced: null };
  const least = sitting.reduce((lowest, senator) => (senator.stake < lowest.stake ? senator : lowest));
  if (least.stake >= candidate.stake) return { senate: sitting, replaced: null };
  const others = sitting.filter(({ hotkey }) => hotkey !== least.hotkey);
  return { senate: [...others, candidate], replaced: least.hotkey };
}

function checkStake({ hotkey, stake }: Senator): void {
  if (stake < 0n)
    throw new RangeError(`stake of ${hotkey} must not be negative; received ${stake}: give RAO of its stake`);
}
