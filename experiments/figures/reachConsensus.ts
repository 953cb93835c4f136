import { type KnitSettings, knitNetwork } from '../../sim/games/reachConsensus.ts';
import { layered } from '../report/charts/chart.ts';
import { faint, ramp, seriesColours } from '../report/charts/theme.ts';
import { agrees, unpublished } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';
import { type Axes, labels, line, namedLine, rule } from './marks.ts';

const network: KnitSettings = { honest: 60, cabal: 40, honestStake: 0.6, rho: 10, kappa: 0.5 };
const majorities = [0.52, 0.55, 0.6, 0.7, 0.8];

/** F3: how many peers each must rank before the network as a whole is in consensus. */
export const reachConsensus: Figure = {
  id: 'F3',
  name: 'reach-consensus',
  title: 'An honest majority reaches consensus only once it is knit tightly',
  source: 'BitTensor: A Peer-to-Peer Intelligence Market, section 4 and figure 5 (which give no numbers)',
  inputs: [
    { name: 'honest peers', value: network.honest, unit: 'peers', source: 'ours: the paper names none' },
    { name: 'peers of the cabal', value: network.cabal, unit: 'peers', source: 'ours' },
    { name: 'honest stake', value: network.honestStake, unit: 'share', source: 'ours' },
    { name: 'slope ρ', value: network.rho, unit: '' },
    { name: 'midpoint κ', value: network.kappa, unit: 'share' },
  ],
  seconds: 0,
  compute,
};

function compute(): FigureResult {
  const states = knitNetwork(network);
  const falls = states.slice(1).every(({ loss }, k) => loss < states[k].loss);
  const changes = states.slice(1).filter(({ loss }, k) => loss < 0 !== states[k].loss < 0).length;
  const cabalGains = states.filter(({ honestIncentive }) => honestIncentive < network.honestStake);
  const gainsAtPositiveLoss = cabalGains.every(({ loss }) => loss > 0);
  const grows = states.find(({ honestIncentive }) => honestIncentive > network.honestStake)!;
  const reached = states.find(({ loss }) => loss < 0)!;
  return {
    answer:
      `With ${100 * network.honestStake} % of the stake the honest peers earn more than their share once each ranks ${grows.degree} of the ${network.honest - 1} others; ` +
      `the paper asks for ${reached.degree}.`,
    text: [
      `The paper’s loss L falls below zero only at ${reached.degree}: what it asks of the network is enough, and far more than it takes.`,
      'Honest peers with equal stakes each rank `k` others, each equally often; the cabal already ranks itself completely and no other peer. A peer’s trust is the stake that ranks it, its consensus the sigmoid of that, and the loss L = −R · (C − ½) is what the paper has the chain lower by asking for more weights.',
      `The honest share of the incentive passes its share of the stake where an honest peer is trusted by more stake than one of the cabal, at trust ${grows.trust.toFixed(2)}: long before the trust of one half that L needs.`,
      'Where the honest stake is barely above one half (second chart), L stays above zero even when all honest peers rank each other: trust cannot exceed the stake.',
    ],
    checks: [
      agrees('L falls with every edge', 'falls', falls ? 'falls' : 'rises somewhere', falls),
      agrees('L changes its sign once', 'once', `${changes} times`.replace('1 times', 'once'), changes === 1),
      agrees(
        'the cabal gains only where L > 0',
        'yes',
        gainsAtPositiveLoss ? 'yes' : 'no',
        gainsAtPositiveLoss,
      ),
      unpublished('peers to rank until the honest share grows', grows.degree),
      unpublished('peers to rank until L < 0', reached.degree),
      unpublished('L where the honest share begins to grow', grows.loss),
    ],
    charts: [lossChart(states), majoritiesChart()],
    tables: [
      {
        name: 'knitting',
        caption: 'The network at every number of edges.',
        columns: [
          { name: 'k', unit: 'peers', definition: 'others whom each honest peer ranks' },
          { name: 'trust', unit: 'share', definition: 'stake that ranks an honest peer' },
          { name: 'L', unit: '', definition: 'loss −R · (C − ½); below zero: consensus' },
          { name: 'honest_incentive', unit: 'share', definition: 'incentive that honest peers get' },
        ],
        rows: states.map(({ degree, trust, loss, honestIncentive }) => [
          degree,
          trust,
          loss,
          honestIncentive,
        ]),
      },
    ],
  };
}

const degrees = { title: 'others whom each honest peer ranks', domain: [0, 60] as const };
const lossAxes: Axes = { x: degrees, y: { title: 'loss L, and shares', domain: [-0.1, 1], format: '.1f' } };
const size = { width: 430, height: 300 };

function lossChart(states: ReturnType<typeof knitNetwork>): FigureChart {
  const [blue, orange, green] = seriesColours;
  const series = (of: (state: (typeof states)[number]) => number) =>
    states.map((state) => ({ x: state.degree, y: of(state) }));
  return {
    name: 'reach-consensus',
    caption: 'Loss, trust and the honest share of the incentive as the honest network is knit.',
    spec: layered(
      'Consensus comes late, the gain earlier',
      '60 honest peers with 0.6 of the stake, a clique of 40',
      size,
      [
        rule(lossAxes, { y: 0 }),
        line(
          lossAxes,
          [
            { x: 0, y: 0.6 },
            { x: 60, y: 0.6 },
          ],
          faint,
          [3, 3],
        ),
        labels(lossAxes, [{ x: 1, y: 0.6, text: 'honest stake' }], { color: faint, dy: -9, dx: 2 }),
        ...namedLine(
          lossAxes,
          series(({ honestIncentive }) => honestIncentive),
          blue,
          {
            text: 'honest share of incentive',
            at: 50,
            align: 'right',
            dx: -6,
            dy: -10,
          },
        ),
        ...namedLine(
          lossAxes,
          series(({ trust }) => trust),
          green,
          { text: 'trust', at: 12, dy: -8, dx: -24 },
        ),
        ...namedLine(
          lossAxes,
          series(({ loss }) => loss),
          orange,
          { text: 'loss L', at: 20, dy: -12 },
        ),
      ],
    ),
  };
}

function majoritiesChart(): FigureChart {
  const colours = ramp(majorities.length);
  const axes: Axes = { x: degrees, y: { title: 'loss L', domain: [-0.4, 0.5], format: '.1f' } };
  return {
    name: 'majorities',
    caption: 'The loss at other honest shares of the stake; each line is named by it.',
    spec: layered('The larger the majority, the fewer edges it takes', 'honest share of the stake', size, [
      rule(axes, { y: 0 }),
      ...majorities.flatMap((honestStake, k) =>
        namedLine(
          axes,
          knitNetwork({ ...network, honestStake }).map(({ degree, loss }) => ({ x: degree, y: loss })),
          colours[k],
          {
            text: `${Math.round(100 * honestStake)} %`,
            at: [58, 58, 57, 50, 44][k],
            dx: 6,
            dy: k < 3 ? -6 : 0,
          },
        ),
      ),
    ]),
  };
}
