import type { Row } from './row.ts';

/** Entries of a slab, unless a row is longer. */
const slabLength = 65_536;

/**
 * Memory of rows that are stored: those of an epoch, or the weights that validators set. They outlive what made them, so
 * they are new each time, but many share one buffer: a buffer for each row costs more than filling it.
 */
export class RowSlab {
  private targets = new Uint16Array(0);
  private values = new Uint32Array(0);
  private used = 0;

  /** A copy of the row; `left` rows, this one among them, are still to come and are taken to be as long. */
  keep(targets: Uint16Array, values: Uint32Array, left: number): Row {
    const start = this.take(values.length, left, true);
    const row = {
      targets: this.targets.subarray(start, this.used),
      values: this.values.subarray(start, this.used),
    };
    row.targets.set(targets);
    row.values.set(values);
    return row;
  }

  /** The same where `targets` never change and can be shared. */
  keepValues(targets: Uint16Array, values: Uint32Array, left: number): Row {
    const start = this.take(values.length, left, false);
    const kept = this.values.subarray(start, this.used);
    kept.set(values);
    return { targets, values: kept };
  }

  private take(count: number, left: number, withTargets: boolean): number {
    const fits = this.used + count <= this.values.length;
    if (!fits || (withTargets && this.targets.length < this.values.length)) {
      const length = Math.max(count, Math.min(slabLength, count * left));
      this.values = new Uint32Array(length);
      this.targets = new Uint16Array(withTargets ? length : 0);
      this.used = 0;
    }
    const start = this.used;
    this.used += count;
    return start;
  }
}
