/**
 * A piece of WebAssembly memory for networks of one size, laid out once and used again for every epoch: the
 * kernels allocate nothing.
 */

const arrays = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  u64: BigUint64Array,
  f64: Float64Array,
} as const;

type ElementType = keyof typeof arrays;

/** A field of the arena: how its elements are kept, and how many. */
export type Field = readonly [type: ElementType, length: number];
export type Fields = Readonly<Record<string, Field>>;

export interface Arena<Layout extends Fields> {
  readonly memory: WebAssembly.Memory;
  /** Where a field begins, bytes. */
  readonly at: Readonly<Record<keyof Layout, number>>;
  /** The fields as typed arrays over the memory. */
  readonly views: { readonly [Name in keyof Layout]: InstanceType<(typeof arrays)[Layout[Name][0]]> };
  /** Where the last one ends. */
  readonly bytes: number;
}

export const pageBytes = 65_536;
/** A line of the processor's cache: two threads that write neighbouring fields do not share one. */
const alignment = 64;
/** Below it modules keep their constants. */
export const firstByte = 1024;

/** Where an arena lies. */
export interface ArenaPlace {
  /** A memory that is there: another thread's for the same fields, or one for several arenas; left out: a new one. */
  readonly memory?: WebAssembly.Memory;
  /** Where the fields begin, bytes, a multiple of 64. */
  readonly from?: number;
  /** Whether a new memory is one that threads may share. */
  readonly shared?: boolean;
}

/** Lays the fields out in a new memory, or in one that is there. */
export function arenaOf<const Layout extends Fields>(
  fields: Layout,
  { memory, from = firstByte, shared = false }: ArenaPlace = {},
): Arena<Layout> {
  const { at, end } = offsetsOf(fields, from);
  const pages = Math.ceil(end / pageBytes);
  const block =
    memory ??
    new WebAssembly.Memory(shared ? { initial: pages, maximum: 65_536, shared } : { initial: pages });
  const views = Object.fromEntries(
    Object.entries(fields).map(([name, [type, length]]) => [
      name,
      new arrays[type](block.buffer as ArrayBuffer, at[name], length),
    ]),
  );
  return { memory: block, at, views, bytes: end } as unknown as Arena<Layout>;
}

/** Bytes that the fields take, to their end. */
export const bytesOf = (fields: Fields): number => offsetsOf(fields, firstByte).end;

function offsetsOf(
  fields: Fields,
  from: number,
): { readonly at: Record<string, number>; readonly end: number } {
  const at: Record<string, number> = {};
  let end = from;
  for (const [name, [type, length]] of Object.entries(fields)) {
    at[name] = end;
    end += Math.ceil((arrays[type].BYTES_PER_ELEMENT * length) / alignment) * alignment;
  }
  return { at, end };
}
