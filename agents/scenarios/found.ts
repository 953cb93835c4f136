import { selfWeight } from '../../sim/network.ts';
import { stream } from '../../sim/random.ts';
import { type Row, rowOf } from '../../sim/row.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { blocksPerDay, type Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Connection } from '../connection.ts';
import { contextFactor, drawMiner, type Miner } from '../miner.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import { effectiveSize } from '../scoring/scalingLaw.ts';
import { disguiseOf, ownerOf } from '../tricks/handOut.ts';
import type { ValidatorKind } from '../validators/kind.ts';
import subnet31 from './finneySn31.data.json' with { type: 'json' };
import { genesisFounding, modernFounding, scaledFounding, syntheticFounding } from './founding.ts';
import { networkFounding } from './networkScenario.ts';
import { consensusWeights, meanWeights } from './recordedWorth.ts';
import type { Founding, Scenario } from './scenario.ts';
import { type Founder, stationaryFounders } from './stationaryFounders.ts';

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
  connection: Connection | null = null,
): readonly number[] {
  if (isRecorded(scenario)) return foundRecorded(world, book, qualityModel, recordOf(scenario), seed);
  const founding = foundingOf(scenario, world.hyperparameters['scenario.minerStakeCap']);
  const { network, hyperparameters } = world;
  network.size = founding.stakeRao.length;
  const validates = new Set(founding.validators);
  const founderOf = foundersAcross(world, qualityModel, scenario, seed, connection);
  const disguise = disguiseOf(
    qualityModel.tricks,
    hyperparameters,
    scenario.uids,
    connection?.crowdSeed ?? seed,
  );
  const { startsWithSelfWeight } = readingOf(hyperparameters);
  for (let uid = 0; uid < network.size; uid++) {
    const { drawn, registered } = founderOf(uid);
    network.hotkey[uid] = uid;
    network.coldkey[uid] = founding.owner[uid];
    network.stakes.rao[uid] = founding.stakeRao[uid];
    network.registrationBlock[uid] = scenario.network?.registrationBlock?.[uid] ?? registered;
    network.lastUpdate[uid] = network.registrationBlock[uid];
    if (startsWithSelfWeight) network.weights[uid] = selfWeight(uid);
    if (validates.has(uid)) continue;
    const disguised: Miner = disguise?.(drawn, uid) ?? drawn;
    network.coldkey[uid] = ownerOf(disguised, network.coldkey[uid]);
    const miner = isLeftEmpty(world, uid, kinds) ? { ...disguised, responds: 0 } : disguised;
    book.models[uid] = miner;
    enter(book, uid, qualityModel.answersOf(miner));
  }
  network.validatorPermit.fill(1, 0, scenario.uids);
  return founding.validators;
}

/** Who founds a world that may share its founders with another. */
function foundersAcross(
  world: World,
  qualityModel: QualityModel,
  scenario: Scenario,
  seed: string,
  connection: Connection | null,
): (uid: Uid) => Founder {
  const own = foundersOf(world, qualityModel, scenario, seed);
  if (connection === null) return own;
  const shared = foundersOf(world, qualityModel, scenario, connection.crowdSeed);
  return (uid) => (connection.seedOf(uid) === connection.crowdSeed ? shared : own)(uid);
}

/** Who founds a world, by uid, before it is known what they pretend: like those who arrive, or like those who stay. */
function foundersOf(
  world: World,
  qualityModel: QualityModel,
  { uids, validators }: Scenario,
  seed: string,
): (uid: Uid) => Founder {
  if (world.hyperparameters['scenario.founders'] === 'stationary')
    return stationaryFounders(world, qualityModel, uids - validators, seed);
  return (uid) => {
    const draws = stream(seed, 'founder', uid);
    const days = draws.next() * registeredWithinDays;
    const registered = world.block - 1 - Math.floor(days * blocksPerDay);
    return { registered, drawn: drawMiner(draws, world.hyperparameters) };
  };
}

/**
 * The models of the founders, [uid]: as they were drawn, trick included, when the network was founded. Where answers were
 * recorded and no models, the one whose size has the loss of the answers.
 */
export function founderModels(
  world: World,
  book: MinerBook,
  scenario: Scenario,
  seed: string,
  qualityModel: QualityModel,
): (uid: number) => Miner {
  const { network, hyperparameters } = world;
  if (isRecorded(scenario)) {
    const context = contextFactor(hyperparameters.validatorSequenceLength);
    return (uid) => ({
      size: effectiveSize(book.loss[uid] / context),
      misconfigured: false,
      responds: book.responds[uid],
    });
  }
  const disguise = disguiseOf(qualityModel.tricks, hyperparameters, scenario.uids, seed);
  const founderOf = foundersOf(world, qualityModel, scenario, seed);
  return (uid) => {
    const { drawn } = founderOf(uid);
    return disguise?.(drawn, network.hotkey[uid]) ?? drawn;
  };
}

