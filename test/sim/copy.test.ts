import { describe, expect, it } from 'vitest';
import { CopyRefused, copyOf, over, shared } from '../../sim/copy.ts';

describe('a copy of a state', () => {
  it('is as the original and changes nothing in it', () => {
    const original = { list: [1, [2, 3]], map: new Map([['a', { n: 1 }]]), set: new Set([1n]), none: null };
    const copy = copyOf(original);
    expect(copy).toEqual(original);
    copy.map.get('a')!.n = 2;
    copy.list.push(4);
    copy.set.add(2n);
    expect(original).toEqual({
      list: [1, [2, 3]],
      map: new Map([['a', { n: 1 }]]),
      set: new Set([1n]),
      none: null,
    });
  });

  it('keeps prototypes, so methods work on the copied data', () => {
    class Counter {
      count = 0;
      private readonly past: number[] = [];
      add(): number {
        this.past.push(this.count);
        return ++this.count;
      }
    }
    const one = new Counter();
    one.add();
    const other = copyOf(one);
    expect([other.add(), other.add(), one.add()]).toEqual([2, 3, 2]);
    expect(other).toBeInstanceOf(Counter);
  });

  it('keeps cycles and aliases: what was one thing is one thing', () => {
    interface Node {
      self?: Node;
      readonly twins: readonly object[];
    }
    const twin = {};
    const node: Node = { twins: [twin, twin] };
    node.self = node;
    const copy = copyOf({ node, byTwin: new Map([[twin, 'seen']]) });
    expect(copy.node.self).toBe(copy.node);
    expect(copy.node.twins[0]).toBe(copy.node.twins[1]);
    expect(copy.byTwin.get(copy.node.twins[0])).toBe('seen');
    expect(copy.byTwin.has(twin)).toBe(false);
  });

  it('keeps views of one buffer views of one buffer, at their places', () => {
    const whole = Float64Array.of(1, 2, 3, 4);
    const copy = copyOf({ whole, part: whole.subarray(1, 3), bits: new BigUint64Array(whole.buffer, 8, 1) });
    copy.part[0] = 20;
    expect([...copy.whole]).toEqual([1, 20, 3, 4]);
    expect(copy.bits[0]).toBe(new BigUint64Array(Float64Array.of(20).buffer)[0]);
    expect([...whole]).toEqual([1, 2, 3, 4]);
  });

  it('shares frozen records of plain values and what is marked, and nothing that only looks frozen', () => {
    const settings = Object.freeze(Object.assign(Object.create({ kind: 'guarded' }), { a: 1 }));
    const law = shared((x: number) => 2 * x);
    const box = Object.freeze({ list: [1] });
    const full = Object.freeze(new Map([[1, 2]]));
    const copy = copyOf({ settings, law, box, full });
    expect(copy.settings).toBe(settings);
    expect(copy.law).toBe(law);
    expect(copy.box.list).not.toBe(box.list);
    expect(Object.isFrozen(copy.box)).toBe(true);
    expect(copy.full).not.toBe(full);
    expect(copy.full).toEqual(full);
  });

  it('makes behaviour anew over the copied data, also where both refer to each other', () => {
    interface Clock {
      time: number;
      hands: Hands | null;
    }
    type Hands = { turn(): number };
    const handsOver = (clock: Clock): Hands => ({ turn: () => ++clock.time });
    const clock: Clock = { time: 0, hands: null };
    clock.hands = over(clock, handsOver);
    clock.hands.turn();
    const copy = copyOf({ clock, also: clock.hands });
    expect(copy.also).toBe(copy.clock.hands);
    expect([copy.also.turn(), copy.also.turn(), clock.hands.turn()]).toEqual([2, 3, 2]);
    expect([copy.clock.time, clock.time]).toEqual([3, 2]);
    // A copy of a copy is a copy.
    expect(copyOf(copy).also.turn()).toBe(4);
  });

  const hidden = () => {
    let count = 0;
    return () => ++count;
  };
  it.each([
    [
      'a function of its own',
      { deep: [{ act: hidden() }] },
      'state.deep.0.act is a function that holds its own state',
    ],
    ['a weak map', { seen: new WeakMap() }, 'state.seen is a WeakMap'],
    ['a generator', { runs: (function* () {})() }, 'state.runs is a Generator'],
    ['a date', new Map([['now', new Date(0)]]), 'state.(now) is a Date'],
    [
      'an accessor',
      {
        get n() {
          return 1;
        },
      },
      'state.n is an accessor',
    ],
    [
      'memory of threads',
      [new Uint8Array(new SharedArrayBuffer(1))],
      'state.0 lies in memory that threads share',
    ],
    ['a list with gaps', { gaps: new Array(2) }, 'state.gaps is a list with gaps'],
    [
      'what cannot be written',
      Object.defineProperty({}, 'n', { value: 1 }),
      'state.n is a property that cannot',
    ],
    ['behaviour for a key', new Map([[over({}, () => ({})), 1]]), 'state has behaviour for a key'],
  ])('is refused for %s, with its place and the remedy', (_, state, words) => {
    expect(() => copyOf(state)).toThrow(CopyRefused);
    expect(() => copyOf(state)).toThrow(words);
    expect(() => copyOf(state)).toThrow(/made by over\(\) or marked shared\(\)/);
  });
});
