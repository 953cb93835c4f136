import { pow } from '../../sim/math/elementary.ts';
import { noiseKey } from '../../sim/noise.ts';
import type { ChainView, ValidatorRole } from '../../sim/roles.ts';
import type { Row } from '../../sim/row.ts';
import type { WeightRule } from '../../sim/rules/reading.ts';
import { sweepPosition } from '../../sim/sweepOrder.ts';
import type { Block, Blocks, Serial, Share, Uid } from '../../sim/units.ts';
import { type OwnerShare, withOwnerShare } from '../scoring/ownerShare.ts';
import { curved, isProportional, type PayCurve } from '../scoring/payCurve.ts';
import type { SweepScorer } from '../scoring/sweepScorer.ts';
import { type WeightScratch, weightsFromScores } from '../scoring/weights.ts';

/** How a validator works; the same for all validators of a world unless a scenario says otherwise. */
export interface ValidatorSettings {
  readonly seed: string;
  /** Of which mechanism its weights are, from 0; left out: the first. */
  readonly mechanism?: number;
  /** Weight of the newest score in the moving average. */
  readonly alpha: Share;
  /** Blocks for one visit of all uids; weights are set when it ends. */
  readonly sweepBlocks: Blocks;
  /** Peers asked at a time. */
  readonly topk: number;
  /** The keys of the network are read one epoch late, so a newcomer inherits its predecessor's score once. */
  readonly staleMetagraph: boolean;
  readonly weightRule: WeightRule;
  /** All validators ask the same in their k-th sweep; absent: each has queries of its own. */
  readonly sameQueries?: boolean;
  /** How scores become pay. */
  readonly payCurve: PayCurve;
  /** What every row gives to the owner's uid; null or left out: nothing. */
  readonly ownerShare?: OwnerShare | null;
  /** Part of a cabal member's weight that goes to the cabal's own miners. */
  readonly cabalSelfWeight: Share;
}

const none: readonly Uid[] = [];
/** Whose queries all ask where they ask the same: no hotkey’s number. */
const everyone = 0xfffffffe;

/**
 * An honest validator of late 2022: sweeps all uids in random order, moves a score per hotkey towards what it
 * measures (towards zero without an answer), and sets its scores as weights when the sweep ends.
 *
 * The sweep is folded in one pass at its end. A query's noise is a function of (validator, miner, sweep), and a
 * uid that changed hands is asked only if its turn in the random order comes after, so nothing is lost by it
 * where each miner is scored alone (DESIGN.md names the corner cases of scoring in groups).
 */
export class Validator implements ValidatorRole {
  /** Its slot; once it has lost that, the last one. */
  uid: Uid;
  readonly serial: Serial;
  nextBlock: Block;
  /** [uid] moving average of the score of the hotkey that holds the uid. */
  readonly scores: Float64Array;
  /** Σ of the scores that went into the last weights. */
  listedScore = 0;
  /** Of the last row, where pay is bent: the score below which nothing was paid, and the best. */
  private threshold = 0;
  private bestScore = 0;
  updates = 0;
  /** Until then the chain takes no weights of it: it has just taken its slot. */
  private quietUntil: Block = Number.NEGATIVE_INFINITY;
  private sweep = 0;
  /** Blocks of the sweep under way. */
  private lasting: Blocks;
  /** The network's count of seatings when this validator last looked. */
  private seenSeatings = -1;
  /** [uid] serial of the hotkey a score belongs to. */
  private readonly known: Float64Array;
  protected readonly settings: ValidatorSettings;
  readonly scorer: SweepScorer;
  private readonly scratch: WeightScratch;

  constructor(
    uid: Uid,
    serial: Serial,
    firstBlock: Block,
    settings: ValidatorSettings,
    scorer: SweepScorer,
    scratch: WeightScratch,
  ) {
    this.uid = uid;
    this.serial = serial;
    this.nextBlock = firstBlock;
    this.settings = settings;
    this.lasting = settings.sweepBlocks;
    this.scorer = scorer;
    this.scratch = scratch;
    this.scores = new Float64Array(scorer.capacity);
    this.known = new Float64Array(scorer.capacity).fill(-1);
  }

  /** Starts with a settled opinion: the steady score of everyone present. */
  settle(hotkey: Float64Array, quality: Float64Array): void {
    this.scores.set(quality);
    this.known.set(hotkey);
  }

