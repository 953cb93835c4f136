import type { Row } from '../../sim/row.ts';
import { type Share, type Uid, u16Max } from '../../sim/units.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';

/** The part of every row that validators give to the owner's uid, where the chain withholds what it earns. */
export interface OwnerShare {
  readonly uid: Uid;
  /** Above 0, at most 1. */
  readonly share: Share;
}

/** What a scenario directs to the owner's uid; null for nothing. Throws `UnrunnableWorld` where there is no such uid. */
export function ownerShareOf(ownerUid: Uid | null, share: Share): OwnerShare | null {
  if (share === 0) return null;
  if (ownerUid === null)
    throw new UnrunnableWorld(
      `scenario.ownerBurn ${share} directs weights to the owner's uid, and this scenario has no owner: set it to 0, or take a scenario with an owner (modern-subnet)`,
    );
  return { uid: ownerUid, share };
}

/**
 * A u16 row with the owner's part in it: all other weights keep their proportions, the largest is 65,535, and what rounds to
 * nothing is left out. Uids ascending.
 */
export function withOwnerShare({ targets, values }: Row, { uid, share }: OwnerShare): Row {
  let others = 0;
  for (let entry = 0; entry < targets.length; entry++) if (targets[entry] !== uid) others += values[entry];
  if (share === 1 || others === 0) return { targets: Uint16Array.of(uid), values: Uint32Array.of(u16Max) };
  const own = (share / (1 - share)) * others;
  let largest = own;
  for (let entry = 0; entry < targets.length; entry++)
    if (targets[entry] !== uid) largest = Math.max(largest, values[entry]);
  const entries = [...targets]
    .map((target, entry) => [target, values[entry]] as const)
    .filter(([target]) => target !== uid)
    .concat([[uid, own]])
    .map(([target, value]) => [target, Math.round((value / largest) * u16Max)] as const)
    .filter(([, value]) => value > 0)
    .sort(([one], [other]) => one - other);
  return {
    targets: Uint16Array.from(entries, ([target]) => target),
    values: Uint32Array.from(entries, ([, value]) => value),
  };
}
