import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Block } from '../../sim/units.ts';
import type { Announcement } from '../governance.ts';
import type { MarketPlace } from './marketPlace.ts';
import { type Expectation, expectationsOf, type Outlook, outlookOf } from './prospects.ts';

/** Rules as they will be, from their block on. */
interface Ahead {
  readonly block: Block;
  readonly outlook: Outlook;
}

/** The rules of the day as miners see them, and the announced ones. */
export class Outlooks {
  present: Outlook;
  private readonly place: MarketPlace;
  /** What `changes` were made of. */
  private told: Announcement | null;
  private changes: readonly Ahead[];
  private foresightDays: number;

  constructor(place: MarketPlace) {
    const { hyperparameters, notices } = place;
    this.place = place;
    this.present = outlookOf(hyperparameters, place.qualityModel);
    this.foresightDays = hyperparameters['market.foresightDays'];
    this.told = notices.announcement;
    this.changes = aheadOf(place);
  }

  revise(hyperparameters: Hyperparameters): void {
    const { qualityModel, notices } = this.place;
    this.present = outlookOf(hyperparameters, qualityModel);
    this.foresightDays = hyperparameters['market.foresightDays'];
    if (notices.announcement === this.told) return;
    this.told = notices.announcement;
    this.changes = aheadOf(this.place);
  }

  /** What people expect of the rules: announced changes count as far as they look ahead. */
  expected(block: Block): readonly Expectation[] {
    // Like a change, an announcement is made at the end of its block.
    const known = this.told !== null && this.told.from < block ? this.changes : [];
    return expectationsOf(this.present, known, block, this.foresightDays);
  }
}

const aheadOf = ({ notices, qualityModel }: MarketPlace): Ahead[] =>
  (notices.announcement?.changes ?? []).map(({ block, hyperparameters }) => ({
    block,
    outlook: outlookOf(hyperparameters, qualityModel.under(hyperparameters)),
  }));
