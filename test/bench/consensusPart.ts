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
    const { n, validators, shape } = run;
    return {
      name: `consensus-${n}x${validators}${shape === 'yuma2' ? '' : `-${shape}`}`,
      ...run,
      ...timing,
      memoryBoundMs: bytesTouched(n, validators) / 1e6 / bandwidth,
    };
  });
}

/** The table a person reads: the chain's kernel is one, everything else a multiple of it (of processor time) in the same run. */
export function consensusText(rows: readonly ConsensusRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'n x validators' },
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
  one.n === other.n && one.validators === other.validators;

const significant = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** Whether vectors, scalars and threads left the same bonds and dividends. */
function sameResults(rows: readonly ConsensusRow[]): string {
  const checked = rows.filter(({ check, shape }) => check !== '' && shape === 'yuma2');
  const differing = checked.filter((row) =>
    checked.some((other) => sameSize(row, other) && other.check !== row.check),
  );
  return differing.length === 0
    ? `identical bonds and dividends from vectors, scalars and threads in all ${checked.length} runs`
    : `DIFFERENT RESULTS: ${differing.map(({ name, implementation }) => `${name} ${implementation}`).join(', ')}`;
}

/** The chain's own code and the peer's, which were timed on another machine; the multiple is only a hint. */
function elsewhereText(rows: readonly ConsensusRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'measured elsewhere' },
    { title: 'n x validators' },
    right('min ms'),
    right('÷ ours here'),
  ];
  const lines = [
    ...elsewhere.chain.map((row) => ({ ...row, name: `chain ${row.version} ${row.mode}` })),
    ...elsewhere.peer.map((row) => ({ ...row, mode: 'yuma2', name: `yuma-simulation ${row.version}` })),
  ].map(({ name, mode, n, validators, minMs }) => {
    const shape = mode === 'yuma2' ? 'yuma2' : 'yuma3';
    const ours = rows.find(
      (row) =>
        row.arithmetic === 'chain' &&
        row.implementation === 'kernel' &&
        row.shape === shape &&
        sameSize(row, { ...row, n, validators }),
    );
    return [
      name,
      `${n} x ${validators}`,
      String(minMs),
      ours === undefined ? '' : (minMs / ours.minMs).toFixed(1),
    ];
  });
  return [textTable(columns, lines), '', elsewhere.note, ...Object.values(elsewhere.sources)].join('\n');
}
