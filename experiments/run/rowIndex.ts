import { first, IdIndex, widened } from './idIndex.ts';

/** Where a row is, and what is asked of it most. */
export interface RowPlace {
  /** Its first byte in the journal, and how many it has. */
  readonly place: number;
  readonly length: number;
  readonly isFailed: boolean;
  /** Whether a limit of time ended it. */
  readonly isByTime: boolean;
}

const failedBit = 1;
const byTimeBit = 2;

/** Ids with the places of their rows, in the order in which they first came: some 50 bytes each. */
export class RowIndex extends IdIndex {
  private places = new Float64Array(first);
  private lengths = new Uint32Array(first);
  private flags = new Uint8Array(first);

  /** Puts a row in the place of an earlier one of its id, or behind all others. */
  set(id: string, row: RowPlace): void {
    const known = this.find(id);
    const at = known < 0 ? this.add(id) : known;
    this.places[at] = row.place;
    this.lengths[at] = row.length;
    this.flags[at] = (row.isFailed ? failedBit : 0) | (row.isByTime ? byTimeBit : 0);
  }

  placeAt(at: number): RowPlace {
    const flags = this.flags[at];
    return {
      place: this.places[at],
      length: this.lengths[at],
      isFailed: (flags & failedBit) !== 0,
      isByTime: (flags & byTimeBit) !== 0,
    };
  }

  protected override grow(room: number): void {
    super.grow(room);
    this.places = widened(this.places, new Float64Array(room));
    this.lengths = widened(this.lengths, new Uint32Array(room));
    this.flags = widened(this.flags, new Uint8Array(room));
  }
}
