import { marketColumns } from '../../agents/market/series.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { metric } from '../plan/measures.ts';
import type { StoredRow } from '../run/journal.ts';
import { cellOf, recordIn, settingsReader, settingText } from './settingsOfRow.ts';
import type { Source } from './source.ts';
import type { Cell, Table, TableColumn } from './table.ts';

/** Where in a row a series is kept: a point a day, daily values of measures, or looks at the market. */
type SeriesName = 'day' | 'path' | 'market';

/** A series by what it is a value of. */
export interface SeriesOf {
  readonly series: SeriesName;
  readonly measure: string;
}

/** What the series of one trial have in common, in the order of the first columns, with the days before its window. */
export interface SeriesTrial {
  readonly labels: readonly Cell[];
  readonly warmUpDays: number;
}

/** One value: the place of its trial and of what it is of, its block, and the value. */
export type Fact = readonly [trial: number, of: number, block: number, value: number | null];

/** The long table, and the narrow facts that it is joined from. */
export interface SeriesTable extends Table {
  readonly trials: readonly SeriesTrial[];
  /** Grows while the facts are walked. */
  readonly kinds: readonly SeriesOf[];
  facts(): Iterable<Fact>;
}

export const isSeries = (table: Table): table is SeriesTable => 'facts' in table;

const text = { type: 'text', unit: '' } as const;
const required = { isRequired: true } as const;

export const seriesColumns: readonly TableColumn[] = [
  { name: 'study', ...text, definition: 'name of the study', ...required },
  { name: 'trial', ...text, definition: 'id of the trial in the table trials', ...required },
  { name: 'arm', ...text, definition: 'changed assumption; empty: a main trial' },
  { name: 'setting', ...text, definition: 'settings that tell the trials apart, as name=value' },
  { name: 'seed', ...text, definition: 'names the random draws', ...required },
  {
    name: 'series',
    ...text,
    definition: 'path: measures followed day by day; day: the point of each day; market: looks at the market',
    ...required,
    among: ['day', 'path', 'market'],
  },
  { name: 'measure', ...text, definition: 'what the value is of', ...required },
  {
    name: 'block',
    type: 'integer',
    unit: 'blocks of 12 s',
    definition: 'blocks since the founding, at the end of what the value is of',
    ...required,
  },
  {
    name: 'day',
    type: 'number',
    unit: 'days of 7,200 blocks',
    definition: 'the same as days of the measured window; 0 and below: before it',
    ...required,
  },
  {
    name: 'value',
    type: 'number',
    unit: 'of its measure: see the dictionary',
    definition: 'value of the measure; empty: a rate without a denominator',
  },
];

/** One row a trial, time and measure. */
export function seriesTable(source: Source): SeriesTable {
  const settingsOf = settingsReader(source);
  const trials = source.rows.map((row): SeriesTrial => {
    const { seed = '', warmUpDays } = recordIn(row, 'plan');
    const labels = [source.study, row.id, cellOf(row.arm), settingText(settingsOf(row)), String(seed)];
    return { labels, warmUpDays: numberOf(warmUpDays) ?? 0 };
  });
  const kinds: SeriesOf[] = [];
  const placeOf = placer(kinds);
  const table: SeriesTable = {
    name: 'series',
    definition: 'one row a trial, time and measure: what a trial kept of each day and of the market',
    columns: seriesColumns,
    key: ['trial', 'series', 'measure', 'block'],
    trials,
    kinds,
    *facts() {
      for (const [trial, row] of source.rows.entries())
        yield* factsOf(row, trial, trials[trial].warmUpDays, placeOf);
    },
    *rows() {
      for (const [trial, of, block, value] of table.facts()) {
        const { labels, warmUpDays } = trials[trial];
        const { series, measure } = kinds[of];
        yield [...labels, series, measure, block, block / blocksPerDay - warmUpDays, value];
      }
    },
  };
  return table;
}

type PlaceOf = (series: SeriesName, measure: string) => number;

function placer(kinds: SeriesOf[]): PlaceOf {
  const places = new Map<string, number>();
  return (series, measure) => {
    const name = `${series} ${measure}`;
    const known = places.get(name) ?? kinds.length;
    if (known === kinds.length) {
      places.set(name, known);
      kinds.push({ series, measure });
    }
    return known;
  };
}

function* factsOf(row: StoredRow, trial: number, warmUpDays: number, placeOf: PlaceOf): Iterable<Fact> {
  const endOf = (day: number) => Math.round((warmUpDays + day) * blocksPerDay);
  for (const point of listOf(row.days)) {
    const { day, ...values }: Readonly<Record<string, unknown>> = Object(point);
    const at = numberOf(day);
    if (at === null) continue;
    for (const [name, value] of Object.entries(values))
      yield [trial, placeOf('day', name), endOf(at), numberOf(value)];
  }
  for (const [name, values] of Object.entries(recordIn(row, 'path'))) {
    const of = placeOf('path', name);
    for (const [k, value] of listOf(values).entries()) yield [trial, of, endOf(k + 1), numberOf(value)];
  }
  for (const look of listOf(row.market)) {
    const [day, ...values] = listOf(look);
    const at = numberOf(day);
    if (at === null) continue;
    const block = Math.round(at * blocksPerDay);
    for (const [k, value] of values.entries())
      yield [trial, placeOf('market', marketColumns[k + 1] ?? `column${k + 2}`), block, numberOf(value)];
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Unit and meaning of what a series is of, beside those of `metrics`. */
const ofMarket: Readonly<Record<string, readonly [unit: string, definition: string]>> = {
  price: ['US dollars', 'price of a TAO'],
  log2Difficulty: ['doublings of 1e7 hashes', 'difficulty of a registration by work'],
  compute: ['TFLOP/s', 'compute of the miners that run'],
  running: ['count', 'miners that run'],
  gpus: ['count', 'graphics cards among their devices'],
  meanLoss: ['nats', 'mean loss of those that run'],
  qualityPerDollar: ['score per US dollar', 'score a day for a dollar of rent a day'],
  exits: ['count', 'miners that have left so far'],
  changes: ['count', 'changes of device so far'],
};
const ofDay: Readonly<Record<string, readonly [unit: string, definition: string]>> = {
  registrations: ['count', 'registrations of the day'],
  difficulty: ['hashes', 'difficulty of a registration by work at the day’s end'],
  burn: ['TAO', 'what a registration burns at the day’s end'],
};

/** Unit and meaning of the values of a series. */
export function meaningOf({ series, measure }: SeriesOf, source: Source): readonly [string, string] {
  const own = series === 'market' ? ofMarket : ofDay;
  if (series !== 'path' && Object.hasOwn(own, measure)) return own[measure];
  const { unit = '', definition = 'measure of the study’s own' } = metric(measure, source.plan) ?? {};
  return [unit, definition];
}
