import { over } from '../../sim/copy.ts';
import type { FailureRole } from '../../sim/roles.ts';
import type { Share, Uid } from '../../sim/units.ts';
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
  const isExempt = over({ ownMiners }, exemptOver);
  const failures = (fail: Fate) =>
    new Failures(
      { perDay: failPerDay, seed, start: block, isRepeated: repairDays > 0 },
      network,
      book.validator,
      over({ ownMiners, fail }, sparingOver),
    );
  if (perDay === 0 && repairDays === 0)
    return failures(over({ ...worseOf(world), book, qualityModel, market }, worseningOver));
  const incumbents = new Incumbents({ book, network, qualityModel, operators: market, isExempt });
  const pace = { perDay, followRate, medianLoss: foundingMedian(sizeMedian) };
  return together([
    failures(over({ incumbents }, failingOver)),
    new Repairs(repairDays, seed, block, network, incumbents),
    new Frontier(book.frontier, pace, incumbents, block),
  ]);
}

/** What befalls the holder of a uid. */
type Fate = (uid: Uid) => void;

const exemptOver =
  (company: { readonly ownMiners: OwnMiners }) =>
  (uid: Uid): boolean =>
    company.ownMiners.holds(uid);

/** Miners of one's own decide for themselves what they answer. */
const sparingOver =
  (told: { readonly ownMiners: OwnMiners; readonly fail: Fate }): Fate =>
  (uid) => {
    if (!told.ownMiners.holds(uid)) told.fail(uid);
  };

const failingOver =
  (told: { readonly incumbents: Incumbents }): Fate =>
  (uid) =>
    told.incumbents.befall(uid, failed);

const worseOf = ({ hyperparameters }: World) => ({
  factor: hyperparameters['scenario.poorFactor'],
  answered: hyperparameters['scenario.poorResponds'],
  context: contextFactor(hyperparameters.validatorSequenceLength),
});

/** Where nothing else befalls a model its answers are all that need be known: they worsen for good. */
const worseningOver =
  (worse: {
    readonly factor: number;
    /** Share of its queries that it still answers, of those that it did. */
    readonly answered: Share;
    readonly context: number;
    readonly book: MinerBook;
    readonly qualityModel: QualityModel;
    readonly market: Market | null;
  }): Fate =>
  (uid) => {
    const { factor, answered, context, book, qualityModel, market } = worse;
    const loss = (book.loss[uid] * factor) / context;
    enter(book, uid, market?.fail(uid) ?? qualityModel.answersAt(loss, book.responds[uid] * answered));
  };
