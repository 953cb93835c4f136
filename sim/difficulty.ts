/** How the price of a slot follows demand; hashes and RAO as bigint. */

export interface DifficultyBounds {
  readonly target: number;
  readonly minDifficulty: bigint;
  readonly maxDifficulty: bigint;
}

/** Nakamoto: doubles above the target, else halves (NK step.rs, update_difficulty). */
export function nextDifficultyNakamoto(difficulty: bigint, registrations: number, bounds: DifficultyBounds): bigint {
  if (registrations > bounds.target) {
    const doubled = difficulty * 2n;
    return doubled > bounds.maxDifficulty ? bounds.maxDifficulty : doubled;
  }
  const halved = difficulty / 2n;
  return halved < bounds.minDifficulty ? bounds.minDifficulty : halved;
}

export interface FinneyPrice {
  readonly difficulty: bigint;
  readonly burn: bigint;
  /** Registrations since the last adjustment. */
  readonly worked: number;
  readonly burned: number;
}

export interface FinneyBounds extends DifficultyBounds {
  readonly minBurn: bigint;
  readonly maxBurn: bigint;
}

/** Finney v0.0.1: above the target the busier gate gets dearer, else the other one cheaper; equal gates move both. */
export function adjustFinney(price: FinneyPrice, bounds: FinneyBounds): { difficulty: bigint; burn: bigint } {
  const { worked, burned } = price;
  const registrations = worked + burned;
  const above = registrations > bounds.target;
  const moveDifficulty = worked === burned || worked > burned === above;
  const moveBurn = worked === burned || worked > burned !== above;
  const next = (value: bigint, low: bigint, high: bigint) =>
    clamp((value * BigInt(registrations + bounds.target)) / BigInt(2 * bounds.target), low, high);
  return {
    difficulty: moveDifficulty ? next(price.difficulty, bounds.minDifficulty, bounds.maxDifficulty) : price.difficulty,
    burn: moveBurn ? next(price.burn, bounds.minBurn, bounds.maxBurn) : price.burn,
  };
}

const clamp = (value: bigint, low: bigint, high: bigint): bigint => (value >= high ? high : value <= low ? low : value);
