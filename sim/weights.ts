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

/** What one pass over a row tells. */
interface Survey {
  /** Known targets in rising order, as most rows have them: none can then be there twice. */
  readonly rises: boolean;
  readonly sum: number;
  readonly largest: number;
}

function survey({ targets, values }: Row, size: number): Survey {
  let last = -1;
  let rises = true;
  let sum = 0;
  let largest = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    const target = targets[entry];
    const value = values[entry];
    if (target <= last) rises = false;
    last = target;
    sum += value;
    if (value > largest) largest = value;
  }
  return { rises: rises && last < size, sum, largest };
}

const isSelfOnly = (uid: number, { targets }: Row): boolean => targets.length === 1 && targets[0] === uid;

/** Known targets, no target twice, enough of them (a single self weight is always enough). */
function fault(
  uid: number,
  size: number,
  row: Row,
  { rises }: Survey,
  minAllowedWeights: number,
): string | null {
  const { targets } = row;
  if (targets.length < minAllowedWeights && !isSelfOnly(uid, row)) {
    return `uid ${uid} set ${targets.length} weights; minAllowedWeights is ${minAllowedWeights}`;
  }
  return rises ? null : faultyTarget(uid, size, targets);
}

function faultyTarget(uid: number, size: number, targets: Uint16Array): string | null {
  const seen = new Uint8Array(size);
  for (const target of targets) {
    if (target >= size) return `uid ${uid} set a weight on uid ${target}; the network has ${size} uids`;
    if (seen[target]) return `uid ${uid} set two weights on uid ${target}; name each target once`;
    seen[target] = 1;
  }
  return null;
}

function aboveLimit(uid: number, row: Row, { sum, largest }: Survey, maxShare: number): string | null {
  if (maxShare >= 1 || isSelfOnly(uid, row) || largest <= maxShare * sum) return null;
  return `uid ${uid} gave one target ${largest} of ${sum}; no weight may exceed ${maxShare} of a row`;
}

/** Nakamoto: values become floor(w · u32Max / Σw). */
export function nakamotoWeights(uid: number, size: number, row: Row, rules: WeightRules): Row | string {
  const given = survey(row, size);
  const refused = fault(uid, size, row, given, rules.minAllowedWeights);
  if (refused !== null) return refused;
  const { sum, largest } = given;
  if (sum === 0) return row;
  const stored =
    sum === u32Max
      ? row
      : { targets: row.targets, values: row.values.map((value) => shareOfU32(value, sum)) };
  const scaled = { ...given, sum: u32Max, largest: shareOfU32(largest, sum) };
  return aboveLimit(uid, stored, scaled, rules.maxShare) ?? stored;
}

/** floor(value · u32Max / sum), exact: the float64 quotient is off by at most one. */
function shareOfU32(value: number, sum: number): number {
  if (sum === u32Max) return value;
  const product = value * u32Max;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / sum);
  return Number((BigInt(value) * BigInt(u32Max)) / BigInt(sum));
}

/** Finney: values become round(w · 65535 / max w). */
export function finneyWeights(uid: number, size: number, row: Row, rules: WeightRules): Row | string {
  const given = survey(row, size);
  const refused =
    fault(uid, size, row, given, Math.min(rules.minAllowedWeights, size)) ??
    aboveLimit(uid, row, given, rules.maxShare);
  if (refused !== null) return refused;
  const { largest } = given;
  if (largest === 0) return row;
  return { targets: row.targets, values: row.values.map((value) => Math.round((value * u16Max) / largest)) };
}
