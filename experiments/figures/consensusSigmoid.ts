import { trustSigmoid } from '../../sim/consensus/trustSigmoid.ts';
import { layered } from '../report/charts/chart.ts';
import { ramp, seriesColours } from '../report/charts/theme.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';
import { type Axes, line, namedLine, publishedMarks, rule } from './marks.ts';

const rho = 10;
const kappa = 0.5;

/** The curve of the paper at five trusts, from equation 4 worked out by hand: 1 / (1 + e^5), … */
const closedForm = [
  { trust: 0, consensus: 1 / (1 + Math.exp(5)) },
  { trust: 0.25, consensus: 1 / (1 + Math.exp(2.5)) },
  { trust: 0.5, consensus: 0.5 },
  { trust: 0.75, consensus: 1 - 1 / (1 + Math.exp(2.5)) },
  { trust: 1, consensus: 1 - 1 / (1 + Math.exp(5)) },
];

const trusts = Array.from({ length: 101 }, (_, k) => k / 100);

/** F2: what share of trust makes consensus. */
export const consensusSigmoid: Figure = {
  id: 'F2',
  name: 'consensus-sigmoid',
  title: 'Consensus is a step that stake must climb: half of it, and a little more',
  source: 'BitTensor: A Peer-to-Peer Intelligence Market, equation 4 and figure 4',
  inputs: [
    { name: 'slope ρ', value: rho, unit: '' },
    { name: 'midpoint κ', value: kappa, unit: 'share of stake' },
  ],
  seconds: 0,
  compute,
};

function compute(): FigureResult {
  const at = (trust: number) => trustSigmoid(trust, rho, kappa);
  const width = 1e-6;
  const slope = (at(kappa + width) - at(kappa - width)) / (2 * width);
  // I = S · C: at one half it rises by C + S · dC/dS.
  const incentiveSlope =
    ((kappa + width) * at(kappa + width) - (kappa - width) * at(kappa - width)) / (2 * width);
  return {
    answer:
      `A peer that 40 % of the stake trusts keeps ${(100 * at(0.4)).toFixed(0)} % of its rank, one that 60 % trusts keeps ${(100 * at(0.6)).toFixed(0)} %; ` +
      `no peer loses all: ${(100 * at(0)).toFixed(2)} % remain without any trust.`,
    text: [
      'Rank times consensus is incentive, so the curve is the price of being trusted by few. Its slope ρ decides how sharp: the second chart shows it from 2 to 40, and a step at κ is where it ends.',
      'The caption of the paper’s figure puts κ outside the slope, σ(ρT − κ), which at κ = 0.5 would leave a peer without trust 0.38 of its rank; equation 4 has σ(ρ(T − κ)), which its drawing shows, and that runs here.',
      `Section 10 says “δI/δS = 5/2”. The sigmoid itself rises by ${slope.toFixed(2)} a unit of trust at the midpoint; incentive S · C rises by ${incentiveSlope.toFixed(2)}.`,
    ],
    checks: [
      ...closedForm.map(({ trust, consensus }) =>
        workedOut(near(`C at trust ${trust}`, consensus, at(trust), 1e-12)),
      ),
      near('slope of C at the midpoint', 2.5, slope, 1e-6, 'ρ / 4; the text gives it as 5/2'),
      unpublished('slope of S · C at the midpoint', incentiveSlope),
    ],
    charts: [curveChart(), slopesChart()],
    tables: [
      {
        name: 'consensus',
        caption: 'The curve.',
        columns: [
          { name: 'trust', unit: 'share', definition: 'stake that trusts the peer, over all stake' },
          { name: 'consensus', unit: 'share', definition: 'C = σ(ρ(T − κ)), what a peer keeps of its rank' },
        ],
        rows: trusts.map((trust) => [trust, at(trust)]),
      },
    ],
  };
}

const axes: Axes = {
  x: { title: 'trust: share of stake that ranks the peer', domain: [0, 1], format: '.1f' },
  y: { title: 'consensus C', domain: [0, 1], format: '.1f' },
};
const size = { width: 430, height: 300 };

const curve = (slope: number) => trusts.map((x) => ({ x, y: trustSigmoid(x, slope, kappa) }));

const curveChart = (): FigureChart => ({
  name: 'consensus-sigmoid',
  caption: 'Consensus against trust at ρ = 10 and κ = 0.5; diamonds are equation 4 worked out by hand.',
  spec: layered('Below half of the stake a rank is worth little', 'ρ 10, κ 0.5', size, [
    rule(axes, { x: kappa }),
    line(axes, curve(rho), seriesColours[0]),
    publishedMarks(
      axes,
      closedForm.map(({ trust, consensus }) => ({ x: trust, y: consensus })),
    ),
  ]),
});

const slopes = [2, 5, 10, 20, 40];

function slopesChart(): FigureChart {
  const colours = ramp(slopes.length);
  return {
    name: 'slopes',
    caption: 'The same at other slopes; each line is named by its ρ.',
    spec: layered('How sharp: the slope ρ', 'κ 0.5', size, [
      rule(axes, { x: kappa }),
      ...slopes.flatMap((slope, k) =>
        namedLine(axes, curve(slope), colours[k], {
          text: `ρ ${slope}`,
          at: [0.06, 0.16, 0.3, 0.375, 0.45][k],
          dx: -4,
          dy: -10,
          align: 'right',
        }),
      ),
    ]),
  };
}
