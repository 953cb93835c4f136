import { AgentFault, faultOfRow, turnOf } from './agentFault.ts';
import { networkOf } from './mechanisms/mechanism.ts';
import type { Network } from './network.ts';
import { register, slotFor } from './registration.ts';
import type { Application, Cast, ChainView, ValidatorRole } from './roles.ts';
import type { Payout } from './rules.ts';
import { sell } from './sale.ts';
import { type TurnNote, turnWords } from './turn.ts';
import type { Block, Serial, Uid } from './units.ts';
import { UnrunnableWorld } from './unrunnable.ts';
import type { World } from './world.ts';

/** What a reader of a running world is shown; state is live and must be read before the next event. */
export type WorldEvent =
  /** A full network is about to replace `uid` by the applicant. */
  | { readonly kind: 'eviction'; readonly block: Block; readonly uid: Uid; readonly application: Application }
  /** The applicant has just taken `uid`. */
  | {
      readonly kind: 'registration';
      readonly block: Block;
      readonly uid: Uid;
      readonly application: Application;
    }
  /** A candidate gives up: its patience ended outside. */
  | { readonly kind: 'departure'; readonly block: Block; readonly serial: Serial; readonly quality: number }
  /** The network has stepped: consensus ran and its emission is credited. */
  | { readonly kind: 'step'; readonly block: Block; readonly payout: Payout };

/** A world and its agents. */
export interface Stage {
  readonly world: World;
  readonly cast: Cast;
  readonly validators: ValidatorQueue;
  readonly view: ChainView & { block: Block };
  /** Is told whose turn it is; absent: no listener. */
  readonly note?: TurnNote;
}

/** One thing that happens on the way of a block: when it is next due, and what it does then. */
export interface Phase {
  readonly name: string;
  nextBlock(stage: Stage): Block;
  run(stage: Stage): Generator<WorldEvent>;
}

/**
 * What happens in a block, in order. The chain's own hooks come first (consensus and emission, then the price of
 * entry; Finney has them the other way round, but neither reads what the other writes), then what agents submit (registrations, then weights), then their bills, what they make of it and what
 * happens to them; last, what governance changes from the next block on.
 */
export const phases: readonly Phase[] = [
  {
    name: 'consensus and emission',
    nextBlock: ({ world }) => world.rules.nextStep(world),
    *run({ world }) {
      const payout = world.rules.step(world);
      world.lastStep = world.block;
      yield { kind: 'step', block: world.block, payout };
    },
  },
  {
    name: 'adjust the price of entry',
    nextBlock: ({ world }) => world.rules.nextAdjustment(world),
    *run({ world }) {
      world.rules.adjust(world);
    },
  },
  {
    name: 'arrive, decide and register',
    nextBlock: ({ cast }) => cast.entry.nextBlock,
    *run(stage) {
      while (stage.cast.entry.nextBlock === stage.world.block) yield* admit(stage);
    },
  },
  {
    name: 'serve, score and set weights',
    nextBlock: ({ validators }) => validators.nextBlock,
    *run(stage) {
      const { world, validators } = stage;
      while (validators.nextBlock === world.block) {
        validators.advance((validator) => setWeights(stage, validator));
      }
    },
  },
  {
    name: 'settle costs',
    nextBlock: billsDue,
    *run(stage) {
      const { world, cast, view } = stage;
      for (const sale of takeTurn(stage, 2, () => cast.market!.settle(view))) sell(world, sale);
    },
  },
  {
    name: 'adapt',
    nextBlock: (stage) => Math.min(stage.cast.failures.nextBlock, billsDue(stage)),
    *run(stage) {
      const { world, cast, view } = stage;
      if (billsDue(stage) === world.block)
        for (const sale of takeTurn(stage, 2, () => cast.market!.adapt(view))) sell(world, sale);
      if (cast.failures.nextBlock === world.block) takeTurn(stage, 3, () => cast.failures.act(world.block));
    },
  },
  {
    name: 'governance',
    nextBlock: ({ cast }) => cast.governance?.nextBlock ?? Number.POSITIVE_INFINITY,
    *run({ world, cast }) {
      while (cast.governance!.nextBlock === world.block) cast.governance!.act(world);
    },
  },
];

/** When rents fall due; never where miners pay none. */
function billsDue({ cast }: Stage): Block {
  return cast.market?.nextBlock ?? Number.POSITIVE_INFINITY;
}

