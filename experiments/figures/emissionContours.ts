import { headed, type Layer, type TopLevelSpec, wholeChart } from '../report/charts/chart.ts';
import { ramp } from '../report/charts/theme.ts';
import { agrees, type Check, near, unpublished } from './check.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { mapsInChainArithmetic } from './retention/inChainArithmetic.ts';
import { type PublishedContours, publishedContours, settingOf } from './retention/published.ts';
import { surfaceOf, utilityAt } from './retention/requiredUtility.ts';
import { contour, joined } from './retention/retentionLine.ts';
import { type RetentionMap, retentionMaps, steps } from './retention/retentionMap.ts';
import { publishedTeams, teamDraws, twoTeams } from './retention/twoTeams.ts';
import { rounded } from './retentionTables.ts';

/** F8: how much of the emission an honest side of 60 or 70 % of the stake gets. */
export const emissionContours: Figure = {
  id: 'F8',
  name: 'emission-contours',
  title: 'The honest share of the emission, at 60 and 70 % of the stake',
  source: 'subtensor docs/consensus.md, emission-60.svg and emission-70.svg (September 2023)',
  inputs: [
    { name: 'honest stake', value: '0.6 and 0.7', unit: 'share' },
    { name: 'standard deviation of weights', value: 0.4, unit: 'of the mean' },
    { name: 'levels', value: '0.51, 0.55, 0.60, …, 0.80', unit: 'share of the emission' },
    { name: 'seed', value: publishedTeams.seed, unit: '' },
  ],
  seconds: 6,
  compute: ({ progress }) => {
    progress(0, 'two maps in either arithmetic');
    return compute();
  },
};

interface Panel {
  readonly published: PublishedContours;
  readonly map: RetentionMap;
}

const besideCabal = 0.5;

async function compute(): Promise<FigureResult> {
  const draws = teamDraws(publishedTeams);
  const setting = settingOf('weights_stddev_40');
  const panels = publishedContours.map((published) => ({
    published,
    map: retentionMaps(twoTeams(draws, published.majorStake, setting.weightDeviation), [setting]).maps[0],
  }));
  const chain = await mapsInChainArithmetic(
    [setting],
    publishedContours.map(({ majorStake }) => majorStake),
  );
  const exact = publishedContours.map((published, at) => ({ published, map: chain[at].map }));
  const ofOurs = panels.flatMap((panel) => checksOf(panel, ''));
  const checks = [
    ...ofOurs,
    ...exact.flatMap((panel) => checksOf(panel, ", the chain's draws and fixed point")),
  ];
  const differences = ofOurs.map(({ difference }) => Math.abs(difference ?? 0));
  const met = checks.filter(({ verdict }) => verdict === 'met').length;
  const compared = checks.filter(({ verdict }) => verdict !== 'no published value').length;
  return {
    answer: `Against a cabal that splits its weight evenly (w_C = 0.5), 60 % of the stake keeps its share from w_H ${crossing(panels[0], 0.6)} on, and 70 % from ${crossing(panels[1], 0.7)} on.`,
    text: [
      `${met} of ${compared} published crossings are met within 0.01.`,
      'Lines join the pairs of utilities at which the honest side gets the same share of the emission; the bold line is its share of the stake. Set-up and arithmetic are those of the retention maps: 64 validators, 448 servers, weights with a deviation of 0.4 of their mean, one epoch of Yuma 2 in float64, draws of our own.',
      `Where each line crosses \`w_C = 0.5\` was read from the vertices of the published paths, whose lowest line is labelled 0.51 and the others 0.55, 0.60 and so on; ours differ by at most ${Math.max(...differences).toFixed(4)}. Where a line was not read from the drawing (0.80 at 70 %), only ours is given.`,
    ],
    checks,
    charts: [
      {
        name: 'emission-contours',
        caption:
          'Contour lines of the honest share of the emission in percent, for an honest stake of 60 and of 70 %; open diamonds are the published crossings at w_C = 0.5.',
        isWide: true,
        spec: chart(panels),
      },
    ],
    tables: [tableOf(panels)],
  };
}

