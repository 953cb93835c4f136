import type { Gate } from '../../sim/chainState.ts';
import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Measure } from '../../sim/metrics/measure.ts';
import type { Network } from '../../sim/network.ts';
import type { Stream } from '../../sim/random.ts';
import type { Block, Blocks, Nats, Serial, Share, Uid } from '../../sim/units.ts';
import type { OwnSettings, ValuesOf } from './setting.ts';

/** What an agent knows of itself when it begins. */
export interface OwnContext<Settings extends OwnSettings = OwnSettings> {
  readonly settings: ValuesOf<Settings>;
  /** Running number of its hotkey: a uid is reused, a serial is not. */
  readonly serial: Serial;
  readonly block: Block;
  /** Uids of the network. */
  readonly uids: number;
  readonly hyperparameters: Hyperparameters;
}

/** What every agent of one's own sees at its turn: all that the chain publishes. Read it, change nothing. */
export interface OwnView<Settings extends OwnSettings = OwnSettings> extends OwnContext<Settings> {
  readonly network: Readonly<Network>;
  /** Prices of entry. */
  readonly gate: Readonly<Gate>;
}

/** What a validator sees. */
export interface ValidatorView<Settings extends OwnSettings = OwnSettings> extends OwnView<Settings> {
  readonly uid: Uid;
  /** [uid] moving average of what it measured, as an honest validator keeps it; zeros where the definition asks no miner. */
  readonly scores: Float64Array;
  /** Uids of the miners of its own definition: an adversary's; else none. */
  readonly allies: readonly Uid[];
}

/** Weights by uid in any unit, as pairs: the chain's limits are applied to them; null: its last weights stay. */
export type Weights = Iterable<readonly [Uid, number]> | null;

/** What a miner sees. */
export interface MinerView<Settings extends OwnSettings = OwnSettings> extends OwnView<Settings> {
  readonly uid: Uid;
  /** Blocks since it registered. */
  readonly age: Blocks;
  readonly isImmune: boolean;
  /** What the model that it was drawn with would answer. */
  readonly model: Service;
}

/** How a miner answers. */
export interface Service {
  /** Mean loss of its answers, nats per token. */
  readonly loss: Nats;
  /** Probability to answer in time. */
  readonly responds: Share;
}

/** How a miner serves from now on; what is left out is as its model would. */
export interface MinerAnswer extends Partial<Service> {
  /** Mean loss that validators see, if not the true one: it deceives. */
  readonly shown?: Nats;
}

/** What a candidate outside sees. */
export interface CandidateView<Settings extends OwnSettings = OwnSettings> extends OwnView<Settings> {
  /** Cost of a slot by the cheaper way in, TAO. */
  readonly price: number;
  /** Steady score it believes that it would have. */
  readonly belief: number;
  /** Blocks since it came. */
  readonly waited: Blocks;
}

/** What a candidate answers. */
export interface CandidateAnswer {
  /** Most it pays for a slot now, TAO; 0: it stays outside. */
  readonly pays: number;
  /** Blocks until it looks again; absent: once in the next adjustment interval, as all candidates do. */
  readonly waits?: Blocks;
}

/** How an agent begins and acts. `start` returns plain data (`structuredClone` copies it), which `act` changes in place. */
export interface Behaviour<State, View, Answer, Settings extends OwnSettings> {
  start(context: OwnContext<Settings>): State;
  /** One turn. Draws come from `random` alone, which is keyed by definition, hotkey and turn. */
  act(state: State, view: View, random: Stream): Answer;
}

/** How a validator behaves. */
export interface ValidatorBehaviour<State, Settings extends OwnSettings>
  extends Behaviour<State, ValidatorView<Settings>, Weights, Settings> {
  /** Whether it sweeps the miners and so has scores; absent: it asks no miner, which the metrics call idle. */
  readonly asks?: boolean;
}

/** How a miner behaves. */
export interface MinerBehaviour<State, Settings extends OwnSettings>
  extends Behaviour<State, MinerView<Settings>, MinerAnswer, Settings> {
  /** Blocks between two turns; absent: 300, an hour. Its first turn is when it takes its slot. */
  readonly everyBlocks?: Blocks;
}

/** What every definition of agents says of itself. */
interface Named<Settings extends OwnSettings> {
  /** A name of letters and digits; its settings are `name.setting`. */
  readonly name: string;
  /** One line that says what it is. */
  readonly definition: string;
  /** How many there are where a plan does not say `name.share`: a share of validators' stake, of miners, of candidates. */
  readonly share: Share;
  readonly settings: Settings;
}

/** A validator of one’s own, as `defineValidator` returns it. */
export interface ValidatorDefinition<State = unknown, Settings extends OwnSettings = OwnSettings>
  extends Named<Settings>,
    ValidatorBehaviour<State, Settings> {
  readonly kind: 'validator';
}

/** A miner of one’s own, as `defineMiner` returns it. */
export interface MinerDefinition<State = unknown, Settings extends OwnSettings = OwnSettings>
  extends Named<Settings>,
    MinerBehaviour<State, Settings> {
  readonly kind: 'miner';
}

/** A candidate of one’s own, as `defineCandidate` returns it. */
export interface CandidateDefinition<State = unknown, Settings extends OwnSettings = OwnSettings>
  extends Named<Settings>,
    Behaviour<State, CandidateView<Settings>, CandidateAnswer, Settings> {
  readonly kind: 'candidate';
}

/** Validators and miners of one mind: `share` is that of the validators' stake and of the miners alike. */
export interface AdversaryDefinition<
  ValidatorState = unknown,
  MinerState = unknown,
  Settings extends OwnSettings = OwnSettings,
> extends Named<Settings> {
  readonly kind: 'adversary';
  readonly validator?: ValidatorBehaviour<ValidatorState, Settings>;
  /** Classed as cheaters by the metrics. */
  readonly miner?: MinerBehaviour<MinerState, Settings>;
  /** Whether an evicted miner comes back under a new key in the next adjustment interval, at any price. */
  readonly seatsAgain?: boolean;
}

export type AgentDefinition =
  | ValidatorDefinition
  | MinerDefinition
  | CandidateDefinition
  | AdversaryDefinition;

/** A measure of one's own: `sim/metrics/measure.ts` says how it is folded. */
export interface MeasureDefinition {
  readonly kind: 'measure';
  readonly name: string;
  readonly measure: Measure<unknown>;
}

/** Whatever a file of one’s own may export. */
export type Definition = AgentDefinition | MeasureDefinition;

/** Everything that files of one's own bring into a world; `file` names where each comes from, for messages. */
export interface OwnDefinitions {
  readonly agents: readonly (AgentDefinition & { readonly file: string })[];
  readonly measures: readonly (MeasureDefinition & { readonly file: string })[];
}

/** Nothing of one's own. */
export const nothingOwn: OwnDefinitions = { agents: [], measures: [] };
