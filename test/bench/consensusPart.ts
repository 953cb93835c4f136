import { textTable } from '../../experiments/base/textTable.ts';
import { bytesTouched, copyBandwidth } from './consensus/bandwidth.ts';
import { type ConsensusRun, consensusRuns } from './consensus/sizes.ts';
import type { Timing } from './consensus/timing.ts';
import { inFreshProcess } from './freshProcess.ts';
import elsewhere from './measuredElsewhere.data.json' with { type: 'json' };

/** A row of `results/bench/consensus.json`. */
export interface ConsensusRow extends ConsensusRun, Timing {
  readonly name: string;
  readonly peakMB: number;
  /** Milliseconds in which the copied bytes of this epoch pass at the bandwidth measured in this run. */
  readonly memoryBoundMs: number;
}

const isReference = ({ arithmetic, implementation, shape }: ConsensusRow) =>
  arithmetic === 'chain' && implementation === 'kernel' && shape === 'yuma2';

/** Times every run, each in a fresh process, one after the other. */
export function benchConsensus(sizes: (run: ConsensusRun) => boolean = () => true): ConsensusRow[] {
  const bandwidth = copyBandwidth();
  return consensusRuns.filter(sizes).map((run) => {
    const timing = inFreshProcess<Timing & { peakMB: number }>(
      'consensus/oneConsensus.ts',
      JSON.stringify(run),
    );
    const { n, validators, density, shape } = run;
    const thin = density === 1 ? '' : `-${density}`;
    return {
      name: `consensus-${n}x${validators}${thin}${shape === 'yuma2' ? '' : `-${shape}`}`,
      ...run,
      ...timing,
      memoryBoundMs: bytesTouched(n, validators, density) / 1e6 / bandwidth,
    };
  });
}

/** The table a person reads: the chain's kernel is one, everything else a multiple of it (of processor time) in the same run. */
export function consensusText(rows: readonly ConsensusRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'n x validators' },
    { title: 'density', align: 'right' as const },
    { title: 'arithmetic' },
    { title: 'implementation' },
    ...[
      'min ms',
      'median ms',
      'min CPU ms',
      '÷ chain kernel',
      'kernel proper ms',
      'proper ÷ kernel',
      '÷ memory bound',
      'peak MB',
    ].map(right),
  ];
  const lines = rows.map((row) => {
    const reference = rows.find((other) => isReference(other) && sameSize(row, other));
    const ratio = (value: number | null, to: number | null | undefined) =>
      value === null || to === null || to === undefined ? '' : (value / to).toFixed(2);
    return [
      `${row.n} x ${row.validators}`,
      String(row.density),
      row.arithmetic,
      row.shape === 'yuma2' ? row.implementation : `${row.implementation}, ${row.shape}`,
      significant(row.minMs),
      significant(row.medianMs),
      significant(row.minCpuMs),
      ratio(row.minCpuMs, reference?.minCpuMs),
      row.properMinMs === null ? '' : significant(row.properMinMs),
      ratio(row.properMinMs, reference?.properMinMs),
      ratio(row.minMs, row.memoryBoundMs),
      row.peakMB.toFixed(0),
    ];
  });
  return [textTable(columns, lines), '', sameResults(rows), '', elsewhereText(rows)].join('\n');
}

const sameSize = (one: ConsensusRun, other: ConsensusRun) =>
  one.n === other.n && one.validators === other.validators && one.density === other.density;

const significant = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** Whether both layouts, vectors, scalars, threads and the readable text left the same bits, in either arithmetic. */
function sameResults(rows: readonly ConsensusRow[]): string {
  const checked = rows.filter(({ shape }) => shape === 'yuma2');
  const differing = checked.filter((row) =>
    checked.some(
      (other) => sameSize(row, other) && other.arithmetic === row.arithmetic && other.check !== row.check,
    ),
  );
  return differing.length === 0
    ? `identical bits from both layouts, vectors, scalars, threads and the readable text in all ${checked.length} runs`
    : `DIFFERENT RESULTS: ${differing.map(({ name, arithmetic, implementation }) => `${name} ${arithmetic} ${implementation}`).join(', ')}`;
}

/** The chain's own code and the peer's, which were timed on another machine; the multiple is only a hint. */
function elsewhereText(rows: readonly ConsensusRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'measured elsewhere' },
    { title: 'n x validators' },
    right('density'),
    right('min ms'),
    right('÷ our CPU here'),
  ];
  const lines = [
    ...elsewhere.chain.map((row) => ({ ...row, name: `chain ${row.version} ${row.mode}` })),
    ...elsewhere.peer.map((row) => ({ ...row, mode: 'yuma2', name: `yuma-simulation ${row.version}` })),
  ].map(({ name, mode, n, validators, minMs, ...row }) => {
    const density = 'density' in row && typeof row.density === 'number' ? row.density : 1;
    const shape = mode === 'yuma2' ? 'yuma2' : 'yuma3';
    const ours = rows.find(
      (other) =>
        other.arithmetic === 'chain' &&
        other.implementation === 'kernel' &&
        other.shape === shape &&
        sameSize(other, { ...other, n, validators, density }),
    );
    return [
      name,
      `${n} x ${validators}`,
      String(density),
      String(minMs),
      ours === undefined ? '' : (minMs / ours.minCpuMs).toFixed(1),
    ];
  });
  return [textTable(columns, lines), '', elsewhere.note, ...Object.values(elsewhere.sources)].join('\n');
}
