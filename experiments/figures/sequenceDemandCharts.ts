import { devices, largestServed } from '../../agents/market/hardware.ts';
import {
  type Query,
  requestBytes,
  responseBytes,
  type Synapse,
  secondsPerStep,
} from '../../agents/queryDemand.ts';
import { layered } from '../report/charts/chart.ts';
import { faint, seriesColours } from '../report/charts/theme.ts';
import type { FigureChart } from './figure.ts';
import { type Axes, dots, labels, line, namedLine, rule } from './marks.ts';

const lengths = [64, 128, 256, 512, 1024, 2048];
const queryOf = (sequenceLength: number, synapse: Synapse = 'CausalLMNext'): Query => ({
  batch: 32,
  sequenceLength,
  synapse,
});
const tokens = {
  title: 'sequence length, tokens',
  domain: [60, 2200],
  isLog: true,
  values: lengths,
} as const;
const size = { width: 430, height: 300 };

/** What can be served, and what goes over the wire. */
export const demandCharts = (): FigureChart[] => [servedChart(), bytesChart()];

function servedChart(): FigureChart {
  const axes: Axes = {
    x: { ...tokens, domain: [60, 4200] },
    y: {
      title: 'parameters',
      domain: [1e6, 1e11],
      isLog: true,
      values: [1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
      format: '.0s',
    },
  };
  const lines = devices.map((device) => ({
    device,
    points: lengths.flatMap((x) => {
      const y = largestServed(device, queryOf(x));
      return y > 0 ? [{ x, y }] : [];
    }),
  }));
  return {
    name: 'largest-model',
    caption: 'Largest model with which each device answers a query of 32 rows within a block.',
    spec: layered(
      'Length decides which model a device can serve',
      '32 rows, CausalLMNext, 12 s; grey: GPT-2 and GPT-J 6B',
      size,
      [
        ...[124e6, 6.05e9].map((y) => rule(axes, { y })),
        ...lines.flatMap(({ device, points }, k) => {
          const at = points[points.length - 1]?.x ?? 64;
          return [
            ...namedLine(axes, points, seriesColours[k], {
              text: device.name,
              at,
              dx: 6,
              dy: device.name === 'RTX 3090' ? 12 : 0,
            }),
            dots(axes, points, seriesColours[k], 20),
          ];
        }),
      ],
    ),
  };
}

function bytesChart(): FigureChart {
  const axes: Axes = {
    x: tokens,
    y: {
      title: 'bytes',
      domain: [1e4, 1e9],
      isLog: true,
      values: [1e4, 1e5, 1e6, 1e7, 1e8, 1e9],
      format: '.0s',
    },
  };
  const [blue, orange, green] = seriesColours;
  const points = (of: (length: number) => number) => lengths.map((x) => ({ x, y: of(x) }));
  // What 20 answers may weigh so that the longest step still fits: (14.6 − 12) s of a line of 125 MB/s.
  const spare = ((secondsPerStep(4096, 20, 250) - 12) * 125e6) / 20;
  return {
    name: 'bytes',
    caption:
      'Bytes of request and answer. Above the dotted line a sweep of all uids does not end in 250 blocks.',
    spec: layered('CausalLMNext made the answer independent of length', '32 rows', size, [
      line(
        axes,
        [
          { x: 60, y: spare },
          { x: 2200, y: spare },
        ],
        faint,
        [3, 3],
      ),
      labels(axes, [{ x: 62, y: spare, text: 'most that a validator’s line carries' }], {
        color: faint,
        dy: -9,
        dx: 2,
      }),
      ...namedLine(
        axes,
        points((length) => responseBytes(queryOf(length, 'CausalLM'))),
        orange,
        { text: 'answer, CausalLM', at: 512, align: 'right', dx: -8, dy: -8 },
      ),
      ...namedLine(
        axes,
        points((length) => responseBytes(queryOf(length))),
        blue,
        { text: 'answer, CausalLMNext', at: 256, dy: -10, dx: 0 },
      ),
      ...namedLine(
        axes,
        points((length) => requestBytes(queryOf(length))),
        green,
        { text: 'request', at: 256, dy: 12, dx: 4 },
      ),
    ]),
  };
}
