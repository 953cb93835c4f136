/**
 * Ids in the order in which they first came, and the number of each: some 30 bytes each, where a map of texts takes five times as much. The id of
 * a trial has 128 bits; other texts are kept as they are.
 */
export class IdIndex {
  private count = 0;
  /** [row × 4] the bits of its id. */
  private keys = new Uint32Array(4 * first);
  /** [slot] one more than the number of an id; 0: none. Open addressing, at most two thirds full. */
  private slots = new Int32Array(2 * first);
  private readonly odd = new Map<string, number>();
  private readonly oddNames = new Map<number, string>();

  get size(): number {
    return this.count;
  }

  /** Ids that there is room for now. */
  protected get room(): number {
    return this.keys.length / 4;
  }

  /** The number of an id; −1 where it is not there. */
  find(id: string): number {
    return isPlain(id) ? this.slots[this.slotOf(keyOf(id))] - 1 : (this.odd.get(id) ?? -1);
  }

  idAt(at: number): string {
    const odd = this.oddNames.get(at);
    if (odd !== undefined) return odd;
    return [0, 1, 2, 3].map((k) => this.keys[4 * at + k].toString(16).padStart(8, '0')).join('');
  }

  /** Puts an id that is not there behind all others; returns its number. */
  add(id: string): number {
    if (this.count === this.room) this.grow(Math.ceil(1.5 * this.room));
    const at = this.count++;
    if (isPlain(id)) {
      const key = keyOf(id);
      for (let k = 0; k < 4; k++) this.keys[4 * at + k] = key[k];
      this.slots[this.slotOf(key)] = at + 1;
    } else {
      this.odd.set(id, at);
      this.oddNames.set(at, id);
    }
    return at;
  }

  /** Makes room for so many ids. */
  protected grow(room: number): void {
    this.keys = widened(this.keys, new Uint32Array(4 * room));
    this.slots = new Int32Array(Math.ceil(1.5 * room));
    for (let at = 0; at < this.count; at++)
      if (!this.oddNames.has(at)) this.slots[this.slotOf(this.keyAt(at))] = at + 1;
  }

  /** The slot that has a key, or the free one where it belongs. The bits of an id are those of a hash, so its first will do. */
  private slotOf(key: Key): number {
    const { slots, keys } = this;
    let slot = key[0] % slots.length;
    while (slots[slot] !== 0 && !isAt(keys, 4 * (slots[slot] - 1), key)) slot = (slot + 1) % slots.length;
    return slot;
  }

  private keyAt(at: number): Key {
    const { keys } = this;
    return [keys[4 * at], keys[4 * at + 1], keys[4 * at + 2], keys[4 * at + 3]];
  }
}

type Key = readonly [number, number, number, number];

/** Ids that there is room for at first. */
export const first = 16;

const isPlain = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);

const keyOf = (id: string): Key => [part(id, 0), part(id, 8), part(id, 16), part(id, 24)];

const part = (id: string, from: number): number => Number.parseInt(id.slice(from, from + 8), 16);

const isAt = (keys: Uint32Array, from: number, key: Key): boolean =>
  keys[from] === key[0] &&
  keys[from + 1] === key[1] &&
  keys[from + 2] === key[2] &&
  keys[from + 3] === key[3];

export function widened<Numbers extends { set(from: Numbers): void }>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
