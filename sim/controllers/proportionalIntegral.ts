import { exp, ln } from '../math/elementary.ts';
import { type Controller, checkMeasurement, checkSetting } from './controller.ts';
import { require } from './refuse.ts';
import { isSchur } from './schur.ts';

/** Gains of the loop, and what is known of what it steers. */
export interface ProportionalIntegral {
  /** Kp and Ki, unit 1: the part of an error that one decision takes away if the plant answers as said. */
  readonly proportional: number;
  readonly integral: number;
  /** d error / d ln(setting) of the plant at rest, signed; −1 for the half-life of the burn price. */
  readonly plantGain: number;
  /** Decisions that pass before the plant answers, beside the one that every loop has. */
  readonly delay: number;
}

/** What it remembers: ln(setting) as commanded, and the error before; null before the first. */
export interface ProportionalIntegralState {
  readonly level: number;
  readonly before: number | null;
}

/**
 * [degree … 0] of z^(d+2) − z^(d+1) + (Kp + Ki) z − Kp, whose roots are the poles of the loop with a plant that answers after d decisions;
 * without Kp the root at 0 is divided out.
 */
export function loopPolynomial({
  proportional,
  integral,
  delay,
}: Omit<ProportionalIntegral, 'plantGain'>): number[] {
  const degree = delay + 2;
  const coefficients = new Array<number>(degree + 1).fill(0);
  coefficients[0] = 1;
  coefficients[1] = -1;
  coefficients[degree - 1] += proportional + integral;
  coefficients[degree] -= proportional;
  return coefficients;
}

/**
 * Steers to an aim: moves ln(setting) by −(Kp (e − e') + Ki e) / gain. It is the velocity form, whose only sum is the setting as granted,
 * so limits cannot wind it up. Throws a `RangeError` for gains with which the loop would not come to rest.
 */
export function proportionalIntegral(settings: ProportionalIntegral): Controller<ProportionalIntegralState> {
  checkGains(settings);
  return steering(settings);
}

/** The same without the condition on its gains: for maps of where it diverges. */
export function steering({
  proportional,
  integral,
  plantGain,
}: ProportionalIntegral): Controller<ProportionalIntegralState> {
  return {
    name: 'proportional–integral',
    begin(setting) {
      checkSetting(setting);
      return { level: ln(setting), before: null };
    },
    step({ level, before }, measurement) {
      checkMeasurement(measurement);
      const { error } = measurement;
      const change = (proportional * (error - (before ?? error)) + integral * error) / plantGain;
      const wished = level - change;
      return { state: { level: wished, before: error }, setting: exp(wished) };
    },
    granted: (state, setting) => ({ ...state, level: ln(setting) }),
    middle: ({ level }) => exp(level),
  };
}

function checkGains(settings: ProportionalIntegral): void {
  const { proportional, integral, plantGain, delay } = settings;
  const known = 'estimate it from a step of the setting';
  require(Number.isFinite(plantGain) && plantGain !== 0, 'plantGain', plantGain, 'finite and not 0', known);
  const isDelay = Number.isInteger(delay) && delay >= 0;
  require(isDelay, 'delay', delay, 'a whole number of decisions from 0 on', 'round the notice up to decisions');
  const smaller = 'take smaller gains, or decide less often';
  require(Number.isFinite(proportional) &&
    proportional >= 0, 'proportional', proportional, 'a finite number from 0 on', smaller);
  require(Number.isFinite(integral) &&
    integral > 0, 'integral', integral, 'a positive finite number', smaller);
  const gains = `Kp ${proportional}, Ki ${integral} at a delay of ${delay}`;
  const rule = 'such that all poles of the loop lie inside the unit circle';
  require(isSchur(loopPolynomial(settings)), 'gains', gains, rule, smaller);
}

/** Ki above which the loop without Kp diverges at a delay: 2 cos(π d / (2 d + 1)) (Levin and May 1976, x' = x − K x(−d)). */
export const integralLimit = (delay: number): number => 2 * Math.cos((Math.PI * delay) / (2 * delay + 1));

/** Ki up to which the loop without Kp comes to rest without overshoot: d^d / (d + 1)^(d + 1). */
export const quietLimit = (delay: number): number => delay ** delay / (delay + 1) ** (delay + 1);
