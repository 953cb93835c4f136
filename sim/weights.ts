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

/** What a subnet asks of a row. */
export interface SubnetWeightRules {
  readonly minAllowedWeights: number;
  /** Largest share of a row that one target may hold, over 65,535; 65,535 switches the check off. */
  readonly maxWeightsLimit: number;
}

/**
 * Finney and later: the row is scaled up so that its largest value is 65,535, and the limit is tested on the scaled row
 * (subtensor v0.0.1 … v3.2.0 weights.rs, do_set_weights() steps 13 and 14).
 */
export function finneyWeights(
  uid: number,
  size: number,
  row: Row,
  { minAllowedWeights, maxWeightsLimit }: SubnetWeightRules,
): Row | string {
  const given = survey(row, size);
  const refused = fault(uid, size, row, given, Math.min(minAllowedWeights, size));
  if (refused !== null) return refused;
  const stored = upscaled(row, given.largest);
  return aboveSubnetLimit(uid, stored, maxWeightsLimit) ?? stored;
}

/** math.rs, vec_u16_max_upscale_to_u16(): the row itself if it has no weight above zero, or its largest is 65,535. */
function upscaled({ targets, values }: Row, largest: number): Row {
  if (largest === 0 || largest === u16Max) return { targets, values };
  const scale = largest > upscaleThreshold ? byFactor(largest) : byQuotient(largest);
  return { targets, values: values.map(scale) };
}

/** Above it the chain multiplies by a floored factor, so that I32F32 does not overflow. */
const upscaleThreshold = 32_768;
const fixedOne = 2 ** 32;

/** round(w · floor(65535 / largest)), the factor in I32F32: an exact half of the true quotient may fall below it. */
function byFactor(largest: number): (value: number) => number {
  const factor = Math.floor((u16Max * fixedOne) / largest);
  return (value) => Math.floor((value * factor + fixedOne / 2) / fixedOne);
}

/** round(w · 65535 / largest): the floor of I32F32 is finer than any such quotient is from a half. */
const byQuotient = (largest: number) => (value: number) => Math.round((value * u16Max) / largest);

/** math.rs, check_vec_max_limited(): the largest share of the row against the limit, both floored to I32F32. */
function aboveSubnetLimit(uid: number, row: Row, maxWeightsLimit: number): string | null {
  if (maxWeightsLimit >= u16Max || isSelfOnly(uid, row)) return null;
  let sum = 0;
  let largest = 0;
  for (const value of row.values) {
    sum += value;
    if (value > largest) largest = value;
  }
  if (sum === 0 || flooredShare(largest, sum) <= flooredShare(maxWeightsLimit, u16Max)) return null;
  return `uid ${uid} gave one target ${largest} of ${sum} as stored; maxWeightsLimit allows ${maxWeightsLimit} of 65,535`;
}

/** floor(value · 2^32 / whole), exact: the product is below 2^53 and the quotient below 2^33. */
const flooredShare = (value: number, whole: number): number => Math.floor((value * fixedOne) / whole);
