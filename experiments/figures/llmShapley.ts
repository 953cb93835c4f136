import { equalGates, lossTable, meanLoss } from '../../agents/scoring/mixture.ts';
import { defaultRowLaw, rowLosses } from '../../agents/scoring/rowLosses.ts';
import { baseScore, lossOfSize } from '../../agents/scoring/scalingLaw.ts';
import { exactShapley } from '../../agents/scoring/shapley.ts';
import { defaultPowers, scoreForward } from '../../agents/scoring/synergy.ts';
import { noiseKey } from '../../sim/noise.ts';
import { layered } from '../report/charts/chart.ts';
import { seriesColours } from '../report/charts/theme.ts';
import { type MeanInterval, meanInterval } from '../statistics/meanInterval.ts';
import { agrees, type Check, unpublished } from './check.ts';
import type { Figure, FigureChart, FigureResult } from './figure.ts';

/** The four models of the figure, by size; the caption calls NeoX 30B, the public model has 20. */
const models = [
  { name: 'GPT-2 117M', size: 117e6 },
  { name: 'GPT-Neo 125M', size: 125e6 },
  { name: 'GPT-J 6B', size: 6e9 },
  { name: 'GPT-NeoX 20B', size: 20e9 },
];
const validators = 40;
const forwards = 64;
const losses = models.map(({ size }) => lossOfSize(size));

/** What a validator's forwards come to, [model]. */
interface Measured {
  readonly loss: readonly number[];
  /** Of the mean loss, as validators scored from v3.6 on. */
  readonly base: readonly number[];
  readonly synergy: readonly number[];
  /** Exact Shapley value of the averaged mixture, nats. */
  readonly exact: readonly number[];
}

/** F11: scores of four public language models. */
export const llmShapley: Figure = {
  id: 'F11',
  name: 'llm-shapley',
  title: 'The larger the model, the higher its score',
  source:
    'Incentivizing Intelligence: The Bittensor Approach, figure 5 (bars without values: the order is what is published)',
  inputs: [
    { name: 'models', value: models.map(({ name }) => name).join(', '), unit: '' },
    {
      name: 'losses',
      value: losses.map((loss) => loss.toFixed(3)).join(', '),
      unit: 'nats',
      source: 'Kaplan’s law',
    },
    { name: 'rows of a forward', value: defaultRowLaw.rows, unit: 'rows', source: 'assumption A11' },
    { name: 'forwards of a validator', value: forwards, unit: 'forwards', source: 'ours' },
    { name: 'validators', value: validators, unit: 'seeds', source: 'ours' },
    {
      name: 'powers of base and synergy',
      value: `${defaultPowers.base}, ${defaultPowers.synergy}`,
      unit: '',
      source: 'bittensor v3.4.2',
    },
  ],
  seconds: 2,
  compute,
};

function compute(): FigureResult {
  const measured = Array.from({ length: validators }, (_, seed) => measure(seed));
  const over = (of: (one: Measured) => readonly number[]) =>
    models.map((_, k) => meanInterval(measured.map((one) => of(one)[k])));
  const columns = {
    loss: over(({ loss }) => loss),
    base: over(({ base }) => base),
    synergy: over(({ synergy }) => synergy),
    score: over(({ base, synergy }) => base.map((score, k) => score + synergy[k])),
    exact: over(({ exact }) => exact),
  };
  return {
    answer: `GPT-NeoX scores ${ratio(columns.score, 3, 2)} times what GPT-J does, and GPT-J ${ratio(columns.score, 2, 1)} times what GPT-Neo does; the two small ones cannot be told apart by one validator.`,
    text: [
      'Losses follow from sizes by the scaling law; the losses of single rows scatter as in text (gamma, two models right and wrong together), and a validator averages 64 forwards. The score is base plus pair synergy as in late 2022, in square roots of parameters.',
      'The exact Shapley values are those of the averaged mixture: what a model’s arrival takes off the loss, averaged over all orders, in nats. They give the same order with far smaller ratios, since the loss of a mixture is logarithmic in what each adds, while the score takes the loss back to the size of a model.',
      'The paper prints no heights, so nothing but the order is compared. Its caption speaks of a GPT-NeoX of 30 billion parameters; the public one has 20.',
    ],
    checks: [
      ...orderChecks('score', measured, ({ base, synergy }) => base.map((score, k) => score + synergy[k])),
      ...orderChecks('exact Shapley value', measured, ({ exact }) => exact),
      ...models.map(({ name }, k) => unpublished(`score of ${name}, √parameters`, columns.score[k].mean)),
    ],
    charts: [barChart(columns.base, columns.score), exactChart(columns.exact)],
    tables: [
      {
        name: 'scores',
        caption: `Means over ${validators} validators with 95 % intervals.`,
        columns: [
          { name: 'model', unit: '', definition: 'name' },
          { name: 'parameters', unit: '', definition: 'size' },
          ...Object.entries(definitions).flatMap(([name, [unit, definition]]) => [
            { name, unit, definition },
            { name: `${name}_low`, unit, definition: 'lower end of its interval' },
            { name: `${name}_high`, unit, definition: 'upper end of its interval' },
          ]),
        ],
        rows: models.map(({ name, size }, k) => [
          name,
          size,
          ...Object.keys(definitions).flatMap((column) => {
            const { mean, low, high } = columns[column as keyof typeof columns][k];
            return [mean, low, high];
          }),
        ]),
      },
    ],
  };
}

