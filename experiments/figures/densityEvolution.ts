import { densityEvolution as evolve, type TwoTeams } from '../../sim/games/densityEvolution.ts';
import { stream } from '../../sim/random.ts';
import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import { meanInterval } from '../statistics/meanInterval.ts';
import { agrees, near, unpublished } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';
import { type Axes, labels, namedLine, publishedMarks } from './marks.ts';

const teams: TwoTeams = {
  honestStake: 0.6,
  honestUtility: 0.7,
  cabalWeight: 0.8,
  members: 100,
  noise: 0.3,
  rounds: 59,
  smoothing: 0.95,
};
const seeds = 10;
const published = { start: 6.76, honest: 4.41, cabal: 3.8 };
/** The paper prints consensus weights in thousandths. */
const thousandths = 1000;

/** F10: what smooth cuts do to the consensus on either team. */
export const densityEvolution: Figure = {
  id: 'F10',
  name: 'density-evolution',
  title: 'Smooth cuts lower the consensus on a cabal more than on the honest',
  source: 'Stake-Based Consensus for Utility Scoring, figure 10',
  inputs: [
    { name: 'honest stake', value: teams.honestStake, unit: 'share' },
    { name: 'honest utility w_H', value: teams.honestUtility, unit: 'share' },
    { name: 'cabal’s weight on itself w_C', value: teams.cabalWeight, unit: 'share' },
    { name: 'rounds η, smoothing α', value: `${teams.rounds}, ${teams.smoothing}`, unit: '' },
    {
      name: 'noise of weights σ',
      value: teams.noise,
      unit: 'of the mean',
      source: 'not stated; 0.62 (1 + σ²) = 0.676 at the start gives 0.3',
    },
    {
      name: 'members of a team',
      value: teams.members,
      unit: 'peers',
      source: 'not stated; a start of 6.76e-3 gives 100',
    },
    { name: 'seeds', value: seeds, unit: '' },
  ],
  seconds: 4,
  compute,
};

function compute(): FigureResult {
  const paths = Array.from({ length: seeds }, (_, seed) =>
    evolve(teams, stream(seed, 'density evolution', 'weights')),
  );
  const at = (team: 'honest' | 'cabal', round: number) =>
    meanInterval(paths.map((path) => thousandths * path[team][round]));
  const start = [at('honest', 0).mean, at('cabal', 0).mean];
  const honest = at('honest', teams.rounds);
  const cabal = at('cabal', teams.rounds);
  const rounds = Array.from({ length: teams.rounds + 1 }, (_, round) => round);
  const series = (team: 'honest' | 'cabal') => rounds.map((x) => ({ x, y: at(team, x).mean }));
  const apart = paths.every((path) => path.honest[teams.rounds] > path.cabal[teams.rounds]);
  const range = ({ low, high }: typeof honest) => `${low.toFixed(3)} … ${high.toFixed(3)}`;
  return {
    answer:
      `Both teams start with a consensus weight of ${start[0].toFixed(2)} thousandths; after ${teams.rounds} smooth cuts the honest keep ` +
      `${honest.mean.toFixed(2)} [${range(honest)}] and the cabal ${cabal.mean.toFixed(2)} [${range(cabal)}].`,
    text: [
      'Every member weighs every member: normal about its team’s mean, floored at zero. A round lowers what is above the consensus of a column by a factor that shrinks with the distance, and the consensus is computed again. The honest give themselves 0.7 and are 60 % of the stake, the cabal gives itself 0.8: the same consensus at first, yet the cabal’s own column is the more divided one, so it falls further.',
      `The paper states neither the noise nor the size of a team. Both follow from its first value: without noise the consensus would be 0.62 / 100, with noise 0.62 (1 + σ²) / 100 = 6.76e-3. Over ${seeds} draws the means have 95 % intervals of ${range(honest)} and ${range(cabal)}; the published drawing is one draw of unknown seed.`,
    ],
    checks: [
      near('consensus on the honest before any cut, ×10⁻³', published.start, start[0], 0.15),
      near('consensus on the cabal before any cut, ×10⁻³', published.start, start[1], 0.15),
      near('consensus on the honest at the end, ×10⁻³', published.honest, honest.mean, 0.2, tolerance),
      near('consensus on the cabal at the end, ×10⁻³', published.cabal, cabal.mean, 0.15, tolerance),
      agrees(
        'honest above cabal at the end',
        'yes',
        apart ? `yes, ${seeds} of ${seeds} draws` : 'not in every draw',
        apart,
      ),
      unpublished('honest over cabal at the end', honest.mean / cabal.mean),
    ],
    charts: [pathChart(series('honest'), series('cabal')), densityChart(paths[0].columns)],
    tables: [
      {
        name: 'consensus',
        caption: `Consensus weights after each round, mean of ${seeds} draws.`,
        columns: [
          { name: 'step', unit: 'rounds', definition: 'cuts made' },
          { name: 'honest_consensus', unit: '×10⁻³', definition: 'mean consensus weight of honest servers' },
          {
            name: 'cabal_consensus',
            unit: '×10⁻³',
            definition: 'mean consensus weight of the cabal’s servers',
          },
        ],
        rows: rounds.map((round) => [round, at('honest', round).mean, at('cabal', round).mean]),
      },
    ],
  };
}

