import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import type { World } from '../../sim/world.ts';
import { Market } from '../market/market.ts';
import type { MarketTally } from '../market/tally.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Assayer } from './assayer.ts';
import { founderModel } from './found.ts';
import type { Announcement } from './governanceOf.ts';
import type { Scenario } from './scenario.ts';

/**
 * The market of a world whose miners pay for what they run, with the founders' books opened; null where nobody pays.
 * Throws for worlds whose founders' models are not known, or fail without anybody's doing.
 */
export function marketOf(
  world: World,
  book: MinerBook,
  assayer: Assayer,
  scenario: Scenario,
  seed: string,
  tally: MarketTally,
  announcement: Announcement | null,
): Market | null {
  const { hyperparameters, network, rules, block } = world;
  if (!hyperparameters['market.on']) return null;
  if (scenario.name === 'finney-sn31')
    throw new UnrunnableWorld('finney-sn31 knows no models of its miners: market.on needs another scenario');
  if (hyperparameters['scenario.failPerDay'] > 0)
    throw new UnrunnableWorld('scenario.failPerDay and market.on exclude each other: set one of them');
  const market = new Market({
    seed,
    start: block,
    network,
    book,
    hyperparameters,
    assayer,
    emissionPerBlock: rules.distributed(world),
    tally,
    announcement,
  });
  for (let uid = 0; uid < network.size; uid++) {
    if (book.validator[uid] || book.responds[uid] === 0) continue;
    market.found(uid, founderModel(seed, uid, hyperparameters));
  }
  return market;
}
