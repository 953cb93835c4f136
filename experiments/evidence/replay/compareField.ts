/** How one field of ours compares with what the chain recorded. */
export interface FieldAgreement {
  readonly field: string;
  readonly unit: string;
  readonly compared: number;
  readonly equal: number;
  /** Largest absolute difference, in `unit`. */
  readonly largest: number;
  /** The uid where it is. */
  readonly at: number | null;
  /** The difference a reader must expect, in `unit`, and why. */
  readonly expected: number;
  readonly because: string | null;
}

const unitOf: Readonly<Record<string, string>> = {
  emission: 'RAO',
  active: 'flag',
  validatorPermit: 'permit',
};

/** Compares a field uid by uid; a value that was not recorded (null) is not compared. */
export function compareField(
  field: string,
  recorded: readonly (number | null)[],
  ours: readonly number[],
  terms: Pick<FieldAgreement, 'expected' | 'because'>,
): FieldAgreement {
  let compared = 0;
  let equal = 0;
  let largest = 0;
  let at: number | null = null;
  for (const [uid, value] of recorded.entries()) {
    if (value === null) continue;
    compared += 1;
    const difference = Math.abs(ours[uid] - value);
    if (difference === 0) equal += 1;
    if (difference > largest) {
      largest = difference;
      at = uid;
    }
  }
  return { field, unit: unitOf[field] ?? 'u16', compared, equal, largest, at, ...terms };
}
