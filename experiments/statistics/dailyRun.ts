/** A run that is known day by day. */
export interface DailyRun {
  readonly days: number;
  /** Mean of the days from `from` to before `to`, counted from 0; null where none of them has a value. */
  mean(from: number, to: number): number | null;
}

/** A run from its daily values, null on a day without one; `weights`: what a mean over days weighs them by, else all alike. */
export function dailyRun(values: readonly (number | null)[], weights?: readonly (number | null)[]): DailyRun {
  return {
    days: values.length,
    mean(from, to) {
      let sum = 0;
      let whole = 0;
      for (let day = from; day < Math.min(to, values.length); day++) {
        const value = values[day];
        const weight = weights === undefined ? 1 : (weights[day] ?? 0);
        if (value === null || weight === 0) continue;
        sum += weight * value;
        whole += weight;
      }
      return whole > 0 ? sum / whole : null;
    },
  };
}

/** The difference of two runs that share their seed, one − other: of a window it is the difference of the two means. */
export const pairedRun = (one: DailyRun, other: DailyRun): DailyRun => ({
  days: Math.min(one.days, other.days),
  mean(from, to) {
    const [own, base] = [one.mean(from, to), other.mean(from, to)];
    return own === null || base === null ? null : own - base;
  },
});

/** Values of a window by seed; a seed without a value is left out. */
export const windowMeans = (runs: readonly DailyRun[], from: number, to: number): number[] =>
  runs.flatMap((run) => run.mean(from, to) ?? []);
