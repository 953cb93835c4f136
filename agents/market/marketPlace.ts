import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Network } from '../../sim/network.ts';
import type { Block, Rao, TaoPerAlpha } from '../../sim/units.ts';
import type { Notices } from '../governance.ts';
import type { MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import type { WaitingList } from '../waitingList.ts';
import type { MarketTally } from './tally.ts';

/** What the market is told of its world. */
export interface MarketPlace {
  readonly seed: string;
  readonly start: Block;
  readonly network: Readonly<Network>;
  readonly book: MinerBook;
  /** Those of the day. */
  hyperparameters: Hyperparameters;
  readonly qualityModel: QualityModel;
  /** RAO of a block that are shared out among miners at the start. */
  readonly minersPart: Rao;
  /** TAO for a unit of what miners earn: an alpha, or 1 where they earn TAO. */
  readonly taoPerUnit: TaoPerAlpha;
  /** The candidates that will look at the price of a slot; those sent to the gate join them. */
  readonly waiting: WaitingList;
  readonly tally: MarketTally;
  /** What will change, and from when on people know. */
  readonly notices: Notices;
}