/** Lets an agent act, noting whose turn it is; what it throws is told with its name and the block. */
function takeTurn<Result>({ world, note }: Stage, kind: number, act: () => Result, uid: Uid = -1): Result {
  note?.(kind, uid, world.block);
  return turnOf(turnWords(kind, uid), world.block, act);
}

/** One look at the price: nothing, a departure, or an application. */
function* admit(stage: Stage): Generator<WorldEvent> {
  const { world, cast, view } = stage;
  const answer = takeTurn(stage, 0, () => cast.entry.ask(view));
  if (answer === null) return;
  if ('newcomer' in answer) yield* seat(stage, answer);
  else yield { kind: 'departure', block: world.block, serial: answer.serial, quality: answer.quality };
}

/** The applicant takes a slot, unless the chain takes no more at this block. */
function* seat(stage: Stage, application: Application): Generator<WorldEvent> {
  const { world, cast, view } = stage;
  if (world.rules.refusal(world) !== null) {
    cast.entry.turnedAway(application, view);
    return;
  }
  const { block } = world;
  const { uid, replaces } = slotFor(world);
  if (replaces) yield { kind: 'eviction', block, uid, application };
  register(world, uid, application.newcomer, application.payment);
  refuseWithoutValidators(stage);
  cast.entry.seated(application, uid, block);
  yield { kind: 'registration', block, uid, application };
}

/**
 * Without validators nobody is scored, and every later number would be about nothing. Trials of nakamoto-2022 go on as they did: their
 * small worlds lose them under long immunity, and their rows are those of the first engine.
 */
function refuseWithoutValidators({ world, validators }: Stage): void {
  if (world.hyperparameters.ruleset === 'nakamoto-2022') return;
  if (validators.size === 0 || validators.anySeated(world.network)) return;
  throw new UnrunnableWorld(
    `at block ${world.block} the last of ${validators.size} validators has lost its uid to a newcomer: lower scenario.arrivalRate, or raise the price of entry or immunityPeriod`,
  );
}

/**
 * A validator's row is stored if the chain accepts it; a refusal is an error of the agent, not of the chain. Who
 * may set no weights at present keeps quiet.
 */
function setWeights(stage: Stage, validator: ValidatorRole): void {
  const { world } = stage;
  const { mechanism = 0 } = validator;
  const view = seenBy(stage, mechanism);
  const row = takeTurn(stage, 1, () => validator.weigh(view), validator.uid);
  if (row === null || world.network.hotkey[validator.uid] !== validator.serial) return;
  if (!world.rules.mayWeigh(world, validator.uid)) return;
  const fault = faultOfRow(row, world.network.size);
  if (fault !== null) throw new AgentFault(turnWords(1, validator.uid), world.block, fault);
  const stored = world.rules.acceptWeights(world, validator.uid, row, mechanism);
  if (typeof stored === 'string')
    throw new UnrunnableWorld(`weights refused at block ${world.block}: ${stored}`);
  world.rules.takeWeights(world, validator.uid, stored, mechanism);
}

/** What a validator of a mechanism is shown: the rows and bonds of that mechanism. */
const seenBy = ({ view, world }: Stage, mechanism: number): ChainView =>
  mechanism === 0 ? view : { ...view, network: networkOf(world.network, mechanism) };

/** Validators in the order of their next block; ties keep the order of the cast. */
export class ValidatorQueue {
  private readonly queue: ValidatorRole[];

  constructor(validators: readonly ValidatorRole[]) {
    this.queue = [...validators].sort((one, other) => one.nextBlock - other.nextBlock);
  }

  get nextBlock(): Block {
    return this.queue.length > 0 ? this.queue[0].nextBlock : Number.POSITIVE_INFINITY;
  }

  get size(): number {
    return this.queue.length;
  }

  /** Whether any of them still holds its uid. */
  anySeated({ hotkey }: Network): boolean {
    return this.queue.some(({ uid, serial }) => hotkey[uid] === serial);
  }

  advance(act: (validator: ValidatorRole) => void): void {
    const validator = this.queue.shift()!;
    act(validator);
    let place = this.queue.length;
    while (place > 0 && this.queue[place - 1].nextBlock > validator.nextBlock) place--;
    this.queue.splice(place, 0, validator);
  }
}
