import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Block } from '../../sim/units.ts';
import type { MarketPlace } from './marketPlace.ts';
import { type Expectation, expectationsOf, type Outlook, outlookOf } from './prospects.ts';

/** The rules of the day as miners see them, and the announced ones. */
export class Outlooks {
  present: Outlook;
  private readonly place: MarketPlace;
  /** The rules as they will be, from their blocks on. */
  private readonly changes: readonly { readonly block: Block; readonly outlook: Outlook }[];

  constructor(place: MarketPlace) {
    const { hyperparameters, qualityModel, announcement } = place;
    this.place = place;
    this.present = outlookOf(hyperparameters, qualityModel);
    this.changes = (announcement?.changes ?? []).map((change) => ({
      block: change.block,
      outlook: outlookOf(change.hyperparameters, qualityModel.under(change.hyperparameters)),
    }));
  }

  revise(hyperparameters: Hyperparameters): void {
    this.present = outlookOf(hyperparameters, this.place.qualityModel);
  }

  /** What people expect of the rules: announced changes count as far as they look ahead. */
  expected(block: Block): readonly Expectation[] {
    const { announcement, hyperparameters } = this.place;
    // Like a change, an announcement is made at the end of its block.
    const known = announcement !== null && announcement.from < block ? this.changes : [];
    return expectationsOf(this.present, known, block, hyperparameters['market.foresightDays']);
  }
}
