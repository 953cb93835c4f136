import { type CreditNetworks, CreditWorld, type Engine } from '../../sim/networks/creditWorld.ts';
import type { NetworkEpoch } from '../../sim/networks/nextBlock.ts';
import { type Neurons, yumaEpochs } from '../../sim/networks/yumaNetworks.ts';
import { noiseAt, noiseKey, uniformAt } from '../../sim/noise.ts';
import { type Block, blocksPerDay, type Netuid } from '../../sim/units.ts';
import { firstBlock, foundLive } from './foundLive.ts';
import { foundNeurons, minerUids, qualitiesOf, viewOf } from './liveNeurons.ts';
import { chainSetting, type LiveSetting } from './liveSetting.ts';
import { carryOutUnseen, type LiveShard } from './liveShard.ts';
import type { LiveState } from './liveState.ts';
import { amountOf, carryOut, ordersOf, type StakeOrder } from './stakeOrders.ts';

/** The world at its beginning. */
export const liveBeginning = (setting: LiveSetting): LiveState => ({
  state: foundLive(setting),
  neurons: new Map(
    Array.from({ length: setting.subnets }, (_, index) => [
      index + 1,
      foundNeurons(setting, index + 1, firstBlock),
    ]),
  ),
});

/**
 * Several networks under burn-2026 whose validators set weights anew now and then, whose operators sell what miners earn and whose
 * stakers move between subnets and root. Every decision is a function of the seed and the block, so a run that is saved and goes on
 * has the same bytes. With a `shard` it is one of several runs that share the networks.
 */
export class LiveNetworks {
  readonly world: CreditWorld;
  readonly neurons: Map<Netuid, Neurons>;
  /** Epochs, rows of weights set, and orders that moved stake. */
  readonly counts = { epochs: 0, weights: 0, orders: 0 };
  private readonly setting: LiveSetting;
  private readonly consensus: NetworkEpoch;
  private readonly qualities = new Map<Netuid, Float64Array>();
  private readonly targets: Uint16Array;
  private readonly shard: LiveShard | null;

  constructor(
    setting: LiveSetting,
    from: LiveState,
    engine: Engine = 'kernel',
    shard: LiveShard | null = null,
  ) {
    this.setting = setting;
    this.shard = shard;
    const owns = shard === null ? undefined : (netuid: Netuid) => shard.owns(netuid);
    this.world = new CreditWorld(from.state, chainSetting, engine, owns);
    this.neurons = new Map(from.neurons);
    this.consensus = yumaEpochs('burn-2026', this.neurons, chainSetting);
    this.targets = minerUids(setting);
  }

  /** Makes blocks up to `until`. */
  advance(until: Block): void {
    const epochOf: NetworkEpoch = (input) => {
      this.counts.epochs += 1;
      this.setWeights(input.netuid, input.block);
      return this.consensus(input);
    };
    while (this.world.block < until) {
      const day = Math.floor((this.world.block - firstBlock) / blocksPerDay);
      const begins = firstBlock + day * blocksPerDay;
      const end = Math.min(until, begins + blocksPerDay);
      const from = this.world.block;
      for (const [place, order] of ordersOf(this.setting, day, begins).entries()) {
        if (order.block < from || order.block >= end) continue;
        this.world.advance(order.block, epochOf);
        const told = this.toldOf(order, place);
        this.world.move(order.at.netuid, (part) => this.ordered(part, order, place, told));
      }
      this.world.advance(end, epochOf);
    }
  }

  /** The world as data. */
  state(): LiveState {
    return { state: this.world.state(), neurons: new Map(this.neurons) };
  }

  /** Root's stakes are in every run; of the others each run knows its own, and is told what sales elsewhere come to, RAO. */
  private toldOf({ at: { netuid }, kind }: StakeOrder, place: number): bigint | null {
    const { shard } = this;
    if (shard === null || netuid === 0 || shard.owns(netuid) || kind === 'buy') return null;
    return shard.ask(place, () => this.world.catchUp());
  }

  private ordered(
    before: CreditNetworks,
    order: StakeOrder,
    place: number,
    told: bigint | null,
  ): CreditNetworks {
    const { shard } = this;
    const { netuid } = order.at;
    const isOwn = shard === null || netuid === 0 || shard.owns(netuid);
    const rao = told ?? amountOf(before, order);
    const after = isOwn || rao === 0n ? carryOut(before, order, rao) : carryOutUnseen(before, order, rao);
    if (isOwn && netuid !== 0 && order.kind === 'sell') shard?.tell(place, after === before ? 0n : rao);
    if (after !== before) this.counts.orders += 1;
    return after;
  }

  private setWeights(netuid: Netuid, block: Block): void {
    const { seed, validators, reweighing } = this.setting;
    const own = this.neurons.get(netuid);
    if (own === undefined) return;
    const qualities = this.qualities.get(netuid) ?? qualitiesOf(this.setting, netuid);
    this.qualities.set(netuid, qualities);
    const { a, b } = noiseKey(seed, netuid, block);
    const weights = [...own.weights];
    const lastUpdate = [...own.lastUpdate];
    for (let uid = 0; uid < validators; uid++) {
      if (uniformAt(noiseAt(a, b, uid) >>> 0) >= reweighing) continue;
      weights[uid] = viewOf(this.setting, netuid, uid, block, qualities, this.targets);
      lastUpdate[uid] = block;
      this.counts.weights += 1;
    }
    this.neurons.set(netuid, { ...own, weights, lastUpdate });
  }
}
