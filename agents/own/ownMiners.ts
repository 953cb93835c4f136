import { over } from '../../sim/copy.ts';
import { taoPerUnit } from '../../sim/money.ts';
import type { FailureRole } from '../../sim/roles.ts';
import type { Block, Serial, Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Candidate } from '../candidate.ts';
import { contextFactor } from '../miner.ts';
import { type Answers, enter, type MinerBook } from '../minerBook.ts';
import type { QualityModel } from '../qualityModel.ts';
import type { OwnAgent } from './agent.ts';
import type { MinerAnswer, MinerBehaviour, MinerView, OwnDefinitions, Service } from './definition.ts';
import type { OwnSettings } from './setting.ts';
import { act, begin, faultOf, type Part, partOf, partsOf, sharedView, type Turns } from './troupe.ts';

type Acts = MinerBehaviour<unknown, OwnSettings>;

/** Blocks between two turns of a miner that says nothing else: an hour. */
const usualTurnBlocks = 300;
/** Serials of keys under which evicted miners come back: above every arrival's, below sybils' owners. */
const firstReborn = 2 ** 29;
const livesEach = 2 ** 10;

/** A miner of one's own in its slot: plain data. */
interface Seat {
  readonly agent: OwnAgent;
  readonly registered: Block;
  readonly model: Service;
}

/** What is told of the world that miners of one's own live in. */
export interface MinersPlace {
  readonly world: World;
  readonly book: MinerBook;
  readonly qualityModel: QualityModel;
}

export const ownMinersOf = (
  own: OwnDefinitions,
  values: Readonly<Record<string, Readonly<Record<string, number>>>>,
  turns: Turns,
  place: MinersPlace,
): OwnMiners => {
  const parts = partsOf<Acts>(own, values, (definition) =>
    definition.kind === 'miner' ? definition : definition.kind === 'adversary' ? definition.miner : undefined,
  );
  return new OwnMiners(parts, turns, place);
};

/** Miners whose service their definition chooses, from the moment they hold a slot. */
export class OwnMiners implements FailureRole {
  /** [uid] the one of them that holds it. */
  private readonly seats: (Seat | null)[];
  private readonly parts: readonly Part<Acts>[];
  private readonly turns: Turns;
  private readonly place: MinersPlace;
  private readonly start: Block;
  nextBlock: Block;

  constructor(parts: readonly Part<Acts>[], turns: Turns, place: MinersPlace) {
    this.parts = parts;
    this.turns = turns;
    this.place = place;
    this.start = place.world.block;
    this.nextBlock = this.nextAfter(this.start);
    this.seats = new Array<Seat | null>(place.world.network.capacity).fill(null);
  }

  get isNobody(): boolean {
    return this.parts.length === 0;
  }

  /** Whether some of them count as cheaters. */
  get hasCheaters(): boolean {
    return this.parts.some(({ isAdverse }) => isAdverse);
  }

  /** Lets those founders be of one's own whom the draw makes so. */
  found(): void {
    const { world, book } = this.place;
    for (let uid = 0; uid < world.network.size; uid++)
      if (!book.validator[uid] && book.responds[uid] > 0) this.seat(uid, world.block);
  }

  /** The new holder of a uid begins, if it is one of them. */
  seat(uid: Uid, block: Block): void {
    const { world, book } = this.place;
    this.seats[uid] = null;
    const serial = world.network.hotkey[uid];
    const part = partOf(this.parts, this.turns.seed, originOf(serial));
    if (part === null) return;
    const { hyperparameters, network } = world;
    const context = { serial, block, uids: network.size, hyperparameters };
    this.seats[uid] = {
      agent: begin(this.turns, part, context, uid),
      registered: network.registrationBlock[uid],
      model: { loss: book.loss[uid], responds: book.responds[uid] },
    };
    this.turn(part, this.seats[uid], uid, block);
  }

  act(block: Block): void {
    const due = this.parts.filter((part) => this.nextTurn(part, block - 1) === block);
    for (const [uid, seat] of this.seats.entries()) {
      const part = due.find(({ name }) => name === seat?.agent.name);
      if (seat !== null && part !== undefined) this.turn(part, seat, uid, block);
    }
    this.nextBlock = this.nextAfter(block);
  }

  holds(uid: Uid): boolean {
    return this.seats[uid] !== null;
  }

  /** Uids of a definition's miners, rising. */
  uidsOf(name: string): readonly Uid[] {
    return this.seats.flatMap((seat, uid) => (seat?.agent.name === name ? [uid] : []));
  }

