/** A running mean; null while nothing was added. Refuses what is not a number, so no NaN reaches a row. */
export class Mean {
  private sum = 0;
  private count = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`a measured value must be finite; received ${value}`);
    this.sum += value;
    this.count += 1;
  }

  /** Adds a value that may be missing. */
  addSome(value: number | null): void {
    if (value !== null) this.add(value);
  }

  get value(): number | null {
    return this.count > 0 ? this.sum / this.count : null;
  }
}
