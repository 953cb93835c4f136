import { textTable } from '../../experiments/base/textTable.ts';
import { inFreshProcess } from './freshProcess.ts';

/** `results/bench/scoring.json`: score updates against the bare noise of as many. */
export interface ScoringRow {
  readonly name: 'score-updates';
  /** Score updates a second on one core. */
  readonly perSecond: number;
  readonly bareNoisePerSecond: number;
  /** The first over the second. */
  readonly shareOfBareNoise: number;
  readonly rounds: number;
}

export function benchScoring(): ScoringRow {
  const run = inFreshProcess<{
    updates: number;
    bareSeconds: number;
    scoringSeconds: number;
    rounds: number;
  }>('oneScoring.ts');
  return {
    name: 'score-updates',
    perSecond: run.updates / run.scoringSeconds,
    bareNoisePerSecond: run.updates / run.bareSeconds,
    shareOfBareNoise: run.bareSeconds / run.scoringSeconds,
    rounds: run.rounds,
  };
}

export function scoringText({ perSecond, bareNoisePerSecond, shareOfBareNoise, rounds }: ScoringRow): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = ['score updates/s', 'bare noise/s', 'share of bare noise', 'by turns'].map(right);
  const millions = (count: number) => `${(count / 1e6).toFixed(1)} M`;
  const row = [millions(perSecond), millions(bareNoisePerSecond), shareOfBareNoise.toFixed(2), `${rounds} ×`];
  return textTable(columns, [row]);
}
