import alea from 'seedrandom/lib/alea.js';
import { plainSeed } from './antithetic.ts';
import { exp, ln, normalQuantile } from './math/elementary.ts';

/**
 * A keyed stream of random numbers. Every method consumes exactly one draw, so two worlds that differ in
 * one setting stay paired draw by draw; all variates come from the inverse distribution function.
 */
export interface Stream {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer 0 … n − 1. */
  integer(n: number): number;
  /** Exponential with the given rate (mean 1 / rate). */
  exponential(rate: number): number;
  /** Lognormal: median · exp(sigma · normal). */
  lognormal(median: number, sigma: number): number;
}

/** Names what a stream is drawn for; a number and its decimal text are the same name. */
export type Name = number | string;

/** Half the spacing of a 53-bit draw: replaces the draw 0, whose normal quantile is −infinity. */
const smallestUniform = 5.551115123125783e-17;
/** The largest draw of 53 bits: what it leaves of a draw is again one, without rounding. */
const largestUniform = 1 - 2 ** -53;

/** Characters after the last name: alea's hash mixes a character only while it reads the following ones. */
const terminator = ';stream;';

/**
 * The stream of one entity for one purpose: `stream(7, 'arrival', serial)`. Streams of different keys are
 * independent, equal keys give equal streams. The stream of a mirrored seed draws 1 − u for every u of its twin.
 * Errors: a name that is NaN, infinite or empty.
 * Source: Baagøe's Alea in seedrandom 3.0.5.
 */
export function stream(seed: Name, purpose: string, entity: Name): Stream {
  const { seed: own, isAntithetic } = plainSeed(seed);
  const plain = alea(streamKey(typeof seed === 'number' ? seed : own, purpose, entity)).double;
  const uniform = isAntithetic ? () => largestUniform - plain() : plain;
  return {
    next: uniform,
    normal: () => normalQuantile(uniform() || smallestUniform),
    integer: (n) => Math.floor(uniform() * positiveInteger(n)),
    exponential: (rate) => -ln(1 - uniform()) / positive('rate', rate),
    lognormal: (median, sigma) => median * exp(sigma * normalQuantile(uniform() || smallestUniform)),
  };
}

/** Every name is preceded by its length, so no two triples of names share a key. */
function streamKey(...names: Name[]): string {
  return names.map(measured).join('') + terminator;
}

function measured(name: Name): string {
  if (name === '' || (typeof name === 'number' && !Number.isFinite(name))) {
    throw new RangeError(
      `a stream is named by finite numbers or non-empty texts; received ${String(name) || "''"}`,
    );
  }
  const text = String(name);
  return `${text.length}:${text}`;
}

function positiveInteger(n: number): number {
  if (Number.isSafeInteger(n) && n > 0) return n;
  throw new RangeError(`integer(n) needs a whole number n of at least 1; received ${n}`);
}

function positive(what: string, value: number): number {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${what} must be positive and finite; received ${value}`);
}
