import type { Row } from './row.ts';
import { u16Max, u32Max } from './units.ts';

/**
 * What the chain does with weights a neuron submits: check them, scale them, store them in the order they came
 * (NK weights.rs, set_weights; subtensor v0.0.1 weights.rs, do_set_weights). A refusal is a sentence.
 */
export interface WeightRules {
  readonly minAllowedWeights: number;
  /** Largest share of a row that one target may hold, 0 … 1; 1 switches the check off. */
  readonly maxShare: number;
}

/** Checks shared by both: known targets, no target twice, enough of them (a single self weight is always enough). */
function fault(uid: number, size: number, { targets }: Row, minAllowedWeights: number): string | null {
  const selfOnly = targets.length === 1 && targets[0] === uid;
  if (targets.length < minAllowedWeights && !selfOnly) {
    return `uid ${uid} set ${targets.length} weights; minAllowedWeights is ${minAllowedWeights}`;
  }
  return ascending(targets, size) ? null : faultyTarget(uid, size, targets);
}

/** The usual row: known targets in rising order, so none can stand twice. */
function ascending(targets: Uint16Array, size: number): boolean {
  let last = -1;
  for (let entry = 0; entry < targets.length; entry++) {
    if (targets[entry] <= last) return false;
    last = targets[entry];
  }
  return last < size;
}

function faultyTarget(uid: number, size: number, targets: Uint16Array): string | null {
  const seen = new Uint8Array(size);
  for (const target of targets) {
    if (target >= size) return `uid ${uid} set a weight on uid ${target}; the network has ${size} uids`;
    if (seen[target]) return `uid ${uid} set two weights on uid ${target}; a target may stand once`;
    seen[target] = 1;
  }
  return null;
}

function total(values: Uint32Array): number {
  let sum = 0;
  for (let entry = 0; entry < values.length; entry++) sum += values[entry];
  return sum;
}

function aboveLimit(uid: number, { targets, values }: Row, sum: number, maxShare: number): string | null {
  if (maxShare >= 1 || (targets.length === 1 && targets[0] === uid)) return null;
  let largest = 0;
  for (let entry = 0; entry < values.length; entry++) largest = Math.max(largest, values[entry]);
  return largest > maxShare * sum
    ? `uid ${uid} gave one target ${largest} of ${sum}; no weight may exceed ${maxShare} of a row`
    : null;
}

/** Nakamoto: values become floor(w · u32Max / Σw). */
export function nakamotoWeights(uid: number, size: number, row: Row, rules: WeightRules): Row | string {
  const refused = fault(uid, size, row, rules.minAllowedWeights);
  if (refused !== null) return refused;
  const sum = total(row.values);
  if (sum === 0) return row;
  const stored =
    sum === u32Max
      ? row
      : { targets: row.targets, values: row.values.map((value) => shareOfU32(value, sum)) };
  return aboveLimit(uid, stored, u32Max, rules.maxShare) ?? stored;
}

/** floor(value · u32Max / sum), exact: the float64 quotient is off by at most one. */
function shareOfU32(value: number, sum: number): number {
  const product = value * u32Max;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / sum);
  return Number((BigInt(value) * BigInt(u32Max)) / BigInt(sum));
}

/** Finney: values become round(w · 65535 / max w). */
export function finneyWeights(uid: number, size: number, row: Row, rules: WeightRules): Row | string {
  const refused =
    fault(uid, size, row, Math.min(rules.minAllowedWeights, size)) ??
    aboveLimit(uid, row, total(row.values), rules.maxShare);
  if (refused !== null) return refused;
  let largest = 0;
  for (const value of row.values) if (value > largest) largest = value;
  if (largest === 0) return row;
  return { targets: row.targets, values: row.values.map((value) => Math.round((value * u16Max) / largest)) };
}
