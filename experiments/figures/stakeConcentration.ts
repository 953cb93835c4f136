import genesis from '../../agents/scenarios/nakamotoGenesis.data.json' with { type: 'json' };
import { byOwner, gini, nakamotoCoefficient } from '../../sim/metrics/concentration.ts';
import { raoPerTao } from '../../sim/units.ts';
import { layered } from '../report/charts/chart.ts';
import { faint, seriesColours } from '../report/charts/theme.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';
import { type Axes, labels, line, namedLine, publishedMarks } from './marks.ts';

/** F16: the owners that would decide if stake voted. */
export const stakeConcentration: Figure = {
  id: 'F16',
  name: 'stake-concentration',
  title: 'Seventeen owners held half of the stake when Nakamoto ended',
  source: 'subtensor genesis snapshot of block 3,606,775 (20 March 2023), counted independently beforehand',
  inputs: [
    { name: 'hotkeys', value: genesis.stakeRao.length, unit: 'uids' },
    { name: 'block', value: genesis.block, unit: 'block' },
  ],
  seconds: 0,
  compute,
};

/** A holding's rank, amount and the share of all that ranks up to it hold. */
interface Ranked {
  readonly stake: number;
  readonly cumulative: number;
}

function compute(): FigureResult {
  const stake = genesis.stakeRao.map((rao) => Number(rao) / raoPerTao);
  const owners = byOwner(stake, genesis.owner, stake.length);
  const uids = byOwner(new Float64Array(stake.length).fill(1), genesis.owner, stake.length);
  const [hot, cold] = [ranked(stake), ranked(owners)];
  const keys = nakamotoCoefficient(stake);
  const coldkeys = nakamotoCoefficient(owners);
  const unequal = gini(stake);
  const largestOwner = Math.max(...uids);
  const twoThirds = cold.findIndex(({ cumulative }) => cumulative > 2 / 3) + 1;
  return {
    answer: `${keys} of ${stake.length.toLocaleString('en')} hotkeys, or ${coldkeys} of ${owners.length} owners, hold more than half of the stake, so ${coldkeys} people decide a vote by stake, and ${twoThirds} one that asks for two thirds.`,
    text: [
      `The Gini coefficient of the hotkeys’ stakes is ${unequal.toFixed(3)}.`,
      'The snapshot lists every hotkey that was carried from Nakamoto to Finney with its stake and its coldkey. Stake decides weights, dividends and votes, so its concentration bounds how decentralised any of them can be: the Nakamoto coefficient counts the holders that make a majority together.',
      `By uids the network is less concentrated: the largest owner holds ${largestOwner} of ${stake.length} (${((100 * largestOwner) / stake.length).toFixed(1)} %), and ${nakamotoCoefficient(uids)} owners hold half of them.`,
      'A coldkey may be several people, and one person may have several coldkeys: neither count sees through that.',
    ],
    checks: [
      ...[
        near('Gini coefficient of hotkeys', 0.976, unequal, 0.001),
        near('Nakamoto coefficient, hotkeys', 22, keys, 0),
        near('Nakamoto coefficient, coldkeys', 17, coldkeys, 0),
        near('share of the 128 largest hotkeys', 0.905, hot[127].cumulative, 0.001),
        near('share of the 64 largest hotkeys', 0.77, hot[63].cumulative, 0.005),
        near('stake of the largest hotkey, TAO', 110_545, hot[0].stake, 1),
        near('hotkeys with 1000 TAO or more', 291, stake.filter((amount) => amount >= 1000).length, 0),
        near(
          'stake in all, TAO',
          2_361_517,
          stake.reduce((sum, amount) => sum + amount, 0),
          1,
        ),
        near('uids of the largest owner', 210, largestOwner, 0),
      ].map(workedOut),
      unpublished('owners that hold two thirds', twoThirds),
      unpublished('Gini coefficient of owners', gini(owners)),
    ],
    charts: [lorenzChart(hot, cold), rankChart(hot)],
    tables: [rankTable('hotkeys', hot), rankTable('coldkeys', cold)],
  };
}

function ranked(amounts: readonly number[]): Ranked[] {
  const sorted = [...amounts].sort((one, other) => other - one);
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  let held = 0;
  return sorted.map((stake) => {
    held += stake;
    return { stake, cumulative: held / total };
  });
}

const rankTable = (name: string, holders: readonly Ranked[]) => ({
  name,
  caption: `The ${name} by stake, largest first.`,
  columns: [
    { name: 'rank', unit: '', definition: 'place by stake, 1 the largest' },
    { name: 'stake', unit: 'TAO', definition: 'staked at the snapshot' },
    { name: 'cum', unit: 'share', definition: 'stake of this rank and all above, over all stake' },
  ],
  rows: holders.map(({ stake, cumulative }, k) => [k + 1, stake, cumulative]),
});

const size = { width: 430, height: 300 };

function lorenzChart(hot: readonly Ranked[], cold: readonly Ranked[]): FigureChart {
  const axes: Axes = {
    x: {
      title: 'largest holders',
      domain: [1, 4096],
      isLog: true,
      values: [1, 10, 22, 100, 371, 1000, 4096],
      format: ',d',
    },
    y: { title: 'share of all stake', domain: [0, 1], format: '.0%' },
  };
  const points = (holders: readonly Ranked[]) =>
    holders.map(({ cumulative }, k) => ({ x: k + 1, y: cumulative }));
  return {
    name: 'stake-concentration',
    caption: 'Share of the stake that the largest holders have together, by hotkey and by coldkey.',
    spec: layered('A majority is a small room', 'block 3,606,775; diamonds: counted beforehand', size, [
      line(
        axes,
        [
          { x: 1, y: 0.5 },
          { x: 4096, y: 0.5 },
        ],
        faint,
        [3, 3],
      ),
      ...namedLine(axes, points(hot), seriesColours[0], { text: 'hotkeys', at: 90, dx: 8, dy: 10 }),
      ...namedLine(axes, points(cold), seriesColours[1], {
        text: 'coldkeys',
        at: 40,
        align: 'right',
        dx: -8,
        dy: -8,
      }),
      publishedMarks(axes, [
        { x: 22, y: hot[21].cumulative },
        { x: 17, y: cold[16].cumulative },
        { x: 128, y: 0.905 },
      ]),
      labels(axes, [{ x: 22, y: hot[21].cumulative, text: '22' }], { dx: 10, dy: 8 }),
      labels(axes, [{ x: 17, y: cold[16].cumulative, text: '17' }], { align: 'right', dx: -10, dy: -8 }),
    ]),
  };
}

function rankChart(hot: readonly Ranked[]): FigureChart {
  const axes: Axes = {
    x: {
      title: 'rank of the hotkey',
      domain: [1, 4096],
      isLog: true,
      values: [1, 10, 100, 1000, 4096],
      format: ',d',
    },
    y: {
      title: 'stake, TAO',
      domain: [0.1, 200_000],
      isLog: true,
      values: [0.1, 1, 10, 100, 1000, 10_000, 100_000],
      format: ',',
    },
  };
  const points = hot.flatMap(({ stake }, k) => (stake >= 0.1 ? [{ x: k + 1, y: stake }] : []));
  return {
    name: 'stake-by-rank',
    caption: 'Stake against rank, both on logarithmic axes.',
    spec: layered('Stake by rank', 'the median hotkey holds 1.6 TAO', size, [
      line(axes, points, seriesColours[0]),
    ]),
  };
}
