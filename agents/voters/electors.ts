import { type Stream, stream } from '../../sim/random.ts';
import type { Share, TaoRao } from '../../sim/units.ts';
import type { Holder, Hotkey } from './holders.ts';
import { type Interests, indexOfBest, type Role } from './interests.ts';

/** How holders come to what they want. */
export interface Wants {
  /** Part of a holder's wish that is the worth of its stake, and so the client's loss; the rest is what its miners and validators earn. */
  readonly worth: Share;
  /** Part of the miners that may rent a GPU. */
  readonly gpuAccess: Share;
  /** Standard deviation of an error of judgement that stays with a holder, doublings. */
  readonly misjudgement: number;
  /** `nearest`: prefers the setting that is nearer its wish; `curve`: the one from which its roles gain more. */
  readonly by: 'nearest' | 'curve';
  /** `drawn`: each holder is as likely to have GPUs; `rich`: those with most stake have them. */
  readonly gpusGoTo: 'drawn' | 'rich';
}

/** A holder with what it wants. */
export interface Elector {
  readonly stake: TaoRao;
  readonly hotkeys: readonly Hotkey[];
  readonly validates: boolean;
  /** log2 of the tokens it would choose. */
  readonly wish: number;
  /** [option] of two it prefers the one of the higher value. */
  readonly utility: readonly number[];
}

/** The holders of a snapshot with what they want. */
export function electorsOf(
  holders: readonly Holder[],
  interests: Interests,
  wants: Wants,
  seed: string,
): Elector[] {
  const all = {
    stake: holders.reduce((sum, { stake }) => sum + Number(stake), 0),
    miners: holders.reduce((sum, holder) => sum + minersOf(holder), 0),
  };
  const hasGpus = gpuHolders(holders, wants, stream(seed, 'voters-gpus', 0));
  const error = stream(seed, 'voters-misjudgement', 0);
  return holders.map((holder, place) => {
    const validating = holder.hotkeys.some(({ validates }) => validates)
      ? Number(holder.stake) / all.stake
      : 0;
    const mining = minersOf(holder) / Math.max(1, all.miners);
    // Miners and validators together are paid the same (papers and chain: 50:50 of what is theirs).
    const validator = validating + mining > 0 ? validating / (validating + mining) : 0;
    const parts = partsOf(validator, hasGpus[place] ? 'gpuMiner' : 'cpuMiner', wants.worth);
    const off = wants.misjudgement * error.normal();
    return { ...holder, validates: validating > 0, ...wishOf(parts, interests, wants.by, off) };
  });
}

const minersOf = ({ hotkeys }: Holder): number => hotkeys.filter(({ validates }) => !validates).length;

/** [holder] */
function gpuHolders(holders: readonly Holder[], { gpuAccess, gpusGoTo }: Wants, draw: Stream): boolean[] {
  const drawn = holders.map(() => draw.next() < gpuAccess);
  if (gpusGoTo === 'drawn') return drawn;
  const byStake = [...holders.keys()].sort(
    (one, other) => Number(holders[other].stake - holders[one].stake) || one - other,
  );
  const rich = new Set(byStake.slice(0, Math.round(gpuAccess * holders.length)));
  return holders.map((_, place) => rich.has(place));
}

type Parts = readonly (readonly [role: Role, part: Share])[];

const partsOf = (validator: Share, miner: Role, worth: Share): Parts => [
  ['client', worth],
  ['validator', (1 - worth) * validator],
  [miner, (1 - worth) * (1 - validator)],
];

/** `off`: error of judgement, doublings. */
function wishOf(
  parts: Parts,
  { options, gains, best }: Interests,
  by: Wants['by'],
  off: number,
): Pick<Elector, 'wish' | 'utility'> {
  if (by === 'nearest') {
    const wish = parts.reduce((sum, [role, part]) => sum + part * best[role], off);
    return { wish, utility: options.map((option) => -Math.abs(option - wish)) };
  }
  const range = options[options.length - 1] - options[0];
  const utility = options.map((option, k) =>
    // An error of one doubling tilts the curve by what the whole range is worth, over its doublings.
    parts.reduce(
      (sum, [role, part]) => sum + part * gains[role][k],
      (off * (option - options[0])) / range ** 2,
    ),
  );
  return { wish: options[indexOfBest(utility)], utility };
}
