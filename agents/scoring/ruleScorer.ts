import { normalQuantile } from '../../sim/math/elementary.ts';
import { type NoiseKey, noiseOf, noiseSubkey, uniformAt } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import { sweepUid } from '../../sim/sweepOrder.ts';
import type { Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import { lossTable } from './mixture.ts';
import { type RowLaw, rowLosses } from './rowLosses.ts';
import { type RuleName, scoreBy } from './rules.ts';
import type { Sweep, SweepScorer } from './sweepScorer.ts';
import type { ScorePowers } from './synergy.ts';

/** Standard deviation of a gate weight before it is trained (no source). */
const gateSpread = 0.5;

/** What one validator remembers: [uid] whose score it is, and its moving average, which may be below zero. */
interface Memory {
  readonly of: Float64Array;
  readonly score: Float64Array;
}

export interface RuleScorerSettings {
  readonly rule: RuleName;
  readonly topk: number;
  readonly law: RowLaw;
  readonly powers: ScorePowers;
  readonly gateSteps: number;
}

/**
 * Scores row by row with one of the rules of the papers: `topk` peers at a time give a table of losses, the rule says
 * what each is worth, and the moving average follows. A score below zero (a peer that harms) sets no weight. Rules have
 * scales of their own, so founders start at their first score instead of a settled one.
 */
export class RuleScorer implements SweepScorer {
  readonly capacity: number;
  /** Joined answers evaluated so far. */
  forwards = 0;
  private readonly book: MinerBook;
  private readonly settings: RuleScorerSettings;
  /** By the scores of each validator. */
  private readonly memories = new Map<Float64Array, Memory>();

  constructor(book: MinerBook, settings: RuleScorerSettings) {
    this.book = book;
    this.settings = settings;
    this.capacity = book.quality.length;
  }

  fold({ scores, hotkey, size, key, alpha, missed }: Sweep): number {
    const { topk } = this.settings;
    const memory = this.memoryOf(scores);
    const skipped = new Set(missed);
    const luck = noiseSubkey(key, 3);
    for (let first = 0, forward = 0; first < size; first += topk, forward++) {
      const asked: Uid[] = [];
      for (let place = first; place < Math.min(size, first + topk); place++) {
        const uid = sweepUid(key.a, key.b, place, size);
        if (!skipped.has(uid)) asked.push(uid);
      }
      const answering = asked.filter((uid) => noiseOf(luck, hotkey[uid]) < this.book.responds[uid] * 2 ** 32);
      const gained = this.gainsOf(answering, forward, hotkey, key);
      for (const uid of asked) {
        const gain = gained[answering.indexOf(uid)] ?? 0;
        const known = memory.of[uid] === hotkey[uid];
        const isFounder = memory.of[uid] < 0 && scores[uid] > 0;
        const before = known ? memory.score[uid] : isFounder ? gain : 0;
        memory.of[uid] = hotkey[uid];
        memory.score[uid] = before + alpha * (gain - before);
        scores[uid] = Math.max(0, memory.score[uid]);
      }
    }
    return size - missed.length;
  }

  private gainsOf(
    answering: readonly Uid[],
    forward: number,
    hotkey: Float64Array,
    key: NoiseKey,
  ): Float64Array {
    const { rule, law, powers, gateSteps } = this.settings;
    if (answering.length === 0) return new Float64Array(0);
    const serials = answering.map((uid) => hotkey[uid]);
    const losses = new Float64Array(answering.length * law.rows);
    const means = answering.map((uid) => this.book.loss[uid]);
    rowLosses({ sweep: key, number: forward, serials, losses: means }, law, losses);
    const gates = noiseSubkey(key, 7);
    const gate = Float64Array.from(
      serials,
      (serial) => gateSpread * normalQuantile(uniformAt(noiseOf(gates, serial))),
    );
    const draws = stream(key.a, 'orders', key.b + forward);
    const { scores, forwards } = scoreBy(rule, lossTable(losses, answering.length, law.rows), {
      powers,
      gate,
      gateSteps,
      draws,
    });
    this.forwards += forwards;
    return scores;
  }

  private memoryOf(scores: Float64Array): Memory {
    const known = this.memories.get(scores);
    if (known !== undefined) return known;
    const memory = {
      of: new Float64Array(this.capacity).fill(-1),
      score: new Float64Array(this.capacity),
    };
    this.memories.set(scores, memory);
    return memory;
  }
}
