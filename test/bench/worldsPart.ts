import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../experiments/cli/table.ts';
import { type BenchWorld, benchWorlds } from './worlds.ts';

/** Each world runs three times, every time in a fresh process; the minimum and the median are kept. */
interface Run {
  readonly name: string;
  readonly seconds: number;
  readonly updates: number;
  readonly entries: number;
  readonly steps: number;
  readonly bareSeconds: number;
  readonly foldSeconds: number;
  readonly megabytes: number;
}

const repeats = 3;
export type WorldRow = ReturnType<typeof benchWorld>;

/** The ratios are to a bare loop that draws the same noise in the same run, so they hold on any machine. */
export const worldRows = (): WorldRow[] => benchWorlds.map(benchWorld);

function benchWorld({ name, limitSeconds, limitMegabytes }: BenchWorld) {
  const runs = Array.from({ length: repeats }, () => runOnce(name));
  const fastest = runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
  return {
    name,
    arithmetic: 'float64',
    minSeconds: fastest.seconds,
    medianSeconds: median(runs.map(({ seconds }) => seconds)),
    limitSeconds,
    scoreUpdates: fastest.updates,
    scoreUpdatesPerSecond: fastest.updates / fastest.seconds,
    weightEntries: fastest.entries,
    weightEntriesPerSecond: fastest.entries / fastest.seconds,
    steps: fastest.steps,
    ratioToBareNoise: median(runs.map(({ seconds, bareSeconds }) => seconds / bareSeconds)),
    scoringRatioToBareNoise: median(runs.map(({ foldSeconds, bareSeconds }) => foldSeconds / bareSeconds)),
    peakMB: Math.max(...runs.map(({ megabytes }) => megabytes)),
    limitMB: limitMegabytes,
  };
}

function runOnce(name: string): Run {
  const script = fileURLToPath(new URL('./oneWorld.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, name], { encoding: 'utf8' }));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** The table a person reads. */
export function worldsText(rows: readonly WorldRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'world' },
    ...[
      'min s',
      'median s',
      'limit s',
      'updates/s',
      'entries/s',
      'world ÷ noise',
      'scoring ÷ noise',
      'peak MB',
      'limit MB',
    ].map(right),
  ];
  const millions = (perSecond: number) => `${(perSecond / 1e6).toFixed(1)} M`;
  return textTable(
    columns,
    rows.map((row) => [
      row.name,
      row.minSeconds.toFixed(2),
      row.medianSeconds.toFixed(2),
      String(row.limitSeconds),
      millions(row.scoreUpdatesPerSecond),
      millions(row.weightEntriesPerSecond),
      row.ratioToBareNoise.toFixed(2),
      row.scoringRatioToBareNoise.toFixed(2),
      row.peakMB.toFixed(0),
      String(row.limitMB),
    ]),
  );
}