  /** It has registered again, and holds another slot from now on. */
  moveTo(uid: Uid, quietUntil: Block): void {
    this.uid = uid;
    this.quietUntil = quietUntil;
  }

  /** Whether the chain takes weights of it. Finney takes them only from holders of a permit; Nakamoto knows none and everyone has one. */
  protected mayWeigh({ block, network }: ChainView): boolean {
    return block >= this.quietUntil && network.validatorPermit[this.uid] === 1;
  }

  /** The weights of its present opinions, before any sweep. */
  row(size: number): Row | null {
    const { ownerShare = null, weightRule } = this.settings;
    const row = weightsFromScores(this.bent(this.opinions(size)), weightRule, this.scratch);
    this.listedScore = this.scratch.listed;
    if (ownerShare !== null) return withOwnerShare(row, ownerShare);
    return row.targets.length > 0 ? row : null;
  }

  get mechanism(): number {
    return this.settings.mechanism ?? 0;
  }

  /** Part of the last row that a score would have had; what a row leaves out below its quantile counts as listed. */
  shareOf(score: number): Share {
    if (this.listedScore === 0) return 0;
    const { payCurve } = this.settings;
    if (isProportional(payCurve)) return score / this.listedScore;
    if (score <= 0 || score < this.threshold) return 0;
    return pow(score / this.bestScore, payCurve.power) / this.listedScore;
  }

  /** Opinions as the curve of pay bends them. */
  private bent(opinions: Float64Array): Float64Array {
    const { payCurve } = this.settings;
    if (isProportional(payCurve)) return opinions;
    const { worth, threshold, best } = curved(opinions, payCurve);
    this.threshold = threshold;
    this.bestScore = best;
    return worth;
  }

  weigh(view: ChainView): Row | null {
    const { block, network } = view;
    const { size, hotkey, registrationBlock, seatings } = network;
    const start = block - this.lasting;
    const asker = this.settings.sameQueries ? everyone : this.serial;
    const key = noiseKey(this.settings.seed, asker, this.sweep);
    const missed =
      seatings === this.seenSeatings ? none : this.meetNewcomers(size, hotkey, registrationBlock, start, key);
    this.updates += this.scorer.fold({
      scores: this.scores,
      hotkey,
      size,
      key,
      alpha: this.settings.alpha,
      missed,
    });
    const row = this.decide(view);
    if (this.settings.staleMetagraph && missed !== none) this.forgetStrangers(size, hotkey);
    this.seenSeatings = seatings;
    this.sweep += 1;
    this.lasting = this.settings.sweepBlocks;
    this.nextBlock = block + this.lasting;
    return this.mayWeigh(view) ? row : null;
  }

  /** The row it sets after a sweep. */
  protected decide({ network }: ChainView): Row | null {
    return this.row(network.size);
  }

  /** What its weights are made of: [uid], an honest validator's scores themselves. */
  protected opinions(size: number): Float64Array {
    return this.scores.subarray(0, size);
  }

  /** Scores start again where the hotkey changed; returns the uids whose newcomer came after its turn. */
  private meetNewcomers(
    size: number,
    hotkey: Float64Array,
    registrationBlock: Float64Array,
    start: Block,
    key: { readonly a: number; readonly b: number },
  ): readonly Uid[] {
    const missed: Uid[] = [];
    for (let uid = 0; uid < size; uid++) {
      if (this.known[uid] === hotkey[uid]) continue;
      if (!this.settings.staleMetagraph) {
        this.known[uid] = hotkey[uid];
        this.scores[uid] = 0;
      }
      if (this.turnOf(uid, size, start, key) < registrationBlock[uid]) missed.push(uid);
    }
    return missed;
  }

  /** With a stale metagraph the change of a hotkey is noticed only after the weights are set. */
  private forgetStrangers(size: number, hotkey: Float64Array): void {
    for (let uid = 0; uid < size; uid++) {
      if (this.known[uid] === hotkey[uid]) continue;
      this.known[uid] = hotkey[uid];
      this.scores[uid] = 0;
    }
  }

  /** Block at which this sweep asks `uid`: its place in the random order, `topk` at a time. */
  private turnOf(
    uid: Uid,
    size: number,
    start: Block,
    key: { readonly a: number; readonly b: number },
  ): Block {
    const { topk } = this.settings;
    const query = Math.floor(sweepPosition(key.a, key.b, uid, size) / topk);
    return start + ((query + 1) * this.lasting) / Math.ceil(size / topk);
  }
}
