import { inFreshProcess } from './freshProcess.ts';
import type { TablesTimes } from './oneTables.ts';

/** Seconds that a million rows of series may take to be written as Parquet and asked by group and by quantile. */
const limit = 3;
const rounds = 5;

export interface TablesRow {
  readonly name: 'tables';
  readonly rows: number;
  /** Medians of the rounds, s. */
  readonly write: number;
  readonly group: number;
  readonly quantile: number;
  readonly processor: number;
  readonly seconds: number;
  readonly limit: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** A million made rows, each round in a process of its own: that is how the command writes and asks them. */
export function benchTables(): TablesRow[] {
  const all = Array.from({ length: rounds }, () => inFreshProcess<TablesTimes>('oneTables.ts'));
  const of = (name: keyof TablesTimes) => median(all.map((times) => times[name]));
  const seconds = median(all.map(({ write, group, quantile }) => write + group + quantile));
  return [
    {
      name: 'tables',
      rows: all[0].rows,
      write: of('write'),
      group: of('group'),
      quantile: of('quantile'),
      processor: of('processor'),
      seconds,
      limit,
    },
  ];
}

export const tablesText = ([row]: readonly TablesRow[]): string => {
  const { rows, write, group, quantile, processor, seconds } = row;
  const parts = `written in ${write.toFixed(2)} s, grouped in ${group.toFixed(2)} s, quantiles in ${quantile.toFixed(2)} s`;
  return `${rows} rows of series: ${parts}; ${seconds.toFixed(2)} s in all, medians of ${rounds} (limit ${limit} s: ${seconds <= limit ? 'met' : 'missed'}; ${processor.toFixed(2)} s of processor)`;
};
