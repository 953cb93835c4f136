import { type Behaviour, behaviourOf, isObject, isShared, kindOf, over } from './copy.ts';

/**
 * A running world as text and bytes, and back. Data is written down; what is no data (prototypes, the functions that make behaviour, what
 * all copies share) is only counted: a world founded anew by the same plan has the same, and a walk through it finds each in the same
 * place. So the world goes on in another program that has the same code under other names, such as the script of a page.
 */

/** A world written down. */
export interface Packed {
  /** Everything but the memory behind typed arrays, as JSON. */
  readonly text: string;
  /** That memory, one buffer behind the other, each as `planesOf` has it. */
  readonly bytes: Uint8Array;
}

/** A world that cannot be packed, or that does not fit the one founded anew: why. */
export class PackRefused extends Error {
  override readonly name = 'PackRefused';
}

/** What a world just founded has that is no data, in the order in which a walk meets it. */
export interface Stock {
  readonly prototypes: readonly object[];
  readonly makes: readonly Behaviour['make'][];
  readonly constants: readonly object[];
}

/** First entry of a thing that is not a record; a record has the number of its shape there. */
const kinds = { list: -1, map: -2, set: -3, view: -4, buffer: -5, behaviour: -6 } as const;

/** Kinds of typed arrays. */
const views = [
  Float64Array,
  BigUint64Array,
  BigInt64Array,
  Uint32Array,
  Int32Array,
  Uint16Array,
  Uint8Array,
] as const;

/** A part as JSON: itself, `[number]` for a thing, `[-1 - number]` for what is shared, `[text]` for what JSON has no word for. */
type Part = string | number | boolean | null | readonly [number | string];

/** Property names of records of one prototype. */
interface Shape {
  /** Its place among the prototypes; -1: that of every plain record. */
  readonly prototype: number;
  readonly isFrozen: boolean;
  readonly names: readonly string[];
}

interface Written {
  /** Lengths of the stock, by which another program sees that it found the same. */
  readonly stock: readonly number[];
  readonly shapes: readonly Shape[];
  /** The first is the world. */
  readonly things: readonly (readonly [number, ...Part[]])[];
}

/**
 * Writes a world down. `stock`: of this very world, taken when it was founded. Throws `PackRefused` for a world that has come to anything
 * besides data since.
 */
export function packed(world: object, stock: Stock): Packed {
  return new Packer(stock).pack(world);
}

/**
 * The world that was written down. `fresh`: its plan, founded just now by the same code. Throws `PackRefused` where the code is another.
 */
export function unpacked<World extends object>({ text, bytes }: Packed, fresh: World): World {
  const written: Written = JSON.parse(text);
  const stock = stockOf(fresh);
  const lengths = lengthsOf(stock);
  if (!written.stock.every((length, k) => length === lengths[k]))
    throw new PackRefused(
      `the world was packed by other code: its stock counts ${written.stock}, here ${lengths}`,
    );
  // What `packed` wrote of a world of this plan is one.
  return new Unpacker(written, bytes, stock).unpack() as World;
}

const lengthsOf = ({ prototypes, makes, constants }: Stock): number[] => [
  prototypes.length,
  makes.length,
  constants.length,
];

/** What a world that has just been founded has besides data; the walk's order follows from its data alone. */
export function stockOf(world: object): Stock {
  const prototypes = new Set<object>();
  const makes = new Set<Behaviour['make']>();
  const constants = new Set<object>();
  const seen = new Set<object>();
  const ahead: unknown[] = [world];
  while (ahead.length > 0) {
    const value = ahead.pop();
    if (!isObject(value) || seen.has(value)) continue;
    seen.add(value);
    const behaviour = behaviourOf(value);
    if (isShared(value)) constants.add(value);
    else if (behaviour !== undefined) {
      makes.add(behaviour.make);
      ahead.push(behaviour.state);
    } else {
      if (isRecord(value)) prototypes.add(Object.getPrototypeOf(value));
      for (const part of partsOf(value)) ahead.push(part);
    }
  }
  return { prototypes: [...prototypes], makes: [...makes], constants: [...constants] };
}

function partsOf(value: object): unknown[] {
  if (ArrayBuffer.isView(value)) return [];
  if (value instanceof Map) return [...value].flat();
  return value instanceof Set || Array.isArray(value) ? [...value] : Object.values(value);
}

