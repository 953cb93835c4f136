import { describe, expect, it } from 'vitest';
import { over, shared } from '../../sim/copy.ts';
import { PackRefused, packed, stockOf, unpacked } from '../../sim/pack.ts';

class Counter {
  count = 0;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  next(): number {
    this.count += 1;
    return this.count;
  }
}

const addTo = (state: { sum: number }) => ({ add: (value: number) => (state.sum += value) });
const table = shared({ values: [1, 2, 3] });

const newWorld = () => {
  const memory = new ArrayBuffer(32);
  const counter = new Counter('c');
  const world = {
    counter,
    same: counter,
    table,
    adder: over({ sum: 0 }, addTo),
    bits: new Float64Array(memory),
    bytes: new Uint8Array(memory, 8, 4),
    stakes: new BigUint64Array(2),
    map: new Map<unknown, unknown>([[1, 'one']]),
    set: new Set<unknown>(),
    rules: Object.freeze({ kappa: 0.5 }),
    list: [] as unknown[],
    odd: [0] as unknown[],
    itself: null as unknown,
  };
  world.itself = world;
  return world;
};

/** A world that has come some way. */
const lived = () => {
  const world = newWorld();
  const stock = stockOf(world);
  world.counter.next();
  world.adder.add(3);
  world.bits[1] = Number.NaN;
  world.stakes[1] = 2n ** 63n;
  world.map.set(world.counter, world.adder);
  world.set.add('x').add(world.list);
  world.list.push(new Counter('later'), Object.freeze(['a']), undefined, null, -0, Infinity, 12n);
  return { world, stock };
};

describe('a world that is packed and founded anew elsewhere', () => {
  const { world, stock } = lived();
  const back = unpacked(packed(world, stock), newWorld());

  it('has the same data: numbers to the bit, views of one memory, maps and sets in their order', () => {
    expect(back.bits).toEqual(world.bits);
    expect(back.bytes.buffer).toBe(back.bits.buffer);
    expect([...back.bytes]).toEqual([...world.bytes]);
    expect(back.stakes[1]).toBe(2n ** 63n);
    expect(back.list.slice(2)).toEqual([undefined, null, -0, Infinity, 12n]);
    expect(Object.is(back.list[4], -0)).toBe(true);
    expect([...back.map.keys()]).toEqual([1, back.counter]);
    expect([...back.set]).toEqual(['x', back.list]);
  });

  it('has the same cycles, aliases, classes and frozen parts, and shares what never changes', () => {
    expect(back.itself).toBe(back);
    expect(back.same).toBe(back.counter);
    expect(back.counter).toBeInstanceOf(Counter);
    expect(back.list[0]).toBeInstanceOf(Counter);
    expect(back.table).toBe(table);
    expect(Object.isFrozen(back.rules)).toBe(true);
    expect(Object.isFrozen(back.list[1])).toBe(true);
  });

  it('goes on by itself: its behaviour works on its own state', () => {
    expect(back.counter.next()).toBe(2);
    expect(back.adder.add(1)).toBe(4);
    expect(back.map.get(back.counter)).toBe(back.adder);
    expect(world.counter.count).toBe(1);
    expect(world.adder.add(0)).toBe(3);
  });

  it('is refused where it has come to what it was not founded with', () => {
    for (const [part, why] of [
      [new (class Late {})(), 'a kind of thing'],
      [shared({}), 'something shared'],
      [over({ sum: 0 }, () => ({})), 'behaviour'],
      [() => 1, 'a Function is no data'],
      [new Date(0), 'a Date is no data'],
      [new DataView(new ArrayBuffer(8)), 'a DataView is no memory'],
      [Symbol('x'), 'a symbol is no data'],
    ] as const) {
      const { world, stock } = lived();
      world.list.push(part);
      expect(() => packed(world, stock)).toThrow(PackRefused);
      expect(() => packed(world, stock)).toThrow(why);
    }
  });

  it('is refused by code that founds another world', () => {
    const other = { ...newWorld(), more: new (class More {})() };
    expect(() => unpacked(packed(world, stock), other)).toThrow('packed by other code');
  });
});