const crossing = ({ map }: Panel, level: number): string =>
  utilityAt(map, level, besideCabal)?.toFixed(3) ?? 'none';

const checksOf = ({ published, map }: Panel, how: string): Check[] =>
  published.crossings.map(({ level, utility }) => {
    const what = `s_H ${map.majorStake}: w_H at which ${level.toFixed(2)} is kept against w_C 0.5${how}`;
    const ours = utilityAt(map, level, besideCabal);
    if (utility === null) return unpublished(what, ours ?? 'none');
    return ours === null ? agrees(what, String(utility), 'none', false) : near(what, utility, ours, 0.01);
  });

function chart(panels: readonly Panel[]): TopLevelSpec {
  const head = headed('Honest share of the emission', [
    'lines: the same share of the emission, in percent; bold: equal to the honest stake',
    'open diamonds: published crossings at w_C = 0.5',
  ]);
  return wholeChart({ ...head, hconcat: panels.map(panelOf) });
}

const side = 340;

function panelOf({ published, map }: Panel): Layer {
  const levels = published.crossings.map(({ level }) => level);
  const name = (level: number) => String(Math.round(100 * level));
  const lines = levels.flatMap((level) =>
    (joined(contour(surfaceOf(map), level))[0] ?? []).map(({ x, y }, order) => ({
      level: name(level),
      x,
      y,
      order,
      bold: level === map.majorStake,
    })),
  );
  const marks = published.crossings.flatMap(({ level, utility }) =>
    utility === null ? [] : [{ level: name(level), x: utility, y: besideCabal }],
  );
  const labels = levels.flatMap((level) => {
    const x = utilityAt(map, level, labelledAt);
    return x === null ? [] : [{ level: name(level), x, y: labelledAt }];
  });
  const axis = (field: string, title: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { title, tickCount: 6, format: '.1f', grid: true },
  });
  const x = axis('x', 'honest utility, w_H');
  const y = axis('y', 'cabal utility, w_C');
  const scale = { domain: levels.map(name), range: ramp(levels.length) };
  const color = { field: 'level', type: 'nominal', scale, legend: null };
  const text = { type: 'text', fontSize: 10.5, fontWeight: 600 };
  const width = { condition: { test: 'datum.bold', value: 3 }, value: 1.4 };
  const place = { x, y, text: { field: 'level', type: 'nominal' } };
  return {
    width: side,
    height: side,
    title: { text: `${name(map.majorStake)} % of the stake`, fontSize: 12, anchor: 'start', offset: 6 },
    layer: [
      {
        data: { values: lines },
        mark: { type: 'line', clip: true },
        encoding: { x, y, order: { field: 'order' }, detail: { field: 'level' }, color, strokeWidth: width },
      },
      {
        data: { values: marks },
        mark: { type: 'point', shape: 'diamond', size: 48, filled: false, strokeWidth: 1.4 },
        encoding: { x, y, color },
      },
      {
        data: { values: labels },
        mark: { ...text, stroke: '#ffffff', strokeWidth: 5, strokeJoin: 'round' },
        encoding: { ...place, color: { value: '#ffffff' } },
      },
      { data: { values: labels }, mark: text, encoding: { ...place, color } },
    ],
  };
}

/** w_C at which lines are named: clear of the published marks. */
const labelledAt = 0.1;

const tableOf = (panels: readonly Panel[]): FigureTable => ({
  name: 'emission',
  caption: 'Every cell of the two maps.',
  columns: [
    { name: 's_H', unit: 'share', definition: 'honest share of the stake' },
    { name: 'w_H', unit: 'share', definition: 'weight of honest validators on honest servers' },
    { name: 'w_C', unit: 'share', definition: 'weight of the cabal on its own servers' },
    { name: 'E_H', unit: 'share', definition: 'share of the emission that the honest side gets' },
  ],
  rows: panels.flatMap(({ map }) =>
    Array.from(map.kept, (kept, cell) => [
      map.majorStake,
      Math.floor(cell / (steps + 1)) / steps,
      (cell % (steps + 1)) / steps,
      rounded(kept),
    ]),
  ),
});
