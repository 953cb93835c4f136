import { selfWeight } from '../../sim/network.ts';
import { type Stream, stream } from '../../sim/random.ts';
import { type Row, rowOf } from '../../sim/row.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { blocksPerDay, type Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { contextFactor, drawMiner, type Miner } from '../miner.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import { effectiveSize } from '../scoring/scalingLaw.ts';
import { disguiseOf, ownerOf } from '../tricks/handOut.ts';
import type { Trick } from '../tricks/trick.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import subnet31 from './finneySn31.data.json' with { type: 'json' };
import { genesisFounding, modernFounding, scaledFounding, syntheticFounding } from './founding.ts';
import type { Founding, Scenario } from './scenario.ts';

/** Registration blocks of the founders lie uniformly in the days before the start (assumption A14). */
const registeredWithinDays = 28;

/** Seats the founders; returns the uids of the validators. */
export function found(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  scenario: Scenario,
  seed: string,
  kinds: readonly ValidatorKind[],
): readonly number[] {
  if (isRecorded(scenario.name)) return foundSubnet31(world, book, qualityModel, seed);
  const founding = foundingOf(scenario, world.hyperparameters['scenario.minerStakeCap']);
  const { network, hyperparameters, block } = world;
  network.size = scenario.uids;
  const validates = new Set(founding.validators);
  const disguise = disguiseOf(qualityModel.tricks, hyperparameters, scenario.uids, seed);
  const { startsWithSelfWeight } = readingOf(hyperparameters);
  for (let uid = 0; uid < network.size; uid++) {
    const { draws, registered } = founder(seed, uid);
    network.hotkey[uid] = uid;
    network.coldkey[uid] = founding.owner[uid];
    network.stakes.rao[uid] = founding.stakeRao[uid];
    network.registrationBlock[uid] = block - 1 - Math.floor(registered * registeredWithinDays * blocksPerDay);
    network.lastUpdate[uid] = network.registrationBlock[uid];
    if (startsWithSelfWeight) network.weights[uid] = selfWeight(uid);
    if (validates.has(uid)) continue;
    const drawn = drawMiner(draws, hyperparameters);
    const miner: Miner = disguise?.(drawn, uid) ?? drawn;
    network.coldkey[uid] = ownerOf(miner, network.coldkey[uid]);
    enter(
      book,
      uid,
      qualityModel.answersOf(isLeftEmpty(world, uid, kinds) ? { ...miner, responds: 0 } : miner),
    );
  }
  network.validatorPermit.fill(1, 0, scenario.uids);
  return founding.validators;
}

/** The draws of a founder: when it registered, then its model. */
function founder(seed: string, uid: number): { readonly draws: Stream; readonly registered: number } {
  const draws = stream(seed, 'founder', uid);
  return { draws, registered: draws.next() };
}

/**
 * The models of the founders, [uid]: as they were drawn, trick included, when the network was founded. Where answers were
 * recorded and no models, the one whose size has the loss of the answers.
 */
export function founderModels(
  { network, hyperparameters }: World,
  book: MinerBook,
  { name, uids }: Scenario,
  seed: string,
  tricks: readonly Trick[],
): (uid: number) => Miner {
  if (isRecorded(name)) {
    const context = contextFactor(hyperparameters.validatorSequenceLength);
    return (uid) => ({
      size: effectiveSize(book.loss[uid] / context),
      misconfigured: false,
      responds: book.responds[uid],
    });
  }
  const disguise = disguiseOf(tricks, hyperparameters, uids, seed);
  return (uid) => {
    const drawn = drawMiner(founder(seed, uid).draws, hyperparameters);
    return disguise?.(drawn, network.hotkey[uid]) ?? drawn;
  };
}

/** Whether a scenario's founders are known by their answers alone. */
export const isRecorded = (name: string): boolean => name === 'finney-sn31';

/** Whether validators of this world keep a slot without a model. */
const isLeftEmpty = ({ hyperparameters }: World, uid: Uid, kinds: readonly ValidatorKind[]): boolean =>
  kinds.some((kind) => kind.shareOf(hyperparameters) > 0 && kind.leavesEmpty?.(uid, hyperparameters));

function foundingOf(scenario: Scenario, cap: number): Founding {
  if (scenario.name === 'synthetic') return syntheticFounding(scenario);
  if (scenario.name === 'modern-subnet') return modernFounding(scenario);
  return scenario.scale === 1 ? genesisFounding(cap) : scaledFounding(scenario, cap);
}

/**
 * Subnet 31 as recorded. The quality of a paid miner is what its stake-weighted mean weight says, scaled so that
 * the median paid miner is the median arrival; unpaid ones are drawn from the lowest tenth of the paid.
 */
function foundSubnet31(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  seed: string,
): readonly number[] {
  const { network, hyperparameters } = world;
  network.size = subnet31.stakeRao.length;
  const rows = subnet31.weights.map((entries) => rowOf(entries as [number, number][]));
  for (let uid = 0; uid < network.size; uid++) {
    network.hotkey[uid] = uid;
    network.coldkey[uid] = uid;
    network.stakes.rao[uid] = BigInt(subnet31.stakeRao[uid]);
    network.registrationBlock[uid] = subnet31.registrationBlock[uid];
    network.lastUpdate[uid] = subnet31.lastUpdate[uid];
    network.validatorPermit[uid] = subnet31.validatorPermit[uid];
    network.weights[uid] = rows[uid];
  }
  const validators = rows.flatMap((row, uid) =>
    row.targets.length > 0 && network.validatorPermit[uid] ? [uid] : [],
  );
  const worth = meanWeights(rows, network.size);
  const validates = new Set(validators);
  const paid = worth
    .filter((weight, uid) => weight > 0 && !validates.has(uid))
    .sort((one, other) => one - other);
  const median = qualityModel.qualityOf({
    size: hyperparameters['scenario.sizeMedian'],
    misconfigured: false,
    responds: 1,
  });
  const unit = median / paid[Math.floor(paid.length / 2)];
  for (let uid = 0; uid < network.size; uid++) {
    if (validates.has(uid)) continue;
    const lowest = paid[Math.floor((stream(seed, 'founder', uid).next() * paid.length) / 10)];
    const loss = qualityModel.lossAt(unit * (worth[uid] > 0 ? worth[uid] : lowest));
    enter(book, uid, qualityModel.answersAt(loss, hyperparameters['scenario.responds']));
  }
  return validators;
}

/** [uid] mean over the rows of the normalised weight, by stake. */
function meanWeights(rows: readonly Row[], size: number): number[] {
  const mean = new Array<number>(size).fill(0);
  for (const [uid, { targets, values }] of rows.entries()) {
    const total = values.reduce((sum, value) => sum + value, 0);
    const stake = Number(subnet31.stakeRao[uid]);
    for (const [entry, target] of targets.entries()) mean[target] += (stake * values[entry]) / total;
  }
  return mean;
}
