import type { TaoRao } from '../../sim/units.ts';
import subnet31 from '../scenarios/finneySn31.data.json' with { type: 'json' };
import subnet1 from '../scenarios/modernSubnet.data.json' with { type: 'json' };
import genesis from '../scenarios/nakamotoGenesis.data.json' with { type: 'json' };

/** Recorded stakes: of the whole network at the end of Nakamoto, and of two subnets of Finney. */
export const snapshots = ['genesis-2023', 'subnet-31-2024', 'subnet-1-2025'] as const;
export type Snapshot = (typeof snapshots)[number];

/** A hotkey with its stake, and whether it validates: of Nakamoto the 128 with most stake, of Finney those with a permit. */
export interface Hotkey {
  readonly name: string;
  readonly stake: TaoRao;
  readonly validates: boolean;
}

/** An owner of hotkeys; where the record has no owners each hotkey is one of its own. */
export interface Holder {
  readonly stake: TaoRao;
  readonly hotkeys: readonly Hotkey[];
}

const nakamotoPermits = 128;
/** Stake from which a validator of Finney may set weights. */
const permitStake: TaoRao = 1_000_000_000_000n;

/** The holders of a snapshot that have stake, in the order of their first uid. What delegators have is counted as their validator's. */
export function holdersOf(snapshot: Snapshot): readonly Holder[] {
  const holders = known.get(snapshot) ?? read[snapshot]();
  known.set(snapshot, holders);
  return holders;
}

/** A record never changes, so that it is read once. */
const known = new Map<Snapshot, readonly Holder[]>();

const read: Readonly<Record<Snapshot, () => Holder[]>> = {
  'genesis-2023': () => {
    const stakes = genesis.stakeRao.map(BigInt);
    const least = stakes.toSorted(descending)[nakamotoPermits - 1];
    return byOwner(
      stakes,
      genesis.owner,
      stakes.map((stake) => stake >= least),
    );
  },
  'subnet-31-2024': () => {
    const stakes = subnet31.stakeRao.map(BigInt);
    return byOwner(
      stakes,
      [...stakes.keys()],
      subnet31.validatorPermit.map((permit, uid) => permit === 1 && stakes[uid] >= permitStake),
    );
  },
  'subnet-1-2025': () => {
    const stakes = subnet1.stakeRao.map(BigInt);
    return byOwner(
      stakes,
      subnet1.owner,
      stakes.map((stake) => stake >= permitStake),
    );
  },
};

const descending = (one: bigint, other: bigint): number => (one < other ? 1 : one > other ? -1 : 0);

function byOwner(
  stakes: readonly bigint[],
  owners: readonly number[],
  validates: readonly boolean[],
): Holder[] {
  const hotkeys = new Map<number, Hotkey[]>();
  for (const [uid, owner] of owners.entries()) {
    const own = hotkeys.get(owner) ?? [];
    hotkeys.set(owner, own);
    own.push({ name: `uid ${uid}`, stake: stakes[uid], validates: validates[uid] });
  }
  return [...hotkeys.values()]
    .map((own) => ({ stake: own.reduce((sum, { stake }) => sum + stake, 0n), hotkeys: own }))
    .filter(({ stake }) => stake > 0n);
}
