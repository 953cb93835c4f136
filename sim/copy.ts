/**
 * Copies the whole state of a running world. State is data: records, lists, maps, sets, typed arrays, and objects of classes whose state
 * is in their own properties. Behaviour is functions, and it is copied only as a function of data: `over` names the data it works on.
 * Whatever else is met is refused, for a copy that shared a state in silence would be a wrong world.
 */

/** What never changes, or is a function of its arguments alone: every copy has the same. */
const constants = new WeakSet<object>();
/** Behaviour by what it was made of. */
const behaviours = new WeakMap<object, Behaviour>();

export interface Behaviour {
  readonly state: object;
  readonly make: (state: never) => object;
}

/** Marks what all copies share: it never changes, or it only remembers what it would work out again. Returns it. */
export function shared<Value extends object>(value: Value): Value {
  constants.add(value);
  return value;
}

/**
 * Behaviour over data: what `make` gives, which a copy makes anew over a copy of `state`. All that may change is in `state`, and `make`, a
 * function of a module, asks nothing else; while it runs it may read data of the state, but call none of the behaviour in it.
 */
export function over<State extends object, Acts extends object>(
  state: State,
  make: (state: State) => Acts,
): Acts {
  const acts = make(state);
  behaviours.set(acts, { state, make });
  return acts;
}

/** Whether every copy has this very object. */
export const isShared = (value: object): boolean => constants.has(value);

/** What behaviour was made of; undefined: it is none. */
export const behaviourOf = (acts: object): Behaviour | undefined => behaviours.get(acts);

/** A state that cannot be copied: where it lies, why, and what to do. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

/**
 * A copy that shares nothing that changes: prototypes, cycles, aliases, and views of one buffer are as in `original`. Throws `CopyRefused`
 * for a function that is neither `shared` nor `over` data, and for an object that keeps its state where no one can read it.
 */
export function copyOf<Value>(original: Value): Value {
  return new Copier().copy(original);
}

/** Puts a copied part into its place. */
type Put = (part: unknown) => void;

/** One thing whose parts are still to be copied. */
interface Pending {
  readonly from: object;
  readonly to: object;
  readonly path: Path;
}

/** How a thing was reached; for messages. */
interface Path {
  readonly name: string;
  readonly holder: Path | null;
}

/** Behaviour that is made when all data has been copied. */
interface Due {
  readonly made: Behaviour;
  readonly state: object;
  readonly puts: Put[];
}

class Copier {
  /** Original → copy. */
  private readonly copies = new Map<object, object>();
  private readonly pending: Pending[] = [];
  private readonly due = new Map<object, Due>();
  /** Copies of what was frozen, which are frozen when they have all their parts. */
  private readonly frozen: object[] = [];

