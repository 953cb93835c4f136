import { gini } from '../../../sim/metrics/concentration.ts';
import { pairDistances, rowDistance } from '../../../sim/metrics/rowDistance.ts';
import type { Row } from '../../../sim/row.ts';
import { type Block, type Blocks, blocksPerDay, type Share, type Uid } from '../../../sim/units.ts';
import { meanOf, medianOf } from './middle.ts';

/** Blocks of an epoch of subnet 31. */
export const epochBlocks: Blocks = 360;

/** A validator that has not spoken for so long has no say. */
const activityCutoff: Blocks = 5000;
/** Validators below this part of all stake are left out. */
const largeFrom: Share = 0.01;

/** A subnet at the end of an epoch, recorded or simulated; arrays by uid. */
export interface SubnetView {
  readonly block: Block;
  readonly rows: readonly Row[];
  readonly stake: ArrayLike<number>;
  readonly lastUpdate: ArrayLike<number>;
  readonly registrationBlock: ArrayLike<number>;
  readonly validatorPermit: ArrayLike<number>;
  readonly incentive: ArrayLike<number>;
}

/** A large validator's row was another than at the end of the epoch before. */
export interface RowChange {
  readonly uid: Uid;
  /** Total variation between the two. */
  readonly distance: Share;
}

/** What the end of an epoch shows. */
export interface EpochLook {
  /** Large validators that have a say. */
  readonly validators: readonly Uid[];
  /** Mean total variation between their rows, and the middle one of all pairs; null for fewer than two. */
  readonly disagreement: Share | null;
  readonly middleDisagreement: Share | null;
  readonly changes: readonly RowChange[];
  /** Gini of the incentive over paid uids. */
  readonly paidGini: Share;
}

/** Someone registered between two epochs. */
export interface Newcomer {
  readonly uid: Uid;
  readonly block: Block;
  /** Days that the uid's holder before had held it. */
  readonly replacedAge: number;
  /** Epochs until its first incentive; null: it got none while it was seen. */
  readonly firstPay: number | null;
  /** Last block at which it was seen. */
  readonly until: Block;
  /** It holds a permit and has set weights: it came to validate. */
  readonly validates: boolean;
}

/** Looks at a subnet epoch by epoch, the same way at a recorded and at a simulated one. */
export class SubnetWatch {
  readonly looks: EpochLook[] = [];
  private readonly seen: Newcomer[] = [];
  private rows: readonly Row[] = [];
  private registered: readonly number[] = [];
  /** [uid] place of its holder among the newcomers. */
  private readonly holders = new Map<Uid, number>();

  /** Everyone who registered after the first look, in the order of their blocks. */
  get newcomers(): readonly Newcomer[] {
    return [...this.seen].sort((one, other) => one.block - other.block);
  }

  look(view: SubnetView): void {
    const validators = largeValidators(view);
    const { rows, incentive } = view;
    const apart = pairDistances(
      validators.map((uid) => rows[uid]),
      rows.length,
    );
    this.looks.push({
      validators,
      disagreement: meanOf(apart),
      middleDisagreement: medianOf(apart),
      changes: this.changesAt(view, validators),
      paidGini: gini(Array.from(incentive).filter((share) => share > 0)),
    });
    this.meet(view);
    this.follow(view);
    this.rows = [...rows];
    this.registered = Array.from(view.registrationBlock);
  }

  private changesAt({ rows }: SubnetView, validators: readonly Uid[]): RowChange[] {
    return validators.flatMap((uid) => {
      const before = this.rows[uid];
      if (before === undefined || before === rows[uid] || before.targets.length < 2) return [];
      return [{ uid, distance: rowDistance(before, rows[uid], rows.length) }];
    });
  }

  private meet({ registrationBlock }: SubnetView): void {
    for (const [uid, before] of this.registered.entries()) {
      const block = registrationBlock[uid];
      if (block === before) continue;
      this.holders.set(uid, this.seen.length);
      const replacedAge = (block - before) / blocksPerDay;
      this.seen.push({ uid, block, replacedAge, firstPay: null, until: block, validates: false });
    }
  }

  private follow({ block, incentive, validatorPermit, rows, lastUpdate }: SubnetView): void {
    const setsWeights = (uid: Uid) => validatorPermit[uid] === 1 && rows[uid].targets.length > 1;
    for (const [uid, place] of this.holders) {
      const one = this.seen[place];
      const isPaid = one.firstPay === null && incentive[uid] > 0;
      this.seen[place] = {
        ...one,
        until: block,
        validates: one.validates || (setsWeights(uid) && lastUpdate[uid] > one.block),
        firstPay: isPaid ? Math.max(1, Math.ceil((block - one.block) / epochBlocks)) : one.firstPay,
      };
    }
  }
}

function largeValidators({ block, rows, stake, lastUpdate, validatorPermit }: SubnetView): Uid[] {
  const total = Array.from(stake).reduce((sum, one) => sum + one, 0);
  return rows.flatMap(({ targets }, uid) => {
    const isLarge = stake[uid] >= largeFrom * total && targets.length > 1;
    return isLarge && validatorPermit[uid] === 1 && block - lastUpdate[uid] <= activityCutoff ? [uid] : [];
  });
}
