import type { WorldEvent } from '../../sim/tempo.ts';
import { type Block, blocksPerDay, type Nats, type Serial, type Tao, type Uid } from '../../sim/units.ts';
import { pricePaid } from '../arrivals.ts';
import type { Candidate } from '../candidate.ts';
import { isFarmerKey } from '../immunityFarmer.ts';
import type { Population } from '../scenarios/populate.ts';
import { honest } from '../tricks/honest.ts';
import { NewcomersFollowed } from './newcomersFollowed.ts';

/** Mean of what was added; null without any. */
class Mean {
  private sum = 0;
  private count = 0;

  add(value: number): void {
    this.sum += value;
    this.count += 1;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

/** Days that a good newcomer is followed: what it has not reached by then counts as not reached. */
export const followedDays = 14;
/** Age from which a miner is an incumbent, days. */
const incumbentDays = 30;
/** A good miner scores better than this share of the founders of the higher network. */
const goodFrom = 0.25;

/** What is measured in a pair of networks between two blocks; its names are those of the model's measures. */
export class PairTally {
  private readonly feeder: Population;
  private readonly higher: Population;
  private readonly window: readonly [first: Block, end: Block];
  private readonly bar: number;
  readonly newcomers: NewcomersFollowed;
  private readonly clientLoss = new Mean();
  private readonly feederLoss = new Mean();
  private readonly servedLoss = new Mean();
  private readonly adversarySlots = new Mean();
  private readonly adversaryPay = new Mean();
  private readonly incumbentPay = new Mean();
  private readonly costOfEntry = new Mean();
  /** [hotkey] TAO paid for its slot in the feeder. */
  private readonly paidAtFeeder = new Map<Serial, Tao>();
  private readonly counts = { registrations: 0, feederRegistrations: 0, goodEvicted: 0, putOut: 0 };
  private readonly nextLook: [feeder: Block, higher: Block];
  private readonly promotes: boolean;

  constructor(
    feeder: Population,
    higher: Population,
    window: readonly [first: Block, end: Block],
    promotes: boolean,
  ) {
    this.feeder = feeder;
    this.higher = higher;
    this.window = window;
    this.promotes = promotes;
    this.nextLook = [window[0], window[0]];
    const { worth, validator } = higher.people.book;
    const founders = [...worth.subarray(0, higher.world.network.size)]
      .filter((_, uid) => !validator[uid])
      .sort((one, other) => one - other);
    const bar = founders[Math.floor(goodFrom * founders.length)] ?? 0;
    this.bar = bar;
    const horizon = followedDays * blocksPerDay;
    this.newcomers = new NewcomersFollowed({
      window: [window[0], window[1] - horizon],
      horizon,
      isGood: (candidate) => isHonest(candidate) && candidate.quality >= bar,
    });
  }

  /** The holder of a uid of the higher network is about to lose it by the demand of its feeder. */
  putOut(uid: Uid): void {
    if (!this.isMeasured(this.higher.world.block)) return;
    this.counts.putOut += 1;
    if (this.isGoodMember(uid)) this.counts.goodEvicted += 1;
  }

  see(isHigher: boolean, event: WorldEvent): void {
    if (event.kind === 'registration') this.countEntry(isHigher, event);
    if (event.kind === 'step') this.step(isHigher, event.block);
    const isLoss = isHigher && event.kind === 'eviction' && this.isMeasured(event.block);
    if (isLoss && this.isGoodMember(event.uid)) this.counts.goodEvicted += 1;
  }

  private countEntry(isHigher: boolean, { block, application }: WorldEvent & { kind: 'registration' }): void {
    const { hotkey } = application.newcomer;
    const price = pricePaid(application) ?? 0;
    if (!isHigher) this.paidAtFeeder.set(hotkey, price);
    if (!this.isMeasured(block)) return;
    if (!isHigher) {
      this.counts.feederRegistrations += 1;
      return;
    }
    this.counts.registrations += 1;
    this.costOfEntry.add((this.promotes ? 0 : price) + (this.paidAtFeeder.get(hotkey) ?? 0));
  }

  private step(isHigher: boolean, block: Block): void {
    if (isHigher) this.newcomers.step(this.higher.world.network, block);
    if (!this.isMeasured(block)) return;
    const place = isHigher ? 1 : 0;
    if (block >= this.nextLook[place]) {
      this.nextLook[place] += blocksPerDay;
      const { truth } = isHigher ? this.higher : this.feeder;
      const loss = truth.adversaries?.clientLoss?.();
      if (loss !== undefined) (isHigher ? this.clientLoss : this.feederLoss).add(loss);
    }
    if (isHigher) this.readMembers(block);
  }

  /** Who holds the slots of the higher network, and who is paid. */
  private readMembers(block: Block): void {
    const { network } = this.higher.world;
    const { book } = this.higher.people;
    const pay = { all: 0, adversaries: 0, incumbents: 0, loss: 0 };
    let miners = 0;
    let adversaries = 0;
    for (let uid = 0; uid < network.size; uid++) {
      if (book.validator[uid]) continue;
      const incentive = network.incentive[uid];
      miners += 1;
      pay.all += incentive;
      pay.loss += incentive * book.loss[uid];
      if (block - network.registrationBlock[uid] >= incumbentDays * blocksPerDay) pay.incumbents += incentive;
      if (!this.isAdversary(uid)) continue;
      adversaries += 1;
      pay.adversaries += incentive;
    }
    this.adversarySlots.add(adversaries / miners);
    if (pay.all === 0) return;
    this.adversaryPay.add(pay.adversaries / pay.all);
    this.incumbentPay.add(pay.incumbents / pay.all);
    this.servedLoss.add(pay.loss / pay.all - this.fallen());
  }

  private fallen(): Nats {
    return this.higher.truth.frontier?.fallen() ?? 0;
  }

  private isMeasured(block: Block): boolean {
    return block >= this.window[0];
  }

  private isAdversary(uid: Uid): boolean {
    const { book } = this.higher.people;
    return book.guises[uid]?.cheats === true || isFarmerKey(this.higher.world.network.hotkey[uid]);
  }

  private isGoodMember(uid: Uid): boolean {
    return !this.isAdversary(uid) && this.higher.people.book.worth[uid] >= this.bar;
  }

  measures(): Readonly<Record<string, number | null>> {
    const [first, end] = this.window;
    const days = (end - first) / blocksPerDay;
    const { followed, leftOut, everPaid, daysToPay } = this.newcomers.found();
    return {
      clientLoss: this.clientLoss.value,
      servedLoss: this.servedLoss.value,
      daysToPay,
      goodPaid: followed === 0 ? null : everPaid / followed,
      goodLeftOut: leftOut / (days - followedDays),
      goodArrivals: followed / (days - followedDays),
      goodEvicted: this.counts.goodEvicted / days,
      putOut: this.counts.putOut / days,
      adversarySlots: this.adversarySlots.value,
      adversaryPay: this.adversaryPay.value,
      costOfEntry: this.costOfEntry.value,
      registrations: this.counts.registrations / days,
      feederRegistrations: this.counts.feederRegistrations / days,
      incumbentPay: this.incumbentPay.value,
      feederLoss: this.feederLoss.value,
    };
  }
}

const isHonest = ({ miner, serial }: Candidate): boolean =>
  !isFarmerKey(serial) && (miner.disguise === undefined || miner.disguise.trick === honest.name);
