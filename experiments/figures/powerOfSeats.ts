import { stakeToHold } from '../../sim/governance/captureCost.ts';
import { ratio, totalOf } from '../../sim/governance/weightedGame.ts';
import { raoPerTao } from '../../sim/units.ts';
import { near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult } from './figure.ts';
import { type Body, bodies, genesisOwners, type OwnerPower, ownersPower } from './powerOfSeatsBodies.ts';
import { ratioChart, sharesChart } from './powerOfSeatsCharts.ts';
import { councilChecks } from './powerOfSeatsCouncils.ts';

/** F21: what a seat or a stake can decide, against what it holds. */
export const powerOfSeats: Figure = {
  id: 'F21',
  name: 'power-of-seats',
  title: 'Who could decide, if stake or seats voted',
  source:
    'published power of six councils (Shapley and Shubik 1954; Banzhaf 1965; Felsenthal and Machover 1998; Britannica; Miller 2009); subtensor genesis snapshot of block 3,606,775',
  inputs: [
    {
      name: 'unit of stake in the exact count',
      value: 1000,
      unit: 'TAO',
      source: 'ours: finer units change no index by 0.001',
    },
    {
      name: 'stakes of subnet 1',
      value: 6_852_690,
      unit: 'block',
      source: 'Finney, November 2025 (opentensor/bittensor@bb526e6, MIT)',
    },
    {
      name: 'shares of root, June 2024',
      value: '25 %, 13.5 %, 11 %, 9 %, 6.5 %; ten 85 %',
      unit: '',
      source:
        'mentatminds, “What Root Network weights reveal”, 19 June 2024; ranks 6 to 10 and 11 to 64 taken as equal among themselves',
    },
    {
      name: 'planned review',
      value: '32 seats, 24 hurry, 17 cancel',
      unit: '',
      source: 'subtensor branches governance-*, 3 June 2026',
    },
  ],
  seconds: 3,
  compute: () => {
    const owners = ownersPower();
    return result(owners, bodies(owners));
  },
};

function result(owners: readonly OwnerPower[], rows: readonly Body[]): FigureResult {
  const [first] = owners;
  const named = (name: string) => rows.find((body) => body.name === name)!;
  const [majority, root] = [named('stake at genesis, owners, 1/2'), named('root, June 2024')];
  const [seats, chamber] = [named('senate of genesis, seats'), named('senate of genesis, owners')];
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return {
    answer: `At genesis the largest owner held ${percent(majority.largest)} of the stake and ${percent(first.banzhaf)} of the power of a majority, which ${majority.pass} of ${genesisOwners.length} owners made; 17 of 32 seats cancel in the planned review.`,
    text: [
      'A seat has power where its vote changes the outcome. Banzhaf counts the coalitions of all others that lose without it and win with it, as if each other voter tossed a coin; Shapley and Shubik count the orders of joining in which it is the one that wins. Both are counted exactly, over all coalitions, by dynamic programming over the votes.',
      `Under a simple majority the largest stake has more power than its share: ${percent(majority.largest)} of the stake are ${percent(first.banzhaf)} (Banzhaf) or ${percent(first.shapleyShubik)} (Shapley and Shubik) of the power. On root in June 2024 the largest ${percent(root.largest)} were ${percent(root.banzhaf!)} and ${percent(root.shapleyShubik!)}.`,
      `Seats with one vote each are equal, but they need not have as many owners: the ${seats.voters} hotkeys with most stake at genesis, which a senate would have seated, belonged to ${chamber.voters} coldkeys, and ${chamber.pass} of these made the majority for which ${seats.pass} seats are needed.`,
      `Stake can be added. To hold half of the genesis stake takes as much again, ${toAdd(1, 2).toLocaleString('en')} TAO, more than the 1,819,812 that were not staked; to block where two thirds are asked for takes ${toAdd(1, 3).toLocaleString('en')}.`,
      'In the planned review the 16 owners of subnets cannot cancel alone: 51 % of 32 seats are 17. If one of them also sits among the stakers, the seats are 31 and 16 suffice.',
    ],
    checks: [
      ...councilChecks(),
      ...[
        near('fewest owners of genesis stake that pass by majority', 17, majority.pass, 0),
        near(
          'fewest hotkeys of genesis stake that pass by majority',
          22,
          named('stake at genesis, hotkeys, 1/2').pass,
          0,
        ),
        near(
          'fewest hotkeys of subnet 1 that pass, November 2025',
          2,
          named('subnet 1, November 2025').pass,
          0,
        ),
        near(
          'seats that cancel a proposal in the planned review',
          17,
          named('planned review: cancel').pass,
          0,
        ),
        near('seats that hurry it', 24, named('planned review: hurry').pass, 0),
      ].map(workedOut),
      unpublished('TAO to stake anew for half of the genesis stake', toAdd(1, 2)),
      unpublished('TAO to stake anew to block two thirds', toAdd(1, 3)),
    ],
    charts: [ratioChart(owners), sharesChart(owners)],
    tables: [bodiesTable(rows), ownersTable(owners)],
  };
}

/** Whole TAO that must be added to the genesis stake to be a part of it. */
const toAdd = (above: number, below: number): number =>
  Math.ceil(Number(stakeToHold(totalOf(genesisOwners), ratio(above, below), 'added')) / raoPerTao);

const bodiesTable = (rows: readonly Body[]) => ({
  name: 'bodies',
  caption: 'Bodies that decide, or would: the fewest that pass and that block, and the power of the largest.',
  columns: [
    { name: 'body', unit: '', definition: 'who votes' },
    { name: 'voters', unit: '', definition: 'seats or holders with a vote' },
    { name: 'pass', unit: '', definition: 'fewest voters that pass what they want (Nakamoto coefficient)' },
    { name: 'block', unit: '', definition: 'fewest voters without which nothing passes' },
    { name: 'largest', unit: 'share', definition: 'votes of the largest voter over all votes' },
    { name: 'banzhaf', unit: 'share', definition: 'its part of all swings; empty where it was not counted' },
    {
      name: 'shapley',
      unit: 'share',
      definition: 'its Shapley–Shubik index; empty where it was not counted',
    },
    { name: 'source', unit: '', definition: 'where the votes are from' },
  ],
  rows: rows.map((body) => [
    body.name,
    body.voters,
    body.pass,
    body.block,
    body.largest,
    body.banzhaf,
    body.shapleyShubik,
    body.source,
  ]),
});

const ownersTable = (owners: readonly OwnerPower[]) => ({
  name: 'owners',
  caption: 'The owners of the genesis stake with at least 500 TAO, in a vote by simple majority.',
  columns: [
    { name: 'rank', unit: '', definition: 'place by stake, 1 the largest' },
    { name: 'share', unit: 'share', definition: 'votes over all votes, in units of 1000 TAO' },
    { name: 'banzhaf', unit: 'share', definition: 'part of all swings' },
    { name: 'shapley', unit: 'share', definition: 'Shapley–Shubik index' },
    { name: 'banzhaf23', unit: 'share', definition: 'part of all swings where two thirds are asked for' },
    { name: 'shapley23', unit: 'share', definition: 'Shapley–Shubik index where two thirds are asked for' },
  ],
  rows: owners.map((owner, k) => [
    k + 1,
    owner.share,
    owner.banzhaf,
    owner.shapleyShubik,
    owner.banzhafOfTwoThirds,
    owner.shapleyShubikOfTwoThirds,
  ]),
});
