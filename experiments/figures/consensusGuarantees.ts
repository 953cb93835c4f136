import { fitting } from '../report/answer/fitting.ts';
import { layered } from '../report/charts/chart.ts';
import { faint, ramp, seriesColours } from '../report/charts/theme.ts';
import { agrees, type Check, near, workedOut } from './check.ts';
import type { Figure, FigureChart, FigureResult, FigureTable } from './figure.ts';
import { type Axes, dots, line, namedLine } from './marks.ts';
import { chainRule, type Guarantee, guarantees, turnedRules } from './retention/guarantees.ts';
import { publishedSettings, publishedStakes, toleranceAt } from './retention/published.ts';
import type { Rule } from './retention/splitEpoch.ts';
import { publishedTeams } from './retention/twoTeams.ts';

const stakes = [0.55, 0.6, 0.65, 0.7, 0.8, 0.9];
const deviations = [0, 0.2, 0.4, 0.6];
const usual = 0.4;

/** F17, the study `consensus-guarantees`: how useful must the honest be, and which knob helps them most. */
export const consensusGuarantees: Figure = {
  id: 'F17',
  name: 'consensus-guarantees',
  title: 'How useful an honest majority must be to keep its stake',
  source:
    'ours, over the retention maps of subtensor docs/consensus.md; where the document drew the same setting its value is beside',
  inputs: [
    { name: 'honest stake s_H', value: stakes.join(', '), unit: 'share', source: 'ours' },
    { name: 'deviation of weights σ', value: deviations.join(', '), unit: 'of the mean', source: 'ours' },
    { name: 'kappa κ', value: '0.4, 0.5, 0.6', unit: 'share' },
    { name: 'bonds penalty β', value: '0, 0.5, 1', unit: '' },
    { name: 'validators’ part of the emission ξ', value: '0, 0.25, 0.5', unit: 'share' },
    { name: 'seed', value: publishedTeams.seed, unit: '' },
  ],
  seconds: 20,
  compute: ({ progress }) => {
    progress(0, `${stakes.length * deviations.length} pairs of teams, ${turnedRules.length} rules each`);
    return compute();
  },
};

async function compute(): Promise<FigureResult> {
  const found = await guarantees(stakes, deviations);
  const at = (rule: Rule, majorStake: number, weightDeviation = usual) =>
    found.find(
      (one) => one.rule === rule && one.majorStake === majorStake && one.weightDeviation === weightDeviation,
    )!.required;
  const base = stakes.map((stake) => `${said(at(chainRule, stake))} at ${Math.round(100 * stake)} %`);
  const cost = (rule: Rule) => at(rule, 0.6)! - at(chainRule, 0.6)!;
  const [noPenalty, noScoring] = [turnedRules[2], turnedRules[4]];
  const [kappa40, kappa60] = turnedRules.slice(5);
  const noise = at(chainRule, 0.6, 0.6)! - at(chainRule, 0.6, 0)!;
  return {
    answer: answerOf(base),
    text: [
      'Validators disagree by 40 % in this. ' +
        `At 60 % the most is at stake in how far validators disagree (${noise.toFixed(2)} between none and 60 %), then in paying them for scoring (${cost(noScoring).toFixed(2)} more is required without) and in the bonds penalty (${cost(noPenalty).toFixed(2)} more without).`,
      'Each cell of the table is the largest `w_H` on a retention line, as in F4 to F7: 51 × 51 pairs of utilities, 64 validators, 448 servers, one epoch of Yuma 2 in float64, the same draws throughout. One knob is turned at a time from what the chain runs (κ 0.5, β 1, ξ 0.5).',
      `**κ is a threshold, not a slope.** Lowering it to 0.4 changes what 60 % need by ${cost(kappa40).toFixed(3)}; raising it to 0.6 leaves every side of up to 60 % without any guarantee (${said(at(kappa60, 0.6))} at 0.60, ${said(at(kappa60, 0.65))} at 0.65): consensus then has no majority to follow. It should stay below the smallest honest majority that is expected.`,
      `Where validators agree exactly (σ 0) the chain’s rule asks for the stake itself (${said(at(chainRule, 0.6, 0))} at 60 %). The knobs count there too: without the penalty 60 % need ${said(at(noPenalty, 0.6, 0))}, without pay for scoring ${said(at(noScoring, 0.6, 0))}. So agreement is the cheapest guarantee, and does not replace the settings.`,
    ],
    checks: [
      ...publishedChecks(found),
      orderCheck(
        'required w_H at 0.60 rises with the deviation',
        deviations.map((deviation) => at(chainRule, 0.6, deviation)!),
      ),
      orderCheck(
        'required w_H at 0.60 rises as β falls',
        [0, 1, 2].map((k) => at(turnedRules[k], 0.6)!),
      ),
      orderCheck(
        'required w_H at 0.60 rises as ξ falls',
        [0, 3, 4].map((k) => at(turnedRules[k], 0.6)!),
      ),
    ],
    charts: [rulesChart(found), noiseChart(found)],
    tables: [tableOf(found)],
  };
}

/** As many of the stakes as a reader can hold. */
const answerOf = (base: readonly string[]): string =>
  fitting(
    ...[base, base.filter((_, k) => k % 2 === 0), [base[0], base[base.length - 1]]].map(
      (shown) =>
        `An honest side keeps its stake against every cabal if it gives useful servers this share of its weight: ${shown.join(', ')} of the stake.`,
    ),
  );

