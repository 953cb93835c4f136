import { rootEpoch } from '../../sim/coinbase/rootEpoch.ts';
import { U64F64 } from '../../sim/math/saturating.ts';
import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';
import { type Axes, namedLine, publishedMarks, rule } from './marks.ts';

const rho = 10;
const kappa = 32_767;
const validators = 64;
const blockEmission = 1_000_000_000n;

/** F18: what the sigmoid of the root network did to a subnet that few validators weighed. */
export const rootSigmoid: Figure = {
  id: 'F18',
  name: 'root-sigmoid',
  title: 'Root paid a subnet for being weighed by many, more than for its weight',
  source:
    'subtensor v1.1.1, root.rs, root_epoch(); its sigmoid is equation 4 of BitTensor: A Peer-to-Peer Intelligence Market',
  inputs: [
    { name: 'rho of root', value: rho, unit: '', source: 'subtensor v1.1.1' },
    { name: 'kappa of root', value: kappa, unit: 'u16 share of stake', source: 'subtensor v1.1.1' },
    {
      name: 'root validators with equal stake',
      value: validators,
      unit: 'validators',
      source: 'the laboratory',
    },
  ],
  seconds: 0,
  compute,
};

interface Supported {
  /** Share of root's stake that weighs the subnet. */
  readonly trust: number;
  /** The sigmoid of it. */
  readonly consensus: number;
  /** Its share of the emission; the rest goes to a subnet that all weigh. */
  readonly share: number;
}

/**
 * Two subnets: `supporters` of 64 validators split their weight evenly between them, the others weigh the second alone. Computed by the
 * chain's rule to the bit.
 */
function supportedBy(supporters: number): Supported {
  const stake = Array.from({ length: validators }, () => 10n ** 12n);
  const weights = stake.map((_, uid): [number, number][] =>
    uid < supporters
      ? [
          [1, 1],
          [2, 1],
        ]
      : [[2, 1]],
  );
  const { refusal, steps } = rootEpoch({ stake, weights, netuids: [1, 2], rho, kappa }, blockEmission);
  const { trust, consensus, share } = steps;
  if (refusal !== null || trust === undefined || consensus === undefined || share === undefined)
    throw new Error(`the epoch of root was refused: ${refusal}`);
  const [own, sigmoid, part] = [trust[0], consensus[0], share[0]].map(
    (bits) => Number(bits) / Number(U64F64.one),
  );
  return { trust: own, consensus: sigmoid, share: part };
}

const closed = (trust: number) => 1 / (1 + Math.exp(-rho * (trust - kappa / 65_535)));

/** Without the sigmoid a subnet would get the stake-weighted mean of its weights. */
const plain = (trust: number) => trust / 2;

function compute(): FigureResult {
  const points = Array.from({ length: validators }, (_, k) => supportedBy(k + 1));
  const at = (supporters: number) => points[supporters - 1];
  const [quarter, half] = [at(16), at(32)];
  return {
    answer: `Under root’s sigmoid a subnet weighed by a quarter of the stake got ${(100 * quarter.share).toFixed(1)} % of the emission instead of ${(100 * plain(quarter.trust)).toFixed(1)} %; by half of it, ${(100 * half.share).toFixed(1)} % instead of ${(100 * plain(half.trust)).toFixed(1)} %.`,
    text: [
      'Sixty-four validators of equal stake; some split their weight evenly between two subnets, the others weigh the second alone. The rule multiplies what a subnet’s weights come to by a sigmoid of the stake that weighs it at all, and divides by the sum.',
      'A new subnet therefore had to win many validators before it was worth weighing for each of them: the curve bends upwards until three quarters of the stake support it. An explicit weight of 0 does not count as support.',
    ],
    checks: [
      ...[16, 32, 48, 64].map((supporters) =>
        workedOut(
          near(
            `C at ${((100 * supporters) / validators).toFixed(0)} % of the stake`,
            closed(supporters / validators),
            at(supporters).consensus,
            2e-6,
            'the chain keeps e with 23 bits',
          ),
        ),
      ),
      workedOut(
        near(
          'share of the emission at half of the stake',
          (closed(0.5) * 0.25) / (closed(0.5) * 0.25 + closed(1) * 0.75),
          half.share,
          2e-6,
        ),
      ),
      workedOut(near('share of the emission at all of the stake', 0.5, at(64).share, 1e-9)),
      unpublished('share of the emission at a quarter of the stake', quarter.share),
    ],
    charts: [chart(points)],
    tables: [
      {
        name: 'support',
        caption: 'A subnet by the share of root’s stake that weighs it.',
        columns: [
          {
            name: 'trust',
            unit: 'share',
            definition: 'stake that gives it a weight above 0, over all stake',
          },
          { name: 'consensus', unit: 'share', definition: 'C, the sigmoid of trust' },
          { name: 'share', unit: 'share', definition: 'of the emission' },
          { name: 'plain', unit: 'share', definition: 'of the emission without the sigmoid' },
        ],
        rows: points.map(({ trust, consensus, share }) => [trust, consensus, share, plain(trust)]),
      },
    ],
  };
}

const axes: Axes = {
  x: { title: 'share of root’s stake that weighs the subnet', domain: [0, 1], format: '.1f' },
  y: {
    title: 'share of the emission',
    domain: [0, 0.5],
    values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    format: '.1f',
  },
};

const chart = (points: readonly Supported[]): FigureChart => ({
  name: 'root-sigmoid',
  caption:
    'Share of the emission of a subnet that gets half of the weight of those who weigh it; diamonds are the closed form.',
  spec: layered('Few supporters are worth little', 'ρ 10, κ 0.5', { width: 430, height: 300 }, [
    rule(axes, { x: kappa / 65_535 }),
    ...namedLine(
      axes,
      points.map(({ trust, share }) => ({ x: trust, y: share })),
      seriesColours[0],
      {
        text: 'with the sigmoid',
        at: 0.75,
        dx: 8,
        dy: 12,
        align: 'left',
      },
    ),
    ...namedLine(
      axes,
      points.map(({ trust }) => ({ x: trust, y: plain(trust) })),
      seriesColours[1],
      { text: 'by weight alone', at: 0.5, dx: -8, dy: -12, align: 'right' },
    ),
    publishedMarks(
      axes,
      [0.25, 0.5, 0.75].map((trust) => {
        const own = closed(trust) * plain(trust);
        return { x: trust, y: own / (own + closed(1) * (1 - plain(trust))) };
      }),
    ),
  ]),
});
