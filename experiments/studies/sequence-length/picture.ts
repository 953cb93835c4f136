import { headed, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { seriesColours, seriesDashes, strokes } from '../../report/charts/theme.ts';
import type { Circumstance, Shown } from './outcomes.ts';

/** Where no miner answers the client guesses, far above all else. */
const mostShown = 3;

/** The client’s loss, and how many miners can serve, against the length, a line for each circumstance. */
export function lengthsPicture(circumstances: readonly Circumstance[]): TopLevelSpec {
  const panel = (measure: Shown, title: string) => {
    const values = circumstances.flatMap(({ name, outcomes }) =>
      outcomes.flatMap(({ length, means }) => {
        const one = means[measure];
        return one === null || one.mean > mostShown
          ? []
          : [
              {
                name,
                length,
                mean: one.mean,
                low: Number.isFinite(one.low) ? one.low : one.mean,
                high: Number.isFinite(one.high) ? one.high : one.mean,
              },
            ];
      }),
    );
    const x = {
      field: 'length',
      type: 'quantitative',
      scale: { type: 'log', base: 2, nice: false },
      axis: { title: 'tokens', values: [128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768] },
    };
    const y = { type: 'quantitative', scale: { zero: false }, axis: { title: null, tickCount: 5 } };
    const color = {
      field: 'name',
      type: 'nominal',
      scale: { domain: circumstances.map(({ name }) => name), range: [...seriesColours] },
      legend: { title: null, orient: 'bottom', columns: 1, labelLimit: 420, symbolOpacity: 1, ...strokes },
    };
    const range = circumstances.map((_, k) => seriesDashes[k % seriesDashes.length]);
    const dash = { ...color, scale: { domain: color.scale.domain, range } };
    return {
      title: { text: title, fontSize: 12, fontWeight: 600 },
      width: 430,
      height: 220,
      data: { values },
      layer: [
        { mark: { type: 'rule' }, encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color } },
        {
          mark: { type: 'line', point: true, strokeWidth: 1.6 },
          encoding: { x, y: { ...y, field: 'mean' }, color, strokeDash: dash },
        },
      ],
    };
  };
  const hconcat = [
    panel('clientLoss', 'The client’s loss, nats'),
    panel('ableShare', 'Share that serve their whole model in time'),
  ];
  return wholeChart({
    ...headed('What a longer sequence gains and costs', 'mean over seeds, 95 % intervals'),
    hconcat,
  });
}