const definitions = {
  loss: ['nats', 'mean loss that the validator measured'],
  base: ['√parameters', 'effective size of that loss, to the base power'],
  synergy: ['√parameters', 'pair synergy'],
  score: ['√parameters', 'base plus synergy: what late 2022 called the Shapley score'],
  exact: ['nats', 'exact Shapley value of the averaged mixture'],
} as const;

function measure(seed: number): Measured {
  const { rows } = defaultRowLaw;
  const forward = new Float64Array(models.length * rows);
  const all = new Float64Array(models.length * rows * forwards);
  const scores = new Float64Array(models.length);
  const synergy = new Array<number>(models.length).fill(0);
  for (let number = 0; number < forwards; number++) {
    const key = { sweep: noiseKey('llm shapley', seed, number), number, serials: [0, 1, 2, 3], losses };
    rowLosses(key, defaultRowLaw, forward);
    scoreForward(forward, models.length, rows, defaultPowers, scores);
    const one = lossTable(forward, models.length, rows);
    for (let k = 0; k < models.length; k++) {
      synergy[k] += (scores[k] - baseScore(meanLoss(one, k), defaultPowers.base)) / forwards;
      all.set(forward.subarray(k * rows, (k + 1) * rows), (k * forwards + number) * rows);
    }
  }
  const table = lossTable(all, models.length, rows * forwards);
  const loss = models.map((_, k) => meanLoss(table, k));
  return {
    loss,
    base: loss.map((mean) => baseScore(mean, defaultPowers.base)),
    synergy,
    exact: [...exactShapley(table, equalGates(models.length)).scores],
  };
}

/** How many validators rank one model above another. */
function orderChecks(
  what: string,
  measured: readonly Measured[],
  of: (one: Measured) => readonly number[],
): Check[] {
  const above = (one: number, other: number) =>
    measured.filter((seen) => of(seen)[one] > of(seen)[other]).length;
  const pair = (one: number, other: number) => {
    const count = above(one, other);
    return agrees(
      `${what}: ${models[one].name} above ${models[other].name}`,
      'above',
      `${count} of ${validators} validators`,
      count === validators,
    );
  };
  return [
    pair(3, 2),
    pair(2, 1),
    pair(2, 0),
    unpublished(
      `${what}: ${models[1].name} above ${models[0].name}`,
      `${above(1, 0)} of ${validators} validators`,
      'published as the taller bar; within noise at one validator',
    ),
  ];
}

const ratio = (scores: readonly MeanInterval[], one: number, other: number): string =>
  (scores[one].mean / scores[other].mean).toFixed(1);

const bars = (values: readonly MeanInterval[]) =>
  models.map(({ name }, k) => ({
    model: name,
    value: values[k].mean,
    low: values[k].low,
    high: values[k].high,
  }));

function bar(values: readonly MeanInterval[], color: string, title: string, format: string) {
  const x = { field: 'model', type: 'nominal', sort: null, axis: { title: null, labelAngle: 0 } };
  const y = { field: 'value', type: 'quantitative', axis: { title, format, tickCount: 5 } };
  return [
    { data: { values: bars(values) }, mark: { type: 'bar', color, width: 44 }, encoding: { x, y } },
    {
      data: { values: bars(values) },
      mark: { type: 'rule', color: '#22262b' },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
  ];
}

const size = { width: 430, height: 280 };

const barChart = (base: readonly MeanInterval[], score: readonly MeanInterval[]): FigureChart => ({
  name: 'llm-shapley',
  caption:
    'Score of each model: base (dark) and pair synergy on top (light), with the 95 % interval of the whole.',
  spec: layered('Score by model', 'dark: base; light: pair synergy on top', size, [
    ...bar(score, seriesColours[5], 'score, √parameters', ',.0f'),
    bar(base, seriesColours[0], 'score, √parameters', ',.0f')[0],
    bar(score, seriesColours[5], 'score, √parameters', ',.0f')[1],
  ]),
});

const exactChart = (exact: readonly MeanInterval[]): FigureChart => ({
  name: 'exact-shapley',
  caption: 'Exact Shapley value of each model in the averaged mixture, nats taken off the loss.',
  spec: layered(
    'Exact Shapley values',
    'four models averaged; guessing at first',
    size,
    bar(exact, seriesColours[2], 'nats', '.1f'),
  ),
});
