import type { FailureRole } from '../../sim/roles.ts';
import type { Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { failed } from '../condition.ts';
import { Failures } from '../failures.ts';
import { together } from '../fates.ts';
import { Frontier, foundingMedian } from '../frontier.ts';
import { Incumbents } from '../incumbents.ts';
import type { Market } from '../market/market.ts';
import { contextFactor } from '../miner.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { OwnMiners } from '../own/ownMiners.ts';
import type { QualityModel } from '../qualityModel.ts';
import { Repairs } from '../repairs.ts';

/** What befalls the miners of a world: they fail; where they can they mend; where a frontier moves they fall behind it. */
export function fatesOf(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  seed: string,
  market: Market | null,
  ownMiners: OwnMiners,
): FailureRole {
  const { hyperparameters, network, block } = world;
  const {
    'scenario.frontierPerDay': perDay,
    'scenario.followRate': followRate,
    'scenario.repairMedianDays': repairDays,
    'scenario.failPerDay': failPerDay,
    'scenario.sizeMedian': sizeMedian,
  } = hyperparameters;
  const isExempt = (uid: Uid) => ownMiners.holds(uid);
  const failures = (fail: (uid: Uid) => void) =>
    new Failures(
      { perDay: failPerDay, seed, start: block, isRepeated: repairDays > 0 },
      network,
      book.validator,
      (uid) => {
        if (!isExempt(uid)) fail(uid);
      },
    );
  if (perDay === 0 && repairDays === 0) return failures(worsening(world, book, qualityModel, market));
  const incumbents = new Incumbents({ book, network, qualityModel, operators: market, isExempt });
  const pace = { perDay, followRate, medianLoss: foundingMedian(sizeMedian) };
  return together([
    failures((uid) => incumbents.befall(uid, failed)),
    new Repairs(repairDays, seed, block, network, incumbents),
    new Frontier(book.frontier, pace, incumbents, block),
  ]);
}

/** Where nothing else befalls a model its answers are all that need be known: they worsen for good. */
function worsening(
  { hyperparameters }: World,
  book: MinerBook,
  qualityModel: QualityModel,
  market: Market | null,
): (uid: Uid) => void {
  const factor = hyperparameters['scenario.poorFactor'];
  const context = contextFactor(hyperparameters.validatorSequenceLength);
  const worse = (uid: Uid) => qualityModel.answersAt((book.loss[uid] * factor) / context, book.responds[uid]);
  return (uid) => enter(book, uid, market?.fail(uid) ?? worse(uid));
}
