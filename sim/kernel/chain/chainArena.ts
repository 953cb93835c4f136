import type { Row } from '../../row.ts';
import { type Arena, type ArenaPlace, arenaOf, bytesOf, type Field, firstByte } from '../arena.ts';
import { lookAt } from '../rowLook.ts';

/**
 * The arena of an epoch in the chain's arithmetic. [uid], [row] and [cell]: a row is a uid that has weights or bonds, a
 * column is a uid as their target, and the cells of a column lie together (miner-major): one for every row, or in a
 * sparse arena one for each row that weighs or holds it.
 */
export interface ChainArena extends Arena<ChainLayout> {
  readonly size: ChainSize;
  /** `rows` rounded up to whole vectors: the cells of a dense column, and the most of a sparse one. */
  readonly stride: number;
  readonly sparse: boolean;
}

export interface ChainSize {
  /** Uids there is room for. */
  readonly n: number;
  readonly rows: number;
  readonly threads: number;
  /** Cells there is room for in a sparse arena (`placeEntries`); left out, the arena is dense. */
  readonly cells?: number | undefined;
}

/** Arrays of a u64 for each uid that an epoch computes, in the order the module knows. I32F32 bits or RAO. */
export const computedNames = [
  'shares',
  'activeShares',
  'preranks',
  'consensus',
  'ranks',
  'trust',
  'validatorTrust',
  'incentive',
  'dividends',
  'serverShares',
  'validatorShares',
  'combinedShares',
  'serverPay',
  'validatorPay',
  'combinedPay',
  'alphas',
] as const;

/**
 * Up to so many cells the products of weights and stake are kept from the ranks for the bonds, 4 bytes each; beyond, they
 * are computed again.
 */
const keptCells = 2 ** 24;

/** Cells come in vectors of eight. */
export const wholeCells = (rows: number): number => Math.ceil(rows / 8) * 8;

function layoutOf({ n, rows, threads, cells: entries }: ChainSize) {
  const stride = wholeCells(rows);
  const cells = entries ?? n * stride;
  const computed = Object.fromEntries(computedNames.map((name) => [name, ['u64', n]])) as unknown as Record<
    (typeof computedNames)[number],
    readonly ['u64', number]
  >;
  return {
    table: ['i32', 64],
    instructions: ['u64', 32],
    stake: ['u64', n],
    updated: ['u32', n],
    registered: ['u32', n],
    permit: ['u8', n],
    rowOf: ['i32', n],
    uidOf: ['u32', stride],
    active: ['u8', n],
    newPermit: ['u8', n],
    ...computed,
    keys: ['u64', n],
    wide: ['u8', n],
    stored: ['u16', 7 * n],
    rowTotals: ['u32', stride],
    rowTops: ['u16', stride],
    rowStake: ['u32', stride],
    votes: ['u32', stride],
    rowUpdated: ['u32', stride],
    rowSum: ['u32', stride],
    factors: ['f64', stride],
    hidden: ['u32', threads * stride],
    trustSums: ['u32', threads * stride],
    wideTrust: ['u64', threads * stride],
    dividendSums: ['u32', threads * stride],
    wideDividends: ['u64', threads * stride],
    scratch: ['u64', threads * 9 * stride],
    starts: ['u32', n + 1],
    counts: ['u32', n],
    entryRows: ['u16', entries ?? 0],
    records: ['f64', entries === undefined ? 0 : 2 * stride],
    weights: ['u16', cells],
    bonds: ['u16', cells],
    held: ['u8', cells / 8],
    products: ['u32', cells <= keptCells ? cells : 0],
  } as const satisfies Record<string, Field>;
}

type ChainLayout = ReturnType<typeof layoutOf>;

/** What the module's table of places leaves out: the tables themselves. */
const tables = new Set(['table', 'instructions']);

/** Bytes of memory that an arena of a size takes. */
export const chainBytes = (size: ChainSize): number => bytesOf(layoutOf(size)) - firstByte;

/**
 * Makes the arena for a size: in a memory of its own, or at a place in one for several, which must hold nothing from there on; or looks at one
 * that another thread has made (`memory` without `from`). `shared`: for threads.
 */
export function chainArenaOf(size: ChainSize, place: ArenaPlace = {}): ChainArena {
  const layout = layoutOf(size);
  const arena = arenaOf(layout, place);
  const stride = wholeCells(size.rows);
  const sparse = size.cells !== undefined;
  if (place.memory === undefined || place.from !== undefined) {
    const places = Object.keys(layout).filter((name) => !tables.has(name)) as (keyof ChainLayout)[];
    const placeOf = (name: keyof ChainLayout) => (layout[name][1] > 0 ? arena.at[name] : 0);
    arena.views.table.set([size.n, size.rows, stride, size.threads, ...places.map(placeOf)]);
    arena.views.rowOf.fill(-1);
    if (!sparse)
      for (let column = 0; column <= size.n; column++) arena.views.starts[column] = column * stride;
  }
  return { ...arena, size, stride, sparse };
}

/** Keeps what a row of weights adds up to, and its largest: every row that lies in the arena needs it. */
export function noteRow({ views }: ChainArena, row: number, weights: Row): void {
  const { total, top } = lookAt(weights);
  views.rowTotals[row] = total;
  views.rowTops[row] = top;
}

/** Says how many of the arena's rows are in use, all of them when it is made. */
export function countRows({ views }: ChainArena, rows: number): void {
  views.table[1] = rows;
}

/** Says how many of the arena's uids are in use, all of them when it is made. */
export function countUids({ views }: ChainArena, n: number): void {
  views.table[0] = n;
}

/** Uids in use. */
export const uidsOf = ({ views }: ChainArena): number => views.table[0];
