import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../experiments/cli/table.ts';
import { benchWorlds } from './worlds.ts';

/**
 * `npm run bench` (`-- --json`): each world runs three times, every time in a fresh process; minimum and median are
 * shown. The ratio is to a bare loop that draws the same noise in the same run, so it holds on any machine.
 */
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
const rows = benchWorlds.map(({ name, limitSeconds, limitMegabytes }) => {
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
});

const results = new URL('../../results/bench/', import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(new URL('worlds.json', results), `${JSON.stringify(rows, null, 2)}\n`);
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
else console.log(table());

function runOnce(name: string): Run {
  const script = fileURLToPath(new URL('./oneWorld.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', script, name], { encoding: 'utf8' }));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

function table(): string {
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
