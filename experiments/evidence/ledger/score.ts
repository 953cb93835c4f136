import type { Entry, Forecast } from './entry.ts';

/** How an entry did; all but `covered` are in the forecast's unit, or its logarithm. */
export interface Score {
  readonly covered: boolean;
  /** Lower is better. */
  readonly score: number;
  /** Of an interval of no width at what no change would have been. */
  readonly noChange: number;
}

/**
 * Interval score: the width, and 2 / (1 − level) times the distance by which the outcome misses it (Gneiting & Raftery 2007,
 * "Strictly proper scoring rules", equation 43).
 */
export function intervalScore(
  { low, high, level }: Omit<Forecast, 'value' | 'unit'>,
  outcome: number,
): number {
  const missed = Math.max(0, low - outcome) + Math.max(0, outcome - high);
  return high - low + (2 / (1 - level)) * missed;
}

/** The score of an entry; null while it has no outcome. */
export function scoreOf({ forecast, noChange, outcome }: Entry): Score | null {
  if (outcome === null) return null;
  const { scale, level } = forecast;
  const at = (value: number) => (scale === 'log' ? Math.log(value) : value);
  const [low, high, same, came] = [forecast.low, forecast.high, noChange.value, outcome.value].map(at);
  return {
    covered: forecast.low <= outcome.value && outcome.value <= forecast.high,
    score: intervalScore({ scale, low, high, level }, came),
    noChange: intervalScore({ scale, low: same, high: same, level }, came),
  };
}

/** What the ledger is worth so far. */
export interface Totals {
  readonly entries: number;
  readonly open: number;
  readonly hindsight: number;
  /** Forecasts with an outcome, hindsight apart: how many there are, what share should lie within, how many do. */
  readonly judged: number;
  readonly expected: number | null;
  readonly covered: number;
  /** Entries with an outcome, hindsight among them, that score lower than no change, and that score higher. */
  readonly better: number;
  readonly worse: number;
}

export function totalsOf(entries: readonly Entry[]): Totals {
  const scored = entries.flatMap((entry) => {
    const score = scoreOf(entry);
    return score === null ? [] : [{ entry, score }];
  });
  const judged = scored.filter(({ entry }) => !entry.hindsight);
  const levels = judged.map(({ entry }) => entry.forecast.level);
  return {
    entries: entries.length,
    open: entries.length - scored.length,
    hindsight: entries.filter(({ hindsight }) => hindsight).length,
    judged: judged.length,
    expected: levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length,
    covered: judged.filter(({ score }) => score.covered).length,
    better: scored.filter(({ score }) => score.score < score.noChange).length,
    worse: scored.filter(({ score }) => score.score > score.noChange).length,
  };
}