  copy<Value>(original: Value): Value {
    let copied: unknown;
    this.part(original, { name: 'state', holder: null }, (part) => {
      copied = part;
    });
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) this.fill(next);
    for (const { made, state, puts } of [...this.due.values()].reverse()) {
      const acts = over(state, made.make as (state: object) => object);
      for (const put of puts) put(acts);
    }
    for (const whole of this.frozen) Object.freeze(whole);
    return copied as Value;
  }

  /** Copies one part, its own parts later, and puts it where it belongs. */
  private part(value: unknown, path: Path, put: Put): void {
    if (!isObject(value) || constants.has(value)) put(value);
    else if (behaviours.has(value)) this.behaviour(value, path, put);
    else if (typeof value === 'function') throw refused(path, 'is a function that holds its own state');
    else put(this.copies.get(value) ?? this.begun(value, path));
  }

  private behaviour(acts: object, path: Path, put: Put): void {
    let due = this.due.get(acts);
    if (due === undefined) {
      const made = behaviours.get(acts)!;
      due = { made, state: this.copies.get(made.state) ?? this.begun(made.state, path), puts: [] };
      this.due.set(acts, due);
    }
    put(undefined);
    due.puts.push(put);
  }

  /** A copy without its parts, which are still to come; typed arrays have none. */
  private begun(value: object, path: Path): object {
    if (isConstant(value)) return value;
    const copy = ArrayBuffer.isView(value) ? this.view(value, path) : shellOf(value, path);
    this.copies.set(value, copy);
    if (Object.isFrozen(value)) this.frozen.push(copy);
    if (!ArrayBuffer.isView(value)) this.pending.push({ from: value, to: copy, path });
    return copy;
  }

  /** The same place in a copy of the buffer, which all views of it share. */
  private view(value: ArrayBufferView, path: Path): object {
    const { buffer, byteOffset } = value;
    if (!(buffer instanceof ArrayBuffer)) throw refused(path, 'lies in memory that threads share');
    let copied = this.copies.get(buffer);
    if (copied === undefined) {
      copied = buffer.slice(0);
      this.copies.set(buffer, copied);
    }
    const isData = value instanceof DataView;
    const Kind = value.constructor as new (buffer: object, start: number, length: number) => object;
    return new Kind(copied, byteOffset, isData ? value.byteLength : (value as Uint8Array).length);
  }

  private fill({ from, to, path }: Pending): void {
    if (from instanceof Map && to instanceof Map) this.fillMap(from, to, path);
    else if (from instanceof Set && to instanceof Set) this.fillSet(from, to, path);
    else if (Array.isArray(from) && Array.isArray(to)) this.fillList(from, to, path);
    else this.fillRecord(from, to, path);
  }

  private fillList(from: readonly unknown[], to: unknown[], holder: Path): void {
    if (Reflect.ownKeys(from).length !== from.length + 1)
      throw refused(holder, 'is a list with gaps, or with more than its entries');
    for (const [place, value] of from.entries()) {
      if (!isObject(value)) to.push(value);
      else
        this.part(value, { name: String(place), holder }, (part) => {
          to[place] = part;
        });
    }
  }

  private fillMap(from: ReadonlyMap<unknown, unknown>, to: Map<unknown, unknown>, holder: Path): void {
    for (const [key, value] of from) {
      const copied = this.key(key, holder);
      this.part(value, { name: `(${nameOf(key)})`, holder }, (part) => to.set(copied, part));
    }
  }

  private fillSet(from: ReadonlySet<unknown>, to: Set<unknown>, holder: Path): void {
    for (const member of from) to.add(this.key(member, holder));
  }

  /** The order of keys is part of a state, so a key cannot wait until all data is copied. */
  private key(key: unknown, holder: Path): unknown {
    if (isObject(key) && behaviours.has(key)) throw refused(holder, 'has behaviour for a key');
    let copied: unknown;
    this.part(key, { name: '(key)', holder }, (part) => {
      copied = part;
    });
    return copied;
  }

  private fillRecord(from: object, to: object, holder: Path): void {
    for (const name of Reflect.ownKeys(from)) {
      const { value, get, set, writable, enumerable } = Object.getOwnPropertyDescriptor(from, name)!;
      if (get !== undefined || set !== undefined)
        throw refused({ name: String(name), holder }, 'is an accessor, whose state no one can read');
      if (!(enumerable && (writable || Object.isFrozen(from))))
        throw refused({ name: String(name), holder }, 'is a property that cannot be written');
      if (!isObject(value)) Reflect.set(to, name, value);
      else
        this.part(value, { name: String(name), holder }, (part) => {
          Reflect.set(to, name, part);
        });
    }
  }
}

/** An empty thing of the same kind. */
function shellOf(value: object, path: Path): object {
  const prototype: object | null = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) throw refused(path, 'is a list with a prototype of its own');
    return [];
  }
  if (value instanceof Map && prototype === Map.prototype) return new Map();
  if (value instanceof Set && prototype === Set.prototype) return new Set();
  const kind = kindOf(value);
  if (kind !== 'Object') throw refused(path, `is a ${kind}, whose state no one can read`);
  return Object.create(prototype);
}

/** A frozen record of plain values, such as the settings of a world. */
const isConstant = (value: object): boolean =>
  Object.isFrozen(value) &&
  kindOf(value) === 'Object' &&
  Object.values(value).every((part) => !isObject(part));

/** `Object`, `Float64Array` …: what a thing is, whatever its prototype. */
export const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const nameOf = (key: unknown): string => (isObject(key) ? 'an object' : String(key));

function refused(path: Path, why: string): CopyRefused {
  const names: string[] = [];
  for (let place: Path | null = path; place !== null; place = place.holder) names.unshift(place.name);
  return new CopyRefused(
    `${names.join('.')} ${why}; a world is copied as data: keep its state in plain data, with behaviour made by over() or marked shared()`,
  );
}
