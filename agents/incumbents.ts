import type { Network } from '../sim/network.ts';
import type { Uid } from '../sim/units.ts';
import type { Condition, Turn } from './condition.ts';
import { type Answers, enter, type MinerBook } from './minerBook.ts';
import type { QualityModel } from './qualityModel.ts';

/** Who runs the model of a uid where miners pay rent; null for one that has no account. */
export interface Operators {
  conditionOf(uid: Uid): Condition | null;
  /** Puts the model in another condition; what it answers then, or null where it has no account or is switched off. */
  befall(uid: Uid, turn: Turn): Answers | null;
}

/** What incumbents live in. */
export interface IncumbentsPlace {
  readonly book: MinerBook;
  readonly network: Readonly<Network>;
  readonly qualityModel: QualityModel;
  readonly operators: Operators | null;
  /** Miners that decide for themselves what they answer. */
  readonly isExempt: (uid: Uid) => boolean;
}

/** The models that hold slots, as far as something befalls them. Their state is in the book, or in the market's accounts. */
export class Incumbents {
  private readonly place: IncumbentsPlace;

  constructor(place: IncumbentsPlace) {
    this.place = place;
  }

  /** Uids with a model that fate may touch, rising. */
  *uids(): Generator<Uid> {
    const { book, network, isExempt } = this.place;
    for (let uid = 0; uid < network.size; uid++)
      if (book.models[uid] !== null && !book.validator[uid] && !isExempt(uid)) yield uid;
  }

  conditionOf(uid: Uid): Condition | null {
    const { book, operators } = this.place;
    return operators?.conditionOf(uid) ?? book.models[uid];
  }

  /** Puts the model of a uid in another condition; from then on it answers so. */
  befall(uid: Uid, turn: Turn): void {
    const { book, operators, qualityModel } = this.place;
    const model = book.models[uid];
    if (model === null) return;
    if (operators !== null && operators.conditionOf(uid) !== null) {
      const answers = operators.befall(uid, turn);
      if (answers !== null) enter(book, uid, answers);
      return;
    }
    const changed = turn(model);
    book.models[uid] = changed;
    enter(book, uid, qualityModel.answersOf(changed));
  }
}
