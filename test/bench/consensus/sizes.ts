/** The networks on which consensus is timed, and what runs on each. */
export interface ConsensusCase {
  /** Uids. */
  readonly n: number;
  readonly validators: number;
}

export const consensusSizes: readonly ConsensusCase[] = [
  { n: 256, validators: 64 },
  { n: 256, validators: 256 },
  { n: 1024, validators: 64 },
  { n: 1024, validators: 1024 },
  { n: 4096, validators: 64 },
  { n: 4096, validators: 4096 },
];

export type BenchArithmetic = 'chain' | 'float64';
export type Implementation = 'kernel' | 'scalar' | 'threads-2' | 'twin';
/** `yuma2`: the plain path; `yuma3`: bonds by pair with liquid alpha; `sparse`: yuma2 over a tenth of the weights. */
export type Shape = 'yuma2' | 'yuma3' | 'sparse';

export interface ConsensusRun extends ConsensusCase {
  readonly arithmetic: BenchArithmetic;
  readonly implementation: Implementation;
  readonly shape: Shape;
}

/** Cells beyond which a text over bigint or objects takes too long, or too much memory, to be timed here. */
const bearable: Readonly<Record<BenchArithmetic, number>> = { chain: 70_000, float64: 2 ** 24 };

/** Every run, in the order of the table; the long ones last. */
export const consensusRuns: readonly ConsensusRun[] = consensusSizes.flatMap(({ n, validators }) => {
  const cells = n * validators;
  const run = (arithmetic: BenchArithmetic, implementation: Implementation, shape: Shape = 'yuma2') => ({
    n,
    validators,
    arithmetic,
    implementation,
    shape,
  });
  return [
    run('chain', 'kernel'),
    run('chain', 'scalar'),
    ...(cells >= 2 ** 20 ? [run('chain', 'threads-2')] : []),
    ...(cells <= bearable.chain ? [run('chain', 'twin')] : []),
    run('float64', 'kernel'),
    ...(cells <= bearable.float64 ? [run('float64', 'twin')] : []),
    ...(n === 4096 && validators === 64 ? [run('chain', 'kernel', 'yuma3')] : []),
    ...(n === 4096 ? [run('chain', 'kernel', 'sparse')] : []),
  ];
});
