import type { ColumnEntries } from '../../../sim/kernel/columnEntries.ts';
import type { Row } from '../../../sim/row.ts';

/** What an epoch left, in a few letters: two implementations that differ in one bit differ here. */
export class Fingerprint {
  private bonds = 0;
  private vector = 2_166_136_261;

  /** A stored bond, in whatever order; zeros count for nothing, as not every layout has them. */
  bond(row: number, column: number, value: number): void {
    if (value === 0) return;
    const place = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b);
    this.bonds = (this.bonds + Math.imul(place | 1, Math.imul(value, 0xc2b2ae35) ^ place)) | 0;
  }

  rows(rows: readonly Row[]): this {
    rows.forEach(({ targets, values }, row) => {
      targets.forEach((column, k) => {
        this.bond(row, column, values[k]);
      });
    });
    return this;
  }

  columns({ starts, entryRows, bonds }: ColumnEntries, n: number): this {
    for (let column = 0; column < n; column++) {
      for (let cell = starts[column]; cell < starts[column + 1]; cell++)
        this.bond(entryRows[cell], column, bonds[cell]);
    }
    return this;
  }

  /** Every bit of numbers in their order: of u64, or of float64. */
  numbers(values: Iterable<bigint> | Float64Array): this {
    const words =
      values instanceof Float64Array
        ? new Uint32Array(values.slice().buffer)
        : new Uint32Array(BigUint64Array.from(values).buffer);
    for (const word of words) this.vector = Math.imul(this.vector ^ word, 16_777_619) >>> 0;
    return this;
  }

  toString(): string {
    return `${(this.bonds >>> 0).toString(16)}-${this.vector.toString(16)}`;
  }
}
