import { stageOf } from '../../sim/simulate.ts';
import type { Stage } from '../../sim/tempo.ts';
import { type Blocks, blocksPerDay, type Share, type Uid } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import { type Population, populate, type WorldPlan } from '../scenarios/populate.ts';
import { Expulsion } from './expulsion.ts';
import { FeederGate, type FeederLink, feederSeed, type Seating } from './feederGate.ts';
import { trustRecord } from './feederRecord.ts';
import { pairedNetwork } from './feederScenario.ts';

/** What a pair of networks is made of. */
export interface PairPlan extends FeederLink {
  /** Of each network; a multiple of eight. */
  readonly uids: number;
  /** Whether both begin in the turnover of a steady state, or with founders like those who arrive. */
  readonly isSteady: boolean;
  /** Days after which a member of the higher network that no longer meets the demand is put out; null: it is asked once. */
  readonly graceDays: number | null;
  /** Validators of the higher network begin with what the feeder says of a newcomer. */
  readonly trustsRecord: boolean;
  /** People a day who look at the networks. */
  readonly candidatesPerDay: number;
  readonly sybilShare: Share;
  readonly farmerShare: Share;
  readonly poorShare: Share;
  readonly immunity: { readonly feeder: Blocks; readonly higher: Blocks };
  /** Share of the feeder's validating stake that a cabal holds. */
  readonly cabalShare: Share;
}

/** A feeder and a higher network of the same people, ready to run on one clock: the feeder acts first in a block. */
export interface FeederPair {
  readonly feeder: Population;
  readonly higher: Population;
  readonly stages: readonly [feeder: Stage, higher: Stage];
  readonly gate: FeederGate;
  /** Null where members are asked once. */
  readonly expulsion: Expulsion | null;
}

/** Who is told of what happens in a pair. */
export interface PairListener {
  /** Someone looks at the higher network. */
  met(candidate: Candidate): void;
  /** Someone took a slot in the feeder. */
  entered: Seating;
  /** Someone took a slot in the higher network. */
  seated: Seating;
  /** The holder of a uid of the higher network is about to be put out. */
  putOut(uid: Uid): void;
}

/** Founds both networks. */
export function feederPair(plan: PairPlan, listener: PairListener): FeederPair {
  const told: Seating[] = [(...seating) => listener.seated(...seating)];
  const gate = new FeederGate(plan, {
    met: (candidate) => listener.met(candidate),
    entered: (...seating) => listener.entered(...seating),
    seated: (...seating) => {
      for (const tell of told) tell(...seating);
    },
  });
  const feederSet = { ...peopleOf(plan), immunityPeriod: plan.immunity.feeder, ...cabalOf(plan) };
  const feeder = populate(
    { ...worldOf(plan), set: feederSet, seed: feederSeed(plan.seed) },
    undefined,
    undefined,
    gate.feederSide,
  );
  const higher = populate(higherPlan(plan), undefined, undefined, gate.higherSide);
  gate.join(feeder.world, higher.world.network, higher.people.arrivals);
  if (plan.trustsRecord)
    told.push((uid, { serial }) =>
      trustRecord(feeder.world, gate.feederUid(serial), higher.world, higher.people, uid),
    );
  const expulsion =
    plan.graceDays === null || !gate.isConnected
      ? null
      : new Expulsion(gate, higher.world, higher.people, Math.round(plan.graceDays * blocksPerDay), (uid) =>
          listener.putOut(uid),
        );
  return {
    feeder,
    higher,
    stages: [stageOf(feeder.world, feeder.cast), stageOf(higher.world, higher.cast)],
    gate,
    expulsion,
  };
}

const worldOf = ({ uids, isSteady }: PairPlan) => {
  const scenario = pairedNetwork(uids, isSteady);
  return { scenario, ruleset: scenario.ruleset, arithmetic: 'float64' as const };
};

/** The higher network as it would be founded alone. */
export const higherPlan = (plan: PairPlan): WorldPlan => ({
  ...worldOf(plan),
  set: { ...peopleOf(plan), immunityPeriod: plan.immunity.higher },
  seed: plan.seed,
});

/** Candidates a day at so many uids, as the rate is stated: per block and 4,096 uids. */
const ratePerDay = (candidates: number, uids: number) => (candidates * 4096) / (blocksPerDay * uids);

const peopleOf = ({ uids, candidatesPerDay, sybilShare, farmerShare, poorShare }: PairPlan) => ({
  'scenario.arrivalRate': ratePerDay(candidatesPerDay, uids),
  'scenario.sybilShare': sybilShare,
  'scenario.sybilUids': 8,
  'scenario.farmerShare': farmerShare,
  'scenario.poorShare': poorShare,
});

const cabalOf = ({ cabalShare }: PairPlan) => (cabalShare === 0 ? {} : { 'scenario.cabalShare': cabalShare });
