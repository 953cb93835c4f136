import { exp, ln } from '../math/elementary.ts';
import { type Name, stream } from '../random.ts';
import { type Controller, checkMeasurement, checkSetting } from './controller.ts';
import { require } from './refuse.ts';

/** How it tries neighbours, and when it moves. */
export interface SafeBandit {
  /** Names its draws. */
  readonly seed: Name;
  /** Distance of the neighbour it tries, ln(setting). */
  readonly step: number;
  /** Decisions on each side of a pair; the first `skip` of them are not counted. */
  readonly hold: number;
  readonly skip: number;
  /** Pairs (here, there, there, here) of a round, at least 3. */
  readonly pairs: number;
  /** Standard errors by which a neighbour must be better; of Student's t with pairs − 1 degrees of freedom. */
  readonly critical: number;
  /** What a neighbour must be better by, in the unit of the loss, beside those standard errors. */
  readonly margin: number;
  /** A trial ends at once when the loss there exceeds the one here by this much, in the unit of the loss. */
  readonly worst: number;
}

/** What it remembers: where it is, what it tries (+1 or −1), where in the round it is, and the differences of pairs so far. */
export interface SafeBanditState {
  readonly base: number;
  readonly round: number;
  readonly direction: number;
  readonly count: number;
  /** Sum and number of losses here, and there, within the pair. */
  readonly here: number;
  readonly there: number;
  readonly differences: readonly number[];
}

const away = [0, 1, 1, 0] as const;

/**
 * Tries one neighbour at a time and moves to it only if it is better beyond chance; leaves it at once where it is far worse. Of two arms, the
 * one in force and a neighbour, so it is safe as SafeOpt is (Sui and others 2015): it stays near what is known. Which neighbour is drawn, keyed by the
 * round. Throws a `RangeError` for trials without size, length or repetition.
 */
export function safeBandit(settings: SafeBandit): Controller<SafeBanditState> {
  checkTrials(settings);
  const { seed, step, hold } = settings;
  const opened = (base: number, round: number): SafeBanditState => {
    const direction = stream(seed, 'safe bandit', round).next() < 0.5 ? -1 : 1;
    return { base, round, direction, count: 0, here: 0, there: 0, differences: [] };
  };
  const isAway = ({ count }: SafeBanditState) => away[Math.floor(count / hold) % away.length] === 1;
  return {
    name: 'safe bandit',
    begin(setting) {
      checkSetting(setting);
      return { ...opened(ln(setting), 0), count: -1 };
    },
    step(state, measurement) {
      checkMeasurement(measurement);
      const next =
        state.count < 0
          ? { ...state, count: 0 }
          : judged(settings, state, measurement.loss, isAway(state), opened);
      return { state: next, setting: exp(next.base + (isAway(next) ? next.direction * step : 0)) };
    },
    granted: (state, setting) => ({
      ...state,
      base: ln(setting) - (isAway(state) ? state.direction * step : 0),
    }),
    middle: ({ base }) => exp(base),
  };
}

function judged(
  { hold, skip, pairs, critical, margin, worst, step }: SafeBandit,
  state: SafeBanditState,
  loss: number,
  isAway: boolean,
  opened: (base: number, round: number) => SafeBanditState,
): SafeBanditState {
  const isCounted = state.count % hold >= skip;
  const here = state.here + (isCounted && !isAway ? loss : 0);
  const there = state.there + (isCounted && isAway ? loss : 0);
  const counted = hold - skip;
  const isFarWorse = isCounted && isAway && loss - state.here / counted > worst;
  if (isFarWorse) return opened(state.base, state.round + 1);
  const count = state.count + 1;
  if (count % (away.length * hold) !== 0) return { ...state, count, here, there };
  const differences = [...state.differences, (there - here) / (2 * counted)];
  if (differences.length < pairs) return { ...state, count, here: 0, there: 0, differences };
  const isBetter = tStatistic(differences.map((difference) => difference + margin)) < -critical;
  return opened(state.base + (isBetter ? state.direction * step : 0), state.round + 1);
}

/** Mean over its standard error; 0 for values that are all 0, ∓∞ for values that are equal. */
function tStatistic(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return mean === 0 ? 0 : mean / Math.sqrt(variance / n);
}

function checkTrials({ step, hold, skip, pairs, critical, margin, worst }: SafeBandit): void {
  require(step > 0 &&
    Number.isFinite(
      step,
    ), 'step', step, 'a positive finite number', 'try neighbours a few percent away, such as 0.1');
  const isHold = Number.isInteger(hold) && hold >= 1;
  require(isHold, 'hold', hold, 'a whole number of decisions from 1 on', 'hold each side longer than the notice');
  const isSkip = Number.isInteger(skip) && skip >= 0 && skip < hold;
  require(isSkip, 'skip', skip, `a whole number from 0 to below hold, ${hold}`, 'hold each side longer');
  require(Number.isInteger(pairs) &&
    pairs >= 3, 'pairs', pairs, 'a whole number from 3 on', 'fewer pairs have no spread to judge by');
  require(critical > 0 &&
    Number.isFinite(
      critical,
    ), 'critical', critical, 'a positive finite number', 'take a quantile of Student’s t');
  const isMargin = margin >= 0 && Number.isFinite(margin);
  require(isMargin, 'margin', margin, 'a finite number from 0 on', 'say 0 to move for every improvement');
  require(worst > 0 &&
    !Number.isNaN(worst), 'worst', worst, 'a positive number', 'say how much worse a trial may be');
}
