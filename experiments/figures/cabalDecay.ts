import { type CabalDecay, cabalShares } from '../../sim/games/cabalDecay.ts';
import { layered } from '../report/charts/chart.ts';
import { faint, ramp, seriesColours } from '../report/charts/theme.ts';
import { near, unpublished } from './check.ts';
import type { Figure, FigureChart, FigureResult, FigureTable } from './figure.ts';
import { type Axes, labels, line, publishedMarks, rule } from './marks.ts';

const blocks = 100;
const game: CabalDecay = { honestStake: 0.51, cabalStake: 0.49, emissionRate: 0.1, rho: 10, kappa: 0.5 };

/** What the listing of the paper prints: the cabal's share after its first five blocks. */
const printed = [
  0.4877323388820201, 0.4849535784321247, 0.4815511535094221, 0.477389901500398, 0.4723093486843246,
];
/** The hundredth value, from running the paper's listing unchanged. */
const ofTheListing = 1.206337e-4;

/** Honest majorities to compare, shares of stake. */
const majorities = [0.501, 0.505, 0.51, 0.52, 0.55, 0.6];

/** F1: a cabal below half of the stake fades. */
export const cabalDecay: Figure = {
  id: 'F1',
  name: 'cabal-decay',
  title: 'A cabal with 49 % of the stake loses it',
  source: 'BitTensor: A Peer-to-Peer Intelligence Market, section 10 (listing and printed output)',
  inputs: [
    { name: 'honest stake', value: game.honestStake, unit: 'share' },
    { name: 'cabal stake', value: game.cabalStake, unit: 'share' },
    { name: 'emission rate τ', value: game.emissionRate, unit: 'of all stake a block' },
    { name: 'slope ρ (temperature)', value: game.rho, unit: '' },
    { name: 'midpoint κ', value: game.kappa, unit: 'share' },
    { name: 'blocks', value: blocks, unit: 'blocks' },
  ],
  seconds: 0,
  compute,
};

function compute(): FigureResult {
  const shares = [...cabalShares(game, blocks)];
  const last = shares[blocks - 1];
  return {
    answer:
      `A cabal that the majority does not trust falls below 25 % of the stake at block ${below(shares, 0.25)}, below 10 % at block ${below(shares, 0.1)} and ` +
      `below 1 % at block ${below(shares, 0.01)}.`,
    text: [
      'The five values that the paper prints come out digit for digit.',
      'Two networks that do not trust each other share one emission. Each earns its stake times the sigmoid of its share, ' +
        'so the smaller one earns less than its share and shrinks, block by block faster.',
      `The abstract says the cabal decays “exponentially”, later text “super-linearly”. Both are right in their place: at ` +
        `first each block takes a larger part than the one before, and in the end a constant one, to ` +
        `${(last / shares[blocks - 2]).toFixed(4)} of itself a block.`,
      'Section 10 writes I = R · T, while its listing uses R · C, the sigmoid of trust. The listing printed the numbers, so it ' +
        'is what runs here. It has no bonds and no dividends.',
      'How soon it ends depends on the first lead alone: the second chart starts from other majorities. At exactly one half nothing moves.',
    ],
    checks: [
      ...printed.map((value, block) =>
        near(`cabal’s share after block ${block}`, value, shares[block], 1e-15),
      ),
      near(
        'cabal’s share after block 99',
        ofTheListing,
        last,
        1e-9,
        'The paper prints five values; this one is what its listing gives when it is run.',
      ),
      unpublished('share kept a block at the end', last / shares[blocks - 2]),
    ],
    charts: [decayChart(shares), majoritiesChart()],
    tables: [shareTable(shares), majorityTable()],
  };
}

const shareTable = (shares: readonly number[]): FigureTable => ({
  name: 'cabal-share',
  caption: 'The cabal’s share of stake after each block.',
  columns: [
    { name: 'block', unit: 'blocks', definition: 'number of the block, from 0' },
    {
      name: 'cabal_share',
      unit: 'share',
      definition: 'the cabal’s stake over all stake after the block',
    },
  ],
  rows: shares.map((share, block) => [block, share]),
});

const majorityTable = (): FigureTable => ({
  name: 'majorities',
  caption: 'Blocks until a cabal has less than a tenth, by the honest share at the start.',
  columns: [
    { name: 'honest_share', unit: 'share', definition: 'honest stake over all stake before block 0' },
    {
      name: 'below_tenth',
      unit: 'blocks',
      definition: 'first block after which the cabal has less than 10 %',
    },
  ],
  rows: majorities.map((honest) => [honest, below(sharesFrom(honest), 0.1)]),
});

const sharesFrom = (honestStake: number): number[] => [
  ...cabalShares({ ...game, honestStake, cabalStake: 1 - honestStake }, blocks),
];

const below = (shares: readonly number[], level: number): number =>
  shares.findIndex((share) => share < level);

const axes: Axes = {
  x: { title: 'block', domain: [0, blocks - 1], values: [0, 20, 40, 60, 80, 99] },
  y: {
    title: 'cabal’s share of stake',
    domain: [0, 0.5],
    format: '.0%',
    values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
  },
};
const size = { width: 500, height: 300 };

function decayChart(shares: readonly number[]): FigureChart {
  const [blue] = seriesColours;
  const marks = [0.25, 0.1, 0.01].map((level) => {
    const block = below(shares, level);
    return { x: block, y: shares[block], text: `below ${100 * level} % at block ${block}` };
  });
  return {
    name: 'cabal-decay',
    caption:
      'Share of stake that the cabal holds after each block. Diamonds: the values that the paper prints.',
    spec: layered('The cabal’s share falls, slowly at first', 'starts at 49 %; τ 0.1, ρ 10, κ 0.5', size, [
      line(
        axes,
        shares.map((y, x) => ({ x, y })),
        blue,
      ),
      publishedMarks(
        axes,
        printed.map((y, x) => ({ x, y })),
      ),
      labels(axes, [{ x: 4, y: printed[4], text: 'printed in the paper' }], { dx: 12, dy: -6 }),
      labels(axes, marks, { dx: 10, dy: -8, color: faint }),
    ]),
  };
}

function majoritiesChart(): FigureChart {
  const colours = ramp(majorities.length);
  const layers = majorities.flatMap((honest, k) => {
    const shares = sharesFrom(honest);
    const at = shares.findIndex((share) => share < 0.42 - 0.06 * k);
    return [
      line(
        axes,
        shares.map((y, x) => ({ x, y })),
        colours[k],
      ),
      labels(axes, [{ x: at, y: shares[at], text: `${(100 * honest).toFixed(1).replace(/\.0$/, '')} %` }], {
        color: colours[k],
        bold: true,
        dx: 4,
        dy: -6,
      }),
    ];
  });
  return {
    name: 'majorities',
    caption: 'The same from other starts; each line is named by the honest share of stake before block 0.',
    spec: layered('The smaller the first lead, the later the fall', 'honest share at the start', size, [
      rule(axes, { y: 0.1 }),
      ...layers,
    ]),
  };
}
