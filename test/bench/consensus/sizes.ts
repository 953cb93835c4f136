/** The networks on which consensus is timed, and what runs on each. */
export interface ConsensusCase {
  /** Uids. */
  readonly n: number;
  readonly validators: number;
  /** The share of weights and bonds that are set, at random. */
  readonly density: number;
}

export const densities = [1, 0.5, 0.25, 0.1, 0.02] as const;

export type BenchArithmetic = 'chain' | 'float64';
/** `kernel`: in the layout it chooses; `dense` and `sparse`: in that one. */
export type Implementation = 'kernel' | 'dense' | 'sparse' | 'scalar' | 'threads-2' | 'twin';
/** `yuma2`: the plain path; `yuma3`: bonds by pair with liquid alpha. */
export type Shape = 'yuma2' | 'yuma3';

export interface ConsensusRun extends ConsensusCase {
  readonly arithmetic: BenchArithmetic;
  readonly implementation: Implementation;
  readonly shape: Shape;
}

const sizes = [
  { n: 256, validators: 64 },
  { n: 256, validators: 256 },
  { n: 1024, validators: 64 },
  { n: 1024, validators: 1024 },
  { n: 4096, validators: 64 },
  { n: 4096, validators: 4096 },
] as const;

/** Where the densities below 1 are timed: where a text over bigint can run along, and the largest. */
const isThinned = ({ n, validators }: { readonly n: number; readonly validators: number }): boolean =>
  n === 4096 || (n === 256 && validators === 64);

/** Cells beyond which a text over bigint or objects takes too long, or too much memory, to be timed here. */
const bearable: Readonly<Record<BenchArithmetic, number>> = { chain: 70_000, float64: 2 ** 24 };

/** Every run, in the order of the table; the long ones last. */
export const consensusRuns: readonly ConsensusRun[] = sizes.flatMap((size) =>
  densities
    .filter((density) => density === 1 || isThinned(size))
    .flatMap((density) => runsOf({ ...size, density })),
);

function runsOf(network: ConsensusCase): ConsensusRun[] {
  const { n, validators, density } = network;
  const cells = n * validators;
  const run = (arithmetic: BenchArithmetic, implementation: Implementation, shape: Shape = 'yuma2') => ({
    ...network,
    arithmetic,
    implementation,
    shape,
  });
  const full = density === 1;
  return [
    run('chain', 'kernel'),
    ...(isThinned(network) ? [run('chain', 'dense'), run('chain', 'sparse')] : []),
    ...(full ? [run('chain', 'scalar')] : []),
    ...(full && cells >= 2 ** 20 ? [run('chain', 'threads-2')] : []),
    ...(cells <= bearable.chain ? [run('chain', 'twin')] : []),
    run('float64', 'kernel'),
    ...(isThinned(network) ? [run('float64', 'dense'), run('float64', 'sparse')] : []),
    ...(cells <= bearable.float64 && (full || n < 4096 || validators < 4096) ? [run('float64', 'twin')] : []),
    ...(full && n === 4096 && validators === 64 ? [run('chain', 'kernel', 'yuma3')] : []),
  ];
}