  /** Under which key the miner of a uid would come back if it were evicted now; null: it would not. */
  rebornOf(uid: Uid): Serial | null {
    const seat = this.seats[uid];
    if (seat === null || this.partNamed(seat.agent.name)?.seatsAgain !== true) return null;
    return nextLife(seat.agent.serial);
  }

  private partNamed(name: string): Part<Acts> | undefined {
    return this.parts.find((part) => part.name === name);
  }

  private nextAfter(block: Block): Block {
    return Math.min(...this.parts.map((part) => this.nextTurn(part, block)));
  }

  /** First block after `block` at which a definition's miners act. */
  private nextTurn({ behaviour }: Part<Acts>, block: Block): Block {
    const every = behaviour.everyBlocks ?? usualTurnBlocks;
    return this.start + (Math.floor((block - this.start) / every) + 1) * every;
  }

  private turn(part: Part<Acts>, { agent, registered, model }: Seat, uid: Uid, block: Block): void {
    const { world, book } = this.place;
    const { hyperparameters, network, gate } = world;
    const chain = {
      block,
      network,
      gate,
      hyperparameters,
      minersPart: world.rules.minersPart(world),
      price: taoPerUnit(world),
      payments: world.rules.payments,
    };
    const age = block - registered;
    const view: MinerView = {
      ...sharedView(part, agent.serial, chain),
      uid,
      age,
      isImmune: age < hyperparameters.immunityPeriod,
      model,
    };
    const answer = act(this.turns, part, agent, view, uid);
    const fault = faultOfAnswer(answer);
    if (fault !== null) throw faultOf(part, uid, block, fault);
    if (answer.shown !== undefined && hyperparameters['validator.scoringRule'] !== 'synergy')
      throw faultOf(
        part,
        uid,
        block,
        'answers with shown, which scoringRule synergy alone is told: set that rule',
      );
    enter(book, uid, this.answersOf(part, { ...model, ...answer }, agent.serial));
  }

  private answersOf(
    part: Part<Acts>,
    { loss, responds, shown }: Service & MinerAnswer,
    serial: Serial,
  ): Answers {
    const { qualityModel, world } = this.place;
    const context = contextFactor(world.hyperparameters.validatorSequenceLength);
    const honest = qualityModel.answersAt(loss / context, responds);
    if (shown === undefined && !part.isAdverse) return honest;
    const seen = qualityModel.answersAt((shown ?? loss) / context, responds);
    return {
      ...seen,
      loss: honest.loss,
      worth: honest.quality,
      guise: { cheats: part.isAdverse, hits: 0, spread: 0, penalty: 1, shown: seen.loss, voice: serial },
    };
  }
}

/** Failures, and then the turns of miners of one's own, as one role. */
export const besideFailures = (failures: FailureRole, miners: OwnMiners): FailureRole =>
  over({ failures, miners }, besideOver);

const besideOver = (roles: { readonly failures: FailureRole; readonly miners: OwnMiners }): FailureRole => ({
  get nextBlock() {
    return Math.min(roles.failures.nextBlock, roles.miners.nextBlock);
  },
  act: (block) => {
    for (const role of [roles.failures, roles.miners]) if (role.nextBlock === block) role.act(block);
  },
});

/** An evicted miner that comes back: without a model of its own, at any price, as soon as it can. */
export const reborn = (serial: Serial, at: Block): Candidate => ({
  serial,
  arrived: at,
  miner: { size: 1, misconfigured: false, responds: 0 },
  quality: 0,
  belief: 0,
  costFactor: 1,
  insistent: true,
  tireless: true,
});

/** Lives of one miner have keys side by side. */
function nextLife(serial: Serial): Serial {
  if (serial < firstReborn) return firstReborn + serial * livesEach;
  const life = (serial - firstReborn) % livesEach;
  return serial - life + ((life + 1) % livesEach);
}

/** The key of a miner's first life: what it is, it stays. */
const originOf = (serial: Serial): Serial =>
  serial < firstReborn || serial >= 2 * firstReborn ? serial : Math.floor((serial - firstReborn) / livesEach);

function faultOfAnswer(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null)
    return 'returned no answer: return { loss, responds, shown }, or {} for what its model does';
  const { loss, responds, shown }: MinerAnswer = answer;
  for (const [what, value] of Object.entries({ loss, shown }))
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
      return `returned ${what} ${value}; a loss is above 0, and finite (nats per token)`;
  if (responds !== undefined && !(responds >= 0 && responds <= 1))
    return `returned responds ${responds}; it is a probability, 0 … 1`;
  return null;
}
