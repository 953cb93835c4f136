import { textTable } from '../../experiments/base/textTable.ts';
import { inFreshProcess } from './freshProcess.ts';
import { type BenchWorld, benchWorlds } from './worlds.ts';

/** Each world runs three times, every time in a fresh process; the minimum and the median are kept. */
interface Run {
  readonly seconds: number;
  readonly processor: number;
  readonly updates: number;
  readonly entries: number;
  readonly steps: number;
  readonly megabytes: number;
}

const repeats = 3;
export type WorldRow = ReturnType<typeof benchWorld>;

export const worldRows = (): WorldRow[] => benchWorlds.map(benchWorld);

function benchWorld(world: BenchWorld) {
  const { name, days, limitSeconds, limitMegabytes, foreseen = null } = world;
  const runs = Array.from({ length: repeats }, () => inFreshProcess<Run>('oneWorld.ts', name));
  const [{ updates, entries, steps }] = runs;
  const minProcessorSeconds = Math.min(...runs.map(({ processor }) => processor));
  return {
    name,
    arithmetic: 'float64',
    days,
    foreseen,
    minSeconds: Math.min(...runs.map(({ seconds }) => seconds)),
    medianSeconds: median(runs.map(({ seconds }) => seconds)),
    minProcessorSeconds,
    limitSeconds,
    scoreUpdates: updates,
    scoreUpdatesPerSecond: updates / minProcessorSeconds,
    weightEntries: entries,
    weightEntriesPerSecond: entries / minProcessorSeconds,
    steps,
    peakMB: Math.max(...runs.map(({ megabytes }) => megabytes)),
    limitMB: limitMegabytes,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** The table a person reads. Rates are over processor seconds. */
export function worldsText(rows: readonly WorldRow[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const titles = [
    'days',
    'min s',
    'median s',
    'processor s',
    'updates',
    'updates/s',
    'entries',
    'entries/s',
    'peak MB',
  ];
  const millions = (count: number) => `${(count / 1e6).toFixed(1)} M`;
  return textTable(
    [{ title: 'world' }, ...titles.map(right)],
    rows.map((row) => [
      row.name,
      String(row.days),
      row.minSeconds.toFixed(2),
      row.medianSeconds.toFixed(2),
      row.minProcessorSeconds.toFixed(2),
      millions(row.scoreUpdates),
      millions(row.scoreUpdatesPerSecond),
      millions(row.weightEntries),
      millions(row.weightEntriesPerSecond),
      row.peakMB.toFixed(0),
    ]),
  );
}
