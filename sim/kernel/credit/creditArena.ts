import { blockEmission } from '../../blockEmission.ts';
import { type Arena, arenaOf } from '../arena.ts';
import { compile } from '../compile.ts';
import { wasm } from './wasm.ts';

/** Amounts of the whole world, in the order of `assembly/place.ts`. */
export const scalarNames = [
  'issuance',
  'lostTao',
  'heldTao',
  'rootHigh',
  'rootLow',
  'ownerShare',
  'movingAlpha',
  'mostEpochs',
] as const;

/** Amounts of each subnet, u64, in the order of `assembly/place.ts`. */
export const wordNames = [
  'tao',
  'alphaIn',
  'alphaOut',
  'quoteWeight',
  'movingPrice',
  'minerBurned',
  'waitingServer',
  'waitingValidator',
  'waitingRoot',
  'waitingOwner',
  'broughtTao',
  'broughtAlpha',
  'broughtOut',
  'broughtSpent',
  'rootProportion',
  'protocolFlow',
  'protocolAlpha',
  'issued',
  'lost',
  'held',
  'waitedServer',
  'waitedValidator',
  'waitedRoot',
  'waitedOwner',
  'share',
  'priceShare',
  'nextWeight',
  'nextTaoIn',
  'nextAlphaAdded',
  'nextTaoAdded',
  'nextSpent',
  'nextBought',
  'nextOut',
] as const;

/** Blocks and flags of each subnet, u32. */
export const countNames = [
  'tempo',
  'lastEpoch',
  'pendingAt',
  'sinceStep',
  'firstEmission',
  'halving',
  'flags',
  'due',
] as const;

export const flag = { isPaid: 1, hasSwapped: 2, cutsOwner: 4 } as const;

/** Why a run of blocks ended, in the order of `assembly/index.ts`. */
export const endings = ['reached', 'epochs', 'refused', 'unbalanced'] as const;
export type Ending = (typeof endings)[number];

type ByName<Names extends readonly string[], View> = { readonly [Name in Names[number]]: View };

/** Numbers of a world of networks in the kernel's memory; arrays are by subnet, in order of netuid. */
export interface CreditArena {
  readonly scalars: BigUint64Array;
  readonly words: ByName<typeof wordNames, BigUint64Array>;
  readonly counts: ByName<typeof countNames, Uint32Array>;
  /** Makes blocks after `from` up to `to`; gives the last one made, and why it ended. */
  run(from: number, to: number): { readonly block: number; readonly ending: Ending };
}

interface CreditExports {
  configure(scalars: number, steps: number, words: number, counts: number, n: number): void;
  run(from: number, to: number): number;
  ended(): number;
}

const halvings = 32;
const layoutOf = (n: number) =>
  ({
    scalars: ['u64', scalarNames.length],
    steps: ['u64', 2 * (halvings + 2)],
    words: ['u64', wordNames.length * n],
    counts: ['u32', countNames.length * n],
  }) as const;

const module = compile(wasm);

/** An arena for `n` subnets; null where this engine lacks WebAssembly. */
export function creditArena(n: number): CreditArena | null {
  if (module === null) return null;
  const arena: Arena<ReturnType<typeof layoutOf>> = arenaOf(layoutOf(n));
  const exports = new WebAssembly.Instance(module, { env: { memory: arena.memory } })
    .exports as unknown as CreditExports;
  const { at, views } = arena;
  views.steps.set(emissionSteps().flat());
  exports.configure(at.scalars, at.steps, at.words, at.counts, n);
  const named = <Names extends readonly string[], View>(names: Names, part: (place: number) => View) =>
    Object.fromEntries(names.map((name, place) => [name, part(place * n)])) as ByName<Names, View>;
  return {
    scalars: views.scalars,
    words: named(wordNames, (from) => views.words.subarray(from, from + n)),
    counts: named(countNames, (from) => views.counts.subarray(from, from + n)),
    run: (from, to) => {
      const block = exports.run(from, to);
      return { block, ending: endings[exports.ended()] };
    },
  };
}

let steps: readonly (readonly [bigint, bigint])[] | undefined;

/** The first issuance of each halving and what a block issues from there, RAO; the last is never reached. It falls, so halving finds it. */
export function emissionSteps(): readonly (readonly [bigint, bigint])[] {
  if (steps !== undefined) return steps;
  const found: [bigint, bigint][] = [[0n, blockEmission(0n)]];
  for (let last = found[0]; last[1] > 0n; last = found[found.length - 1]) {
    let [above, below] = [last[0], 21_000_000_000_000_000n];
    while (below - above > 1n) {
      const middle = (above + below) / 2n;
      if (blockEmission(middle) < last[1]) below = middle;
      else above = middle;
    }
    found.push([below, blockEmission(below)]);
  }
  steps = [...found, [(1n << 64n) - 1n, 0n]];
  return steps;
}
