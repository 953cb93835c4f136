/** A point: its place, its value, and where it is an estimate the ends of its interval. */
export type Point =
  | readonly [x: number | string, y: number]
  | readonly [x: number | string, y: number, low: number, high: number];

/** A chart as data. Small on purpose: what it cannot say is said in a table. */
export interface Chart {
  /** `lines` and `dots` over numbers or names, `bars` over names. */
  readonly chart: 'lines' | 'dots' | 'bars';
  /** What is seen, a sentence. */
  readonly title: string;
  /** Name and unit of each axis. */
  readonly x: string;
  readonly y: string;
  /** Points by the name of their series, at most four. */
  readonly series: Readonly<Record<string, readonly Point[]>>;
  /** `log`: equal factors are equally wide; every x is above 0. */
  readonly scale?: 'linear' | 'log';
  /** Levels of y that are drawn as a line, by name. */
  readonly lines?: Readonly<Record<string, number>>;
}

export const mostSeries = 4;

export const isChart = (value: object): value is Chart => 'chart' in value;

/** Throws a `RangeError` for a chart that cannot be drawn. */
export function checkChart(chart: Chart): Chart {
  const names = Object.keys(chart.series);
  if (names.length === 0 || names.length > mostSeries)
    throw new RangeError(`a chart has 1 … ${mostSeries} series; received ${names.length} (draw two charts)`);
  for (const [name, points] of Object.entries(chart.series)) {
    if (points.length === 0) throw new RangeError(`a series has at least one point; ${name} has none`);
    for (const point of points) checkPoint(chart, name, point);
  }
  return chart;
}

function checkPoint({ scale, chart }: Chart, name: string, point: Point): void {
  const [x, ...numbers] = point;
  const values = typeof x === 'number' ? [x, ...numbers] : numbers;
  if (!values.every(Number.isFinite))
    throw new RangeError(
      `a chart takes finite numbers; ${name} has the point ${point.join(', ')} (leave it out)`,
    );
  if (scale === 'log' && chart !== 'bars' && !(typeof x === 'number' && x > 0))
    throw new RangeError(`a log scale takes numbers above 0; ${name} has ${x}`);
}
