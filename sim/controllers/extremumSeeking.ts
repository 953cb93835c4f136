import { exp, ln } from '../math/elementary.ts';
import { type Controller, checkMeasurement, checkSetting } from './controller.ts';
import { require } from './refuse.ts';

/** How it shakes a setting, and how far it follows what it finds. */
export interface ExtremumSeeking {
  /** Half the distance of the two settings that are compared, ln(setting). */
  readonly amplitude: number;
  /** Change of ln(setting) for a slope of one loss per ln(setting). */
  readonly gain: number;
  /** Slope, loss per ln(setting), that is taken for none: noise, and what a setting does before it has done all it does. */
  readonly deadZone: number;
  /** Decisions on each side; the first `skip` of them are not counted, while the change is on its way. */
  readonly hold: number;
  readonly skip: number;
  /** Largest change of the middle after one cycle, ln(setting). */
  readonly largest: number;
}

/** What it remembers: the middle, where in its cycle it is, and losses on the upper and lower side in this cycle. */
export interface ExtremumSeekingState {
  readonly base: number;
  readonly count: number;
  readonly upper: number;
  readonly lower: number;
}

/** Up, down, down, up: a loss that rises steadily adds as much to one side as to the other. */
const sides = [1, -1, -1, 1] as const;

/**
 * Searches for the smallest loss without knowing where it is: shakes ln(setting) by a square wave and moves against the slope of the loss
 * (extremum seeking; Krstić and Wang 2000, here with a square wave in discrete time). Its wave, 2 amplitudes from side to side, must fit into
 * the step that limits allow, else its middle goes where they let it. Throws a `RangeError` for a wave without size or length.
 */
export function extremumSeeking(settings: ExtremumSeeking): Controller<ExtremumSeekingState> {
  checkWave(settings);
  const { amplitude, hold, skip } = settings;
  const sideAt = (count: number) => sides[Math.floor(count / hold)];
  const wish = ({ base, count }: ExtremumSeekingState) => exp(base + amplitude * sideAt(count));
  return {
    name: 'extremum seeking',
    begin(setting) {
      checkSetting(setting);
      return { base: ln(setting), count: -1, upper: 0, lower: 0 };
    },
    step(state, measurement) {
      checkMeasurement(measurement);
      const next = state.count < 0 ? { ...state, count: 0 } : followed(settings, state, measurement.loss);
      return { state: next, setting: wish(next) };
    },
    granted: (state, setting) => ({ ...state, base: ln(setting) - amplitude * sideAt(state.count) }),
    middle: ({ base }) => exp(base),
  };

  function followed(wave: ExtremumSeeking, state: ExtremumSeekingState, loss: number): ExtremumSeekingState {
    const isCounted = state.count % hold >= skip;
    const isUpper = sideAt(state.count) > 0;
    const upper = state.upper + (isCounted && isUpper ? loss : 0);
    const lower = state.lower + (isCounted && !isUpper ? loss : 0);
    const count = state.count + 1;
    if (count < sides.length * hold) return { ...state, count, upper, lower };
    const slope = (upper - lower) / (2 * (hold - skip)) / (2 * amplitude);
    const beyond = Math.sign(slope) * Math.max(0, Math.abs(slope) - wave.deadZone);
    const change = Math.min(wave.largest, Math.max(-wave.largest, wave.gain * beyond));
    return { base: state.base - change, count: 0, upper: 0, lower: 0 };
  }
}

function checkWave({ amplitude, gain, deadZone, hold, skip, largest }: ExtremumSeeking): void {
  const remedy = 'shake by a few percent, such as 0.1';
  require(amplitude > 0 &&
    Number.isFinite(amplitude), 'amplitude', amplitude, 'a positive finite number', remedy);
  require(gain > 0 &&
    Number.isFinite(
      gain,
    ), 'gain', gain, 'a positive finite number', 'start with the inverse of the curvature');
  require(largest > 0 &&
    Number.isFinite(
      largest,
    ), 'largest', largest, 'a positive finite number', 'say the largest change of a cycle, such as 0.1');
  const isZone = deadZone >= 0 && Number.isFinite(deadZone);
  require(isZone, 'deadZone', deadZone, 'a finite number from 0 on', 'say 0 to follow every slope');
  const isHold = Number.isInteger(hold) && hold >= 1;
  require(isHold, 'hold', hold, 'a whole number of decisions from 1 on', 'hold each side longer than the notice');
  const isSkip = Number.isInteger(skip) && skip >= 0 && skip < hold;
  require(isSkip, 'skip', skip, `a whole number from 0 to below hold, ${hold}`, 'hold each side longer');
}
