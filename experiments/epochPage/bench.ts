import type { WrittenNetwork } from '../input/networkSchema.ts';
import { writtenIn } from '../input/networkText.ts';
import { type Changes, keyOf, noChanges } from './changes.ts';
import { clipOf } from './clip.ts';
import { EpochRun } from './epochRun.ts';
import { bondIn } from './frame.ts';
import { knobsOf } from './knobs.ts';
import { openNetwork } from './openNetwork.ts';
import type { PageNetwork } from './pageNetwork.ts';
import type { Courses, Shown } from './shown.ts';

/** Lines that one chart can tell apart. */
const mostHolders = 4;

/** Epochs with changes that are told by their key. */
interface KeyedRun {
  readonly key: string;
  readonly run: EpochRun;
}

/** One network on the bench: its epochs as the file has it, with the changes that were asked for last, and with what they are compared with. */
export class Bench {
  readonly network: PageNetwork;
  private readonly written: WrittenNetwork;
  private readonly own: KeyedRun;
  private now: KeyedRun;
  private before: KeyedRun;

  /** `text` is that of a network file. Throws `UserError` for a text that is none, or no network for a page. */
  constructor(file: string, text: string) {
    this.written = writtenIn(file, text);
    this.network = openNetwork(file, this.written);
    this.own = { key: keyOf(noChanges), run: new EpochRun(file, this.written, noChanges) };
    this.now = this.own;
    this.before = this.own;
  }

  /**
   * The pair to look at first: the paid miner of whose votes the first epoch cuts most, and the validator that loses most of them; else the
   * best paid and the best staked.
   */
  firstPair(): { readonly validator: number; readonly miner: number } {
    const { run } = this.own;
    if (run.length === 0) run.step();
    const frame = run.frame(1);
    const { incentive, stake } = frame;
    const uids = [...incentive.keys()];
    const best = (of: (uid: number) => number) =>
      uids.reduce((best, uid) => (of(uid) > of(best) ? uid : best), 0);
    const cuts = uids.map((uid) => (incentive[uid] > 0 ? clipOf(frame, uid) : null));
    const lost = (uid: number) =>
      cuts[uid]?.voters.reduce((sum, one) => sum + one.stake * (one.weight - one.counted), 0) ?? 0;
    const miner = best((uid) => lost(uid) || incentive[uid] * 1e-9);
    const losing = cuts[miner]?.voters ?? [];
    const of = (uid: number) => {
      const voter = losing.find((one) => one.uid === uid);
      return voter === undefined ? 0 : voter.stake * (voter.weight - voter.counted);
    };
    return { miner, validator: best((uid) => of(uid) || stake[uid] * 1e-9) };
  }

  /**
   * Runs up to an epoch, and pauses after each; compared with what is pinned, null: with the file. Throws as `changedNetwork` does; then what
   * was shown before stays asked for.
   */
  *show(changes: Changes, epoch: number, pinned: Changes | null = null): Generator<undefined, Shown> {
    const now = this.runOf(changes);
    const before = pinned === null ? this.own : this.runOf(pinned);
    this.now = now;
    this.before = before;
    yield* upTo(now.run, epoch);
    yield* upTo(before.run, epoch);
    return {
      now: now.run.frame(epoch),
      before: before.run.frame(epoch),
      knobs: knobsOf(this.written, changes.ruleset ?? this.network.ruleset),
    };
  }

  /** The epochs with these changes: what has run of them is kept while they are shown or compared with. */
  private runOf(changes: Changes): KeyedRun {
    const key = keyOf(changes);
    const kept = [this.own, this.now, this.before].find((one) => one.key === key);
    return kept ?? { key, run: new EpochRun(this.network.file, this.written, changes) };
  }

  /** The courses of a miner and a validator over so many epochs of what was shown last. */
  *courses(miner: number, validator: number, epochs: number): Generator<undefined, Courses> {
    const { run } = this.now;
    const { run: before } = this.before;
    yield* upTo(run, epochs);
    yield* upTo(before, epochs);
    const each = Array.from({ length: epochs }, (_, k) => k + 1);
    const { bonds } = run.at(epochs);
    const holders = bonds
      .map((row, uid) => ({ uid, bond: bondIn(row, miner) }))
      .filter(({ bond }) => bond > 0)
      .sort((one, other) => other.bond - one.bond)
      .slice(0, mostHolders);
    return {
      ...{ miner, validator },
      holders: holders.map(({ uid }) => ({
        uid,
        bonds: each.map((epoch) => bondIn(run.at(epoch).bonds[uid], miner)),
      })),
      dividends: each.map((epoch) => run.at(epoch).uids[validator].dividends),
      dividendsBefore: each.map((epoch) => before.at(epoch).uids[validator].dividends),
    };
  }
}

function* upTo(run: EpochRun, epoch: number): Generator<undefined, void> {
  while (run.length < epoch) {
    run.step();
    yield;
  }
}
