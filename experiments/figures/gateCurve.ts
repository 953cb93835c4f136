import { type Concentration, concentrationOf } from '../../agents/networks/concentration.ts';
import { barOf } from '../../sim/coinbase/gateShares.ts';
import { type Check, near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { closingBars, curveChart, factorAt, ranksChart } from './gate/charts.ts';
import {
  august,
  block,
  exponent,
  paidRao,
  type Rules,
  rank,
  sharesUnder,
  source,
  storedBar,
} from './gate/snapshot.ts';

/** F19: what the gate of July 2026 does to the division of the emission. */
export const gateCurve: Figure = {
  id: 'F19',
  name: 'gate-curve',
  title: 'The gate alone halves the number of subnets that the emission feeds',
  source: `the release page of spec 440 (27 July 2026), and ${source}`,
  inputs: [
    { name: 'subnets', value: august.length, unit: 'subnets', source: 'the snapshot' },
    { name: 'block', value: block, unit: 'block', source: 'the snapshot' },
    { name: 'rank of the bar', value: rank, unit: 'rank', source: 'the chain' },
    { name: 'exponent of the gate', value: 3, unit: '', source: 'the chain' },
  ],
  seconds: 0,
  compute,
};

/** The share at a rank of those that the gate is given. */
export const rankBar = (of: number) => (demands: readonly bigint[]) =>
  barOf({ rank: of, quantile: 0n, exponent }, demands);

/** The share at which the largest reach 61 %, as the release page has it. */
const quantileBar = (demands: readonly bigint[]) =>
  barOf({ rank: 0, quantile: BigInt(Math.round(0.61 * 2 ** 64)), exponent }, demands);

const stored = () => storedBar;

/** Every order of the three rules: what each changes depends on which acted before it. */
const steps: readonly (readonly [string, Rules])[] = [
  ['prices alone', { burn: false, switches: false }],
  ['gate', { bar: rankBar(rank), burn: false, switches: false }],
  ['burn', { burn: true, switches: false }],
  ['switches', { burn: false, switches: true }],
  ['gate and burn', { bar: rankBar(rank), burn: true, switches: false }],
  ['gate and switches', { bar: rankBar(rank), burn: false, switches: true }],
  ['burn and switches', { burn: true, switches: true }],
  ['gate, burn and switches', { bar: rankBar(rank), burn: true, switches: true }],
  ['gate at 61 % of the sum, as promised', { bar: quantileBar, burn: false, switches: false }],
];

function compute(): FigureResult {
  const found = new Map(steps.map(([name, rules]) => [name, concentrationOf(sharesUnder(rules))]));
  const at = (name: string): Concentration => found.get(name)!;
  const [prices, gate, others, all, promised] = [
    'prices alone',
    'gate',
    'burn and switches',
    'gate, burn and switches',
    'gate at 61 % of the sum, as promised',
  ].map(at);
  const paid = concentrationOf(paidRao);
  const ours = concentrationOf(sharesUnder({ bar: stored, burn: true, switches: true }));
  const demands = sharesUnder({ burn: true, switches: false });
  const [largest, barShare] = [Math.max(...demands), Number(storedBar) / 2 ** 64];
  const shut = shutAt(92, demands);
  const closing = closingBars();
  const [first, last] = [prices.effective - gate.effective, others.effective - all.effective];
  return {
    answer: `On 7 August 2026 the emission fed ${ours.effective.toFixed(1)} effective subnets; prices alone would have fed ${prices.effective.toFixed(1)}, and the gate without burns and switches ${gate.effective.toFixed(1)}.`,
    text: [
      `What the gate takes away depends on what acts before it: ${first.toFixed(1)} effective subnets if it acts on prices, ${last.toFixed(1)} if burns and switches have acted already. Both are in the table, with every other order.`,
      `The release page of spec 440 promised about 22 effective subnets and 52.7 % for the eight largest, of the prices of its day with every subnet switched on. Its own rule gives ${promised.effective.toFixed(1)} and ${(100 * promised.top8).toFixed(1)} % at the prices of 7 August, so most of its miss is of burns and switches, which it left out, and not of the gate.`,
      'The gate is half open at its bar: a subnet at half of the bar keeps 11 % of its share, one at twice the bar 89 %. At this bar the gate shuts no subnet out; those that got nothing were switched off by root, withheld all pay of miners, or had not started.',
      `One thing the gate’s formula does not say: the chain computes the power by exp and ln in 64 bits, and above ${closing.toLocaleString('en', { maximumFractionDigits: 0 })} bars exp overflows and counts as the largest number, so the gate shuts for the largest subnets. The recorded vectors of the chain’s compiled code have it. At rank 32 the largest subnet was at ${(largest / barShare).toFixed(0)} bars; it happens only where the bar is the share of nearly the last subnet that has one. With the bar at rank 92, the last of that day, the ${shut} largest would have been paid nothing; at rank 91 none, and without burns none at any rank.`,
      'Every number of the table is computed by the chain’s own arithmetic from recorded prices, withheld shares and switches; “paid” is what the chain did.',
    ],
    checks: checksOf({ ours, prices, paid, promised }),
    charts: [curveChart(), ranksChart()],
    tables: [table(found, paid)],
  };
}

interface Found {
  readonly ours: Concentration;
  readonly prices: Concentration;
  readonly paid: Concentration;
  readonly promised: Concentration;
}

function checksOf({ ours, prices, paid, promised }: Found): Check[] {
  return [
    near('effective subnets', 16.5, ours.effective, 0.05, 'as counted from what the block paid'),
    near('share of the eight largest', 0.616, ours.top8, 0.0005),
    near('largest subnets with 80 %', 14, ours.rankOf80, 0),
    near('share below rank 32', 0.036, ours.below32, 0.0005),
    near('effective subnets by prices alone', 44.4, prices.effective, 0.05),
    near('share of the eight largest by prices alone', 0.352, prices.top8, 0.0005),
    near('share below rank 32 by prices alone', 0.349, prices.below32, 0.0006),
    ...[
      near('subnets that were paid nothing', 53, paid.zero, 0),
      near('effective subnets by what was paid', 16.49, paid.effective, 0.005),
      near('gate factor at the bar', 0.5, factorAt(1), 1e-9),
      near(
        'gate factor at half of the bar',
        1 / 9,
        factorAt(0.5),
        1e-8,
        'the chain’s power has 32 bits behind the point',
      ),
    ].map(workedOut),
    workedOut(near('gate factor at 1,000 bars', 1, factorAt(1000), 1e-6)),
    unpublished('gate factor at 1,100 bars', factorAt(1100), 'by the formula: 1'),
    unpublished('bars above which the gate shuts', closingBars(), 'by the formula: none'),
    unpublished(
      'largest subnets shut out by a bar at rank 92',
      shutAt(92, sharesUnder({ burn: true, switches: false })),
    ),
    unpublished(
      'effective subnets by the promised rule at these prices',
      promised.effective,
      'promised: about 22',
    ),
    unpublished('share of the eight largest by the promised rule', promised.top8, 'promised: 0.527'),
  ];
}

/** Largest subnets that a bar at a rank shuts out because they lie too far above it. */
function shutAt(of: number, demands: readonly number[]): number {
  const after = sharesUnder({ bar: rankBar(of), burn: true, switches: false });
  const median = [...demands].sort((one, other) => other - one)[of >> 1];
  return after.filter((share, k) => demands[k] > median && share < 1e-6).length;
}

function table(found: ReadonlyMap<string, Concentration>, paid: Concentration): FigureTable {
  return {
    name: 'concentration',
    caption:
      'How the block’s TAO is spread under each combination of the three rules, all from the same recorded prices.',
    columns: [
      { name: 'rules', unit: '', definition: 'what acts on the shares by price' },
      { name: 'effective', unit: 'subnets', definition: '1 over the sum of squared shares' },
      { name: 'top8', unit: 'share', definition: 'of the eight largest' },
      { name: 'rankOf80', unit: 'subnets', definition: 'largest subnets that together have 80 %' },
      { name: 'below32', unit: 'share', definition: 'of all below rank 32' },
      { name: 'zero', unit: 'subnets', definition: 'that get nothing' },
    ],
    rows: [...found, ['paid', paid] as const].map(([name, one]) => [
      name,
      one.effective,
      one.top8,
      one.rankOf80,
      one.below32,
      one.zero,
    ]),
  };
}