/** Whether a scenario's founders are known by their answers alone. */
export const isRecorded = ({ stakes, network }: Scenario): boolean =>
  stakes === 'subnet 31' || network?.worth !== undefined;

/** Whether validators of this world keep a slot without a model. */
const isLeftEmpty = ({ hyperparameters }: World, uid: Uid, kinds: readonly ValidatorKind[]): boolean =>
  kinds.some((kind) => kind.shareOf(hyperparameters) > 0 && kind.leavesEmpty?.(uid, hyperparameters));

function foundingOf(scenario: Scenario, cap: number): Founding {
  if (scenario.network !== undefined) return networkFounding(scenario.network);
  if (scenario.stakes === 'made up') return syntheticFounding(scenario);
  if (scenario.stakes === 'subnet 1') return modernFounding(scenario);
  return scenario.scale === 1 ? genesisFounding(cap) : scaledFounding(scenario, cap);
}

/** Founders that are known by the weights that their validators gave them. Arrays are by uid. */
interface Recorded extends Founding {
  readonly registrationBlock: readonly number[] | null;
  readonly lastUpdate: readonly number[] | null;
  readonly validatorPermit: readonly number[];
  /** Rows as stored, which validators keep until they set weights; null: none. */
  readonly rows: readonly Row[] | null;
  readonly worth: readonly number[];
}

function recordOf({ network, ratedBy }: Scenario): Recorded {
  if (network === undefined)
    return subnet31AsRecorded(ratedBy === 'consensus' ? consensusWeights : meanWeights);
  const { worth = [], registrationBlock = null } = network;
  const founding = networkFounding(network);
  const validates = new Set(founding.validators);
  const validatorPermit = founding.stakeRao.map((_, uid) => Number(validates.has(uid)));
  return { ...founding, registrationBlock, lastUpdate: null, validatorPermit, rows: null, worth };
}

function subnet31AsRecorded(rate: typeof meanWeights): Recorded {
  const rows = subnet31.weights.map((entries) => rowOf(entries as [number, number][]));
  return {
    stakeRao: subnet31.stakeRao.map(BigInt),
    owner: rows.map((_, uid) => uid),
    validators: rows.flatMap((row, uid) =>
      row.targets.length > 0 && subnet31.validatorPermit[uid] ? [uid] : [],
    ),
    registrationBlock: subnet31.registrationBlock,
    lastUpdate: subnet31.lastUpdate,
    validatorPermit: subnet31.validatorPermit,
    rows,
    worth: rate(rows, rows.length),
  };
}

/**
 * A network as recorded. The quality of a paid miner is what its worth in the record says, scaled so that
 * the median paid miner is the median arrival; unpaid ones are drawn from the lowest tenth of the paid, and answer as
 * often as weak miners do.
 */
function foundRecorded(
  world: World,
  book: MinerBook,
  qualityModel: QualityModel,
  { stakeRao, owner, validators, registrationBlock, lastUpdate, validatorPermit, rows, worth }: Recorded,
  seed: string,
): readonly number[] {
  const { network, hyperparameters } = world;
  network.size = stakeRao.length;
  for (let uid = 0; uid < network.size; uid++) {
    network.hotkey[uid] = uid;
    network.coldkey[uid] = owner[uid];
    network.stakes.rao[uid] = stakeRao[uid];
    network.registrationBlock[uid] = registrationBlock?.[uid] ?? 0;
    network.lastUpdate[uid] = lastUpdate?.[uid] ?? world.block;
    network.validatorPermit[uid] = validatorPermit[uid];
    if (rows !== null) network.weights[uid] = rows[uid];
  }
  const validates = new Set(validators);
  const paid = worth
    .filter((weight, uid) => weight > 0 && !validates.has(uid) && uid !== world.ownerUid)
    .sort((one, other) => one - other);
  const median = qualityModel.qualityOf({
    size: hyperparameters['scenario.sizeMedian'],
    misconfigured: false,
    responds: 1,
  });
  const unit = median / paid[Math.floor(paid.length / 2)];
  const { 'scenario.responds': responds, 'scenario.poorResponds': poorResponds } = hyperparameters;
  for (let uid = 0; uid < network.size; uid++) {
    if (validates.has(uid)) continue;
    const lowest = paid[Math.floor((stream(seed, 'founder', uid).next() * paid.length) / 10)];
    const isPaid = worth[uid] > 0 && uid !== world.ownerUid;
    const loss = qualityModel.lossAt(unit * (isPaid ? worth[uid] : lowest));
    enter(book, uid, qualityModel.answersAt(loss, isPaid ? responds : responds * poorResponds));
  }
  return validators;
}
