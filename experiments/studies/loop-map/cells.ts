import {
  type Behaviour,
  behaviourOf,
  linearBehaviour,
  mostOf,
} from '../../../sim/controllers/loopBehaviour.ts';
import { jointLevel, valuesBySeed } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { differences } from '../../statistics/paired.ts';
import { type LoopGround, loopAttack, loopGains, loopGrounds, loopNotices } from './plan.ts';

/** A loop at a gain and a notice, in a ground. */
export interface LoopCell {
  readonly ground: LoopGround;
  /** Days. */
  readonly notice: number;
  readonly gain: number;
  /** Of the worlds that have run. */
  readonly seen: readonly Behaviour[];
  /** Of most of them. */
  readonly behaviour: Behaviour;
  /** Of the linear loop of the same gain and delay, whose plant answers as theory has it. */
  readonly theory: Behaviour;
  /** Served loss beside that at the least gain, seed by seed, nats; null for that one, and for fewer than two common seeds. */
  readonly added: MeanInterval | null;
}

/** Every cell of the map that has run; the intervals of all hold together at 95 %. */
export function loopCells(rows: readonly ModelRow[], study: ModelStudy): LoopCell[] {
  const comparisons = loopGrounds.length * loopNotices.length * (loopGains.length - 1);
  return loopGrounds.flatMap((ground) =>
    loopNotices.flatMap((notice) => {
      const attack = loopAttack(ground, notice);
      const of = (gain: number, measure: string) =>
        valuesBySeed(rows, study, `gain-${gain}`, measure, attack);
      return loopGains.flatMap((gain): LoopCell[] => {
        const swings = of(gain, 'swing');
        const seen = of(gain, 'spread').flatMap((spread, k) => {
          const swing = swings[k];
          return spread === null || swing === null ? [] : [behaviourOf({ spread, swing })];
        });
        if (seen.length === 0) return [];
        const gaps = differences(of(gain, 'servedLoss'), of(loopGains[0], 'servedLoss'));
        const isCompared = gain !== loopGains[0] && gaps.length > 1;
        const added = isCompared ? meanInterval(gaps, jointLevel(comparisons)) : null;
        const theory = linearBehaviour({ integral: gain, delay: notice });
        return [{ ground, notice, gain, seen, behaviour: mostOf(seen), theory, added }];
      });
    }),
  );
}

/** The largest gain up to which every cell comes to rest; null where the least does not. */
export function quietGain(cells: readonly LoopCell[]): number | null {
  const quiet = loopGains.filter((gain) =>
    cells.every((cell) => cell.gain > gain || cell.behaviour === 'stable'),
  );
  return quiet.length === 0 ? null : Math.max(...quiet);
}
