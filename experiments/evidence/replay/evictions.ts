import { UserError } from '../../base/userError.ts';
import { builtVersion } from '../conform/versions.ts';
import type { Frame } from './playback.ts';
import type { RecordedNetwork } from './recordedNetwork.ts';

/** A uid was replaced between two recorded blocks. */
export interface Eviction {
  /** Block at which the newcomer registered. */
  readonly block: number;
  /** The uid that changed hands on the chain. */
  readonly uid: number;
  /** The uid the version's rule names, from the pruning scores of the epoch before. */
  readonly named: number | null;
}

/** Watches frames go by and says of each registration whom the rule would have replaced. */
export class EvictionWatch {
  readonly evictions: Eviction[] = [];
  private readonly recorded: RecordedNetwork;
  private readonly registered: Float64Array;
  private readonly score: Uint16Array;
  private readonly emission: Float64Array;
  private started = false;
  private firstBlock: number | null = null;

  constructor(recorded: RecordedNetwork) {
    const n = recorded.stake.length;
    this.recorded = recorded;
    this.registered = new Float64Array(n);
    this.score = new Uint16Array(n);
    this.emission = new Float64Array(n);
  }

  /** Frames in the order of their blocks. */
  see(frame: Frame): void {
    const { registrationBlock, output } = frame;
    if (this.started) for (const event of this.newcomers(registrationBlock)) this.evict(event);
    this.firstBlock ??= frame.block;
    this.started = true;
    this.registered.set(registrationBlock);
    this.score.set(output.pruningScores);
    for (const [uid, rao] of output.emission.entries()) this.emission[uid] = Number(rao);
    for (let uid = 0; uid < this.score.length; uid++) if (this.cameWithStake(frame, uid)) this.lift(uid);
  }

  /**
   * Stakes were recorded once, at the first block. A later uid with a permit that sets weights is a
   * validator with an unrecorded stake: it earns dividends, and its score is not zero.
   */
  private cameWithStake({ registrationBlock, validatorPermit, weights }: Frame, uid: number): boolean {
    const came = registrationBlock[uid] > this.firstBlock!;
    return came && validatorPermit[uid] === 1 && weights[uid].targets.length > 0;
  }

  private lift(uid: number): void {
    this.score[uid] = Math.max(1, this.score[uid]);
    this.emission[uid] = Math.max(1, this.emission[uid]);
  }

  private newcomers(registrationBlock: Float64Array): { uid: number; block: number }[] {
    return [...registrationBlock]
      .flatMap((block, uid) => (block === this.registered[uid] ? [] : [{ uid, block }]))
      .sort((one, other) => one.block - other.block);
  }

  private evict({ uid, block }: { uid: number; block: number }): void {
    const { version, parameters, stake } = this.recorded;
    const prune = builtVersion(version)?.neuronToPrune;
    if (prune === undefined) throw new UserError(`no pruning rule of ${version} is built`);
    const named = prune({
      size: stake.length,
      pruningScore: this.score,
      emission: this.emission,
      registrationBlock: this.registered,
      spared: [],
      block,
      immunityPeriod: parameters.immunityPeriod,
      minNonImmuneUids: 10,
    });
    this.evictions.push({ block, uid, named });
    this.registered[uid] = block;
    // The chain marks the slot, so that no other newcomer takes it before the next epoch.
    this.score[uid] = 65_535;
  }
}
