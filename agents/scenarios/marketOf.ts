import { taoPerUnit } from '../../sim/money.ts';
import type { World } from '../../sim/world.ts';
import type { Notices } from '../governance.ts';
import { Market } from '../market/market.ts';
import type { MarketTally } from '../market/tally.ts';
import type { MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import type { WaitingList } from '../waitingList.ts';
import { founderModels, isRecorded } from './found.ts';
import type { Scenario } from './scenario.ts';

/** The market of a world whose miners pay for what they run, with the founders' books opened; null where miners pay nothing. */
export function marketOf(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  scenario: Scenario,
  seed: string,
  tally: MarketTally,
  notices: Notices,
  waiting: WaitingList,
): Market | null {
  const { hyperparameters, network, rules, block } = world;
  if (!hyperparameters['market.on']) return null;
  const market = new Market({
    seed,
    start: block,
    network,
    book,
    hyperparameters,
    qualityModel,
    minersPart: rules.minersPart(world),
    taoPerUnit: taoPerUnit(world),
    tally,
    notices,
    waiting,
  });
  const modelOf = founderModels(world, book, scenario, seed, qualityModel);
  for (let uid = 0; uid < network.size; uid++) {
    if (book.validator[uid] || book.responds[uid] === 0) continue;
    market.found(uid, modelOf(uid), isRecorded(scenario));
  }
  return market;
}
