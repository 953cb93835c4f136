import type { Block } from '../sim/units.ts';
import type { Candidate } from './candidate.ts';

interface Place {
  readonly block: Block;
  readonly candidate: Candidate;
}

/** Candidates by the block at which they ask next, then by arrival number: a binary heap. */
export class WaitingList {
  private readonly heap: Place[] = [];

  get nextBlock(): Block {
    return this.heap.length > 0 ? this.heap[0].block : Number.POSITIVE_INFINITY;
  }

  push(block: Block, candidate: Candidate): void {
    let place = this.heap.push({ block, candidate }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(this.heap[place], this.heap[parent])) break;
      this.swap(place, parent);
      place = parent;
    }
  }

  /** Takes the earliest. Throws on an empty list. */
  pop(): Candidate {
    const first = this.heap[0];
    if (first === undefined) throw new RangeError('the waiting list is empty: ask nextBlock before pop');
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return first.candidate;
  }

  private sink(): void {
    let place = 0;
    for (;;) {
      let least = place;
      for (const child of [2 * place + 1, 2 * place + 2]) {
        if (child < this.heap.length && before(this.heap[child], this.heap[least])) least = child;
      }
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private swap(one: number, other: number): void {
    [this.heap[one], this.heap[other]] = [this.heap[other], this.heap[one]];
  }
}

const before = (one: Place, other: Place): boolean =>
  one.block < other.block || (one.block === other.block && one.candidate.serial < other.candidate.serial);