/** Every guarantee, a row each. */
const tableOf = (found: readonly Guarantee[]): FigureTable => ({
  name: 'guarantees',
  caption: 'The utility that keeps the stake against every cabal; empty: none does.',
  columns: [
    { name: 's_H', unit: 'share', definition: 'honest share of the stake' },
    { name: 'sigma', unit: 'of the mean', definition: 'standard deviation of weights' },
    { name: 'kappa', unit: 'share', definition: 'majority that consensus asks for' },
    { name: 'beta', unit: '', definition: 'bonds penalty' },
    { name: 'xi', unit: 'share', definition: 'validators’ part of the emission' },
    { name: 'required_w_H', unit: 'share', definition: 'largest w_H on the retention line' },
  ],
  rows: found.map(({ majorStake, weightDeviation, rule, required }) => [
    majorStake,
    weightDeviation,
    rule.kappa,
    rule.bondsPenalty,
    rule.validatorEmission,
    required,
  ]),
});

const said = (utility: number | null): string => (utility === null ? 'none' : utility.toFixed(2));

/** Wherever the document drew the same setting. */
export const publishedChecks = (found: readonly Guarantee[]): Check[] =>
  found.flatMap(({ majorStake, weightDeviation, rule, required }) => {
    const drawn = publishedSettings.find(
      (setting) =>
        setting.weightDeviation === weightDeviation &&
        setting.kappa === rule.kappa &&
        setting.bondsPenalty === rule.bondsPenalty &&
        setting.validatorEmission === rule.validatorEmission,
    );
    if (drawn === undefined) return [];
    const published = drawn.required[publishedStakes.indexOf(majorStake)];
    const what = `σ ${weightDeviation}, ${nameOf(rule)}, s_H ${majorStake}`;
    if (published !== null && required !== null)
      return [near(what, published, required, toleranceAt(majorStake))];
    return [agrees(what, said(published), said(required), published === required)];
  });

function orderCheck(what: string, required: readonly number[]): Check {
  const rises = required.slice(1).every((utility, k) => utility > required[k]);
  return workedOut(agrees(what, 'rises', required.map(said).join(' < '), rises));
}

const nameOf = ({ kappa, bondsPenalty, validatorEmission }: Rule): string =>
  `κ ${kappa}, β ${bondsPenalty}, ξ ${validatorEmission}`;

const axes: Axes = {
  x: {
    title: 'honest share of the stake, s_H',
    domain: [0.55, 0.95],
    format: '.2f',
    values: [0.55, 0.6, 0.65, 0.7, 0.8, 0.9],
  },
  y: {
    title: 'required honest utility, w_H',
    domain: [0.5, 1],
    format: '.1f',
    values: [0.5, 0.6, 0.7, 0.8, 0.9, 1],
  },
};
const size = { width: 430, height: 310 };

const pointsOf = (found: readonly Guarantee[], rule: Rule, deviation: number) =>
  found.flatMap(({ rule: own, weightDeviation, majorStake, required }) =>
    own === rule && weightDeviation === deviation && required !== null
      ? [{ x: majorStake, y: required }]
      : [],
  );
const even = line(
  axes,
  [
    { x: 0.55, y: 0.55 },
    { x: 0.9, y: 0.9 },
  ],
  faint,
  [3, 3],
);

function rulesChart(found: readonly Guarantee[]): FigureChart {
  const shown = [
    { rule: turnedRules[4], text: 'ξ 0', at: 0.6, dy: -11 },
    { rule: turnedRules[2], text: 'β 0', at: 0.6, dy: -10 },
    { rule: turnedRules[6], text: 'κ 0.6, none up to s_H 0.60', at: 0.8, dy: -22 },
    { rule: turnedRules[5], text: 'κ 0.4', at: 0.6, dy: 12 },
    { rule: chainRule, text: 'as the chain', at: 0.7, dy: 16 },
  ];
  return {
    name: 'consensus-guarantees',
    caption:
      'Required utility by stake with one knob turned at a time; dotted: a utility equal to the stake.',
    spec: layered('What each knob asks of the honest', 'validators disagree by 40 %', size, [
      even,
      ...shown.flatMap(({ rule, text, at, dy }, k) => {
        const points = pointsOf(found, rule, usual);
        return [
          ...namedLine(axes, points, seriesColours[k], { text, at, dy, dx: 4 }),
          dots(axes, points, seriesColours[k], 20),
        ];
      }),
    ]),
  };
}

function noiseChart(found: readonly Guarantee[]): FigureChart {
  const colours = ramp(deviations.length);
  return {
    name: 'disagreement',
    caption: 'Required utility by stake under the chain’s rules, by how far validators disagree.',
    spec: layered('Disagreement is what costs most', 'κ 0.5, β 1, ξ 0.5', size, [
      even,
      ...deviations.flatMap((deviation, k) =>
        namedLine(axes, pointsOf(found, chainRule, deviation), colours[k], {
          text: `σ ${deviation}`,
          at: 0.6,
          dx: 2,
          dy: -10,
        }),
      ),
    ]),
  };
}
