/** When a controller rings a human: the rule, in decisions and standard deviations. */
export interface AlarmRule {
  /** Decisions in a row at a bound. */
  readonly atBound: number;
  /** Decisions in a row whose loss lies above the mean of the window by this many of its standard deviations. */
  readonly worseFor: number;
  readonly worseBy: number;
  /** Decisions that a window looks back, before those that are judged. */
  readonly window: number;
  /** Decisions without a second call after one. */
  readonly silence: number;
}

/** A week at a bound, or three days in a row at four standard deviations above the four weeks before; once in a fortnight at most. */
export const alarmRule: AlarmRule = { atBound: 7, worseFor: 3, worseBy: 4, window: 28, silence: 14 };

/** What a decision left behind. */
export interface AlarmLook {
  readonly isAtBound: boolean;
  readonly loss: number;
}

/** [call] the decisions, from 0, at which a human is rung. */
export function alarmsOf(looks: readonly AlarmLook[], rule = alarmRule): number[] {
  const calls: number[] = [];
  looks.forEach((_, now) => {
    const isSilent = calls.length > 0 && now - calls[calls.length - 1] < rule.silence;
    if (!isSilent && (isStuck(looks, now, rule) || isWorse(looks, now, rule))) calls.push(now);
  });
  return calls;
}

function isStuck(looks: readonly AlarmLook[], now: number, { atBound }: AlarmRule): boolean {
  return now + 1 >= atBound && looks.slice(now + 1 - atBound, now + 1).every(({ isAtBound }) => isAtBound);
}

function isWorse(
  looks: readonly AlarmLook[],
  now: number,
  { worseFor, worseBy, window }: AlarmRule,
): boolean {
  const from = now + 1 - worseFor;
  if (from < window) return false;
  const before = looks.slice(from - window, from).map(({ loss }) => loss);
  const mean = before.reduce((sum, loss) => sum + loss, 0) / window;
  const variance = before.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (window - 1);
  const limit = mean + worseBy * Math.sqrt(variance);
  return looks.slice(from, now + 1).every(({ loss }) => loss > limit);
}