const isRecord = (value: object): boolean =>
  kindOf(value) === 'Object' && !(value instanceof Map || value instanceof Set);

class Packer {
  private readonly stock: Stock;
  private readonly places = new Map<object, number>();
  private readonly shapes = new Map<string, number>();
  private readonly things: [number, ...Part[]][] = [];
  private readonly pending: { readonly value: object; readonly place: number }[] = [];
  private readonly buffers: Uint8Array[] = [];

  constructor(stock: Stock) {
    this.stock = stock;
  }

  pack(world: object): Packed {
    this.part(world);
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop())
      this.things[next.place] = this.thing(next.value);
    const shapes = [...this.shapes.keys()].map((text): Shape => JSON.parse(text));
    const written: Written = { stock: lengthsOf(this.stock), shapes, things: this.things };
    return { text: JSON.stringify(written), bytes: joined(this.buffers) };
  }

  private part(value: unknown): Part {
    if (!isObject(value)) return wordOf(value);
    if (isShared(value)) return [-1 - placeIn(this.stock.constants, value, 'something shared')];
    return [this.placeOf(value)];
  }

  private placeOf(value: object): number {
    const known = this.places.get(value);
    if (known !== undefined) return known;
    const place = this.things.push([kinds.list]) - 1;
    this.places.set(value, place);
    // The memory behind views is written in the order of its numbers, which is the order in which it is read.
    if (value instanceof ArrayBuffer) this.things[place] = this.buffer(value);
    else this.pending.push({ value, place });
    return place;
  }

  private thing(value: object): [number, ...Part[]] {
    const behaviour = behaviourOf(value);
    if (behaviour !== undefined)
      return [
        kinds.behaviour,
        placeIn(this.stock.makes, behaviour.make, 'behaviour'),
        this.placeOf(behaviour.state),
      ];
    if (ArrayBuffer.isView(value)) return this.view(value);
    const parts = partsOf(value).map((part) => this.part(part));
    if (Array.isArray(value)) return [kinds.list, Object.isFrozen(value), ...parts];
    if (value instanceof Map) return [kinds.map, ...parts];
    if (value instanceof Set) return [kinds.set, ...parts];
    if (!isRecord(value)) throw new PackRefused(`a ${kindOf(value)} is no data that can be written down`);
    return [this.shapeOf(value), ...parts];
  }

  private shapeOf(value: object): number {
    const prototype: object = Object.getPrototypeOf(value);
    const shape: Shape = {
      prototype:
        prototype === Object.prototype ? -1 : placeIn(this.stock.prototypes, prototype, 'a kind of thing'),
      isFrozen: Object.isFrozen(value),
      names: Object.keys(value),
    };
    const text = JSON.stringify(shape);
    const known = this.shapes.get(text) ?? this.shapes.size;
    this.shapes.set(text, known);
    return known;
  }

  private view(value: ArrayBufferView): [number, ...Part[]] {
    const kind = views.findIndex((Kind) => value instanceof Kind);
    if (kind < 0 || !(value.buffer instanceof ArrayBuffer))
      throw new PackRefused(`a ${kindOf(value)} is no memory that can be written down`);
    const length = value.byteLength / views[kind].BYTES_PER_ELEMENT;
    return [kinds.view, kind, this.placeOf(value.buffer), value.byteOffset, length];
  }

  private buffer(value: ArrayBuffer): [number, ...Part[]] {
    this.buffers.push(planesOf(new Uint8Array(value)));
    return [kinds.buffer, value.byteLength];
  }
}

function placeIn<Member extends object>(members: readonly Member[], member: Member, what: string): number {
  const place = members.indexOf(member);
  if (place < 0)
    throw new PackRefused(`the world has ${what} that it had not when it was founded: keep it as data`);
  return place;
}

function joined(buffers: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(buffers.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const buffer of buffers) {
    all.set(buffer, at);
    at += buffer.length;
  }
  return all;
}

/** Bytes of a number of float64 or 64 bits. */
const width = 8;

/** First the first bytes of all numbers, then the second ones …: neighbours are alike, and gzip makes a tenth less of them. */
function planesOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length % width !== 0) return bytes;
  const count = bytes.length / width;
  return bytes.map((_, k) => bytes[(k % count) * width + Math.floor(k / count)]);
}