const tolerance = 'one published draw; noise and team size are inferred, not stated';
const size = { width: 430, height: 300 };

function pathChart(
  honest: readonly { x: number; y: number }[],
  cabal: readonly { x: number; y: number }[],
): FigureChart {
  const axes: Axes = {
    x: { title: 'cuts made', domain: [0, 60] },
    y: { title: 'mean consensus weight, ×10⁻³', domain: [3, 7.5], format: '.1f' },
  };
  return {
    name: 'density-evolution',
    caption: 'Mean consensus weight of a server of either team; diamonds: published start and ends.',
    spec: layered('The cabal’s consensus falls further', 's_H 0.6, w_H 0.7, w_C 0.8, α 0.95', size, [
      ...namedLine(axes, honest, seriesColours[0], { text: 'honest', at: 30, dy: -12, dx: 0 }),
      ...namedLine(axes, cabal, seriesColours[1], { text: 'cabal', at: 30, dy: 14, dx: 0 }),
      publishedMarks(axes, [
        { x: 0, y: published.start },
        { x: teams.rounds, y: published.honest },
        { x: teams.rounds, y: published.cabal },
      ]),
      labels(axes, [{ x: 0, y: published.start, text: 'published' }], { dx: 12 }),
    ]),
  };
}

const bins = 60;
const widest = 0.014;

/** Histogram of all weights on either team's servers after the last cut. */
function densityChart(columns: readonly Float64Array[]): FigureChart {
  const density = (part: readonly Float64Array[]) => {
    const counts = new Array<number>(bins).fill(0);
    let all = 0;
    for (const column of part)
      for (const weight of column) {
        counts[Math.min(bins - 1, Math.floor((weight / widest) * bins))] += 1;
        all += 1;
      }
    return counts.map((count, bin) => ({
      x: (thousandths * widest * (bin + 0.5)) / bins,
      y: count / all,
    }));
  };
  const axes: Axes = {
    x: { title: 'weight after the cuts, ×10⁻³', domain: [0, 8], format: '.0f' },
    y: { title: 'share of the weights', domain: [0, 0.5], format: '.0%' },
  };
  const [honest, cabal] = [columns.slice(0, teams.members), columns.slice(teams.members)].map(density);
  return {
    name: 'densities',
    caption: 'How all weights on either team’s servers are spread after the last cut (one draw).',
    spec: layered('Where the weights end up', 'one draw, all validators', size, [
      ...namedLine(axes, honest, seriesColours[0], { text: 'on the honest', at: 4.6, dy: -16 }),
      ...namedLine(axes, cabal, seriesColours[1], { text: 'on the cabal', at: 2, dy: -18, dx: -30 }),
    ]),
  };
}