/** The way back, in memory of its own. */
function fromPlanes(planes: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(planes);
  if (bytes.length % width !== 0) return bytes;
  const count = bytes.length / width;
  return bytes.map((_, k) => planes[(k % width) * count + Math.floor(k / width)]);
}

function wordOf(value: unknown): Part {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : [Object.is(value, -0) ? '-0' : `${value}`];
  if (typeof value === 'bigint') return [`${value}n`];
  if (value === undefined) return ['undefined'];
  throw new PackRefused(`a ${typeof value} is no data that can be written down`);
}

function readWord(word: string): unknown {
  if (word === 'undefined') return undefined;
  return word.endsWith('n') ? BigInt(word.slice(0, -1)) : Number(word);
}

class Unpacker {
  private readonly written: Written;
  private readonly stock: Stock;
  /** By number; behaviour is made when all data is there. */
  private readonly made: unknown[];
  /** Where behaviour belongs, by its number. */
  private readonly puts = new Map<number, ((acts: object) => void)[]>();

  constructor(written: Written, bytes: Uint8Array, stock: Stock) {
    this.written = written;
    this.stock = stock;
    this.made = written.things.map(() => undefined);
    this.readBuffers(bytes);
    for (const [place, thing] of written.things.entries()) this.made[place] ??= this.shell(thing);
  }

  unpack(): unknown {
    const { things, shapes } = this.written;
    for (const [place, [kind, ...parts]] of things.entries()) this.fill(this.made[place], kind, parts);
    for (const place of [...this.puts.keys()].sort((one, other) => other - one)) this.behave(place);
    for (const [place, [kind, isFrozen]] of things.entries())
      if (kind >= 0 ? shapes[kind].isFrozen : kind === kinds.list && isFrozen === true)
        Object.freeze(this.made[place]);
    return this.made[0];
  }

  private readBuffers(bytes: Uint8Array): void {
    let at = 0;
    for (const [place, [kind, length]] of this.written.things.entries()) {
      if (kind !== kinds.buffer || typeof length !== 'number') continue;
      this.made[place] = fromPlanes(bytes.subarray(at, at + length)).buffer;
      at += length;
    }
  }

  private shell([kind, ...parts]: readonly [number, ...Part[]]): unknown {
    if (kind === kinds.list) return [];
    if (kind === kinds.map) return new Map();
    if (kind === kinds.set) return new Set();
    if (kind === kinds.behaviour) return undefined;
    if (kind === kinds.view) {
      const [view, buffer, start, length] = parts.map(Number);
      return new views[view](this.made[buffer] as ArrayBuffer, start, length);
    }
    const { prototype } = this.written.shapes[kind];
    return prototype < 0 ? {} : Object.create(this.stock.prototypes[prototype]);
  }

  private fill(made: unknown, kind: number, parts: readonly Part[]): void {
    if (Array.isArray(made)) {
      for (const [k, part] of parts.slice(1).entries()) this.put(part, (value) => (made[k] = value));
    } else if (made instanceof Map) {
      for (let k = 0; k < parts.length; k += 2) {
        const key = this.read(parts[k]);
        this.put(parts[k + 1], (value) => made.set(key, value));
      }
    } else if (made instanceof Set) {
      for (const part of parts) made.add(this.read(part));
    } else if (kind >= 0 && isObject(made)) {
      const { names } = this.written.shapes[kind];
      for (const [k, name] of names.entries()) this.put(parts[k], (value) => Reflect.set(made, name, value));
    }
  }

  /** Puts a part into its place; behaviour holds its place until it is made. */
  private put(part: Part, put: (value: unknown) => void): void {
    put(this.read(part));
    const place = Array.isArray(part) && typeof part[0] === 'number' ? part[0] : -1;
    if (place < 0 || this.written.things[place][0] !== kinds.behaviour) return;
    const puts = this.puts.get(place) ?? [];
    puts.push(put);
    this.puts.set(place, puts);
  }

  private read(part: Part): unknown {
    if (typeof part !== 'object' || part === null) return part;
    const [word] = part;
    if (typeof word === 'string') return readWord(word);
    return word < 0 ? this.stock.constants[-1 - word] : this.made[word];
  }

  private behave(place: number): void {
    const [, make, state] = this.written.things[place].map(Number);
    const acts = over(this.made[state] as object, this.stock.makes[make] as (state: object) => object);
    for (const put of this.puts.get(place) ?? []) put(acts);
  }
}
