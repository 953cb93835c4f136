import { meanInterval } from '../statistics/meanInterval.ts';
import { agrees, type Check, unpublished } from './check.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { type RulePoint, titleOf } from './rulePoint.ts';
import { type Mark, type RaceSettings, type RuleName, race, ruleNames } from './scoringRace.ts';
import { raceCharts } from './scoringRulesCharts.ts';

const seeds = 100;
const steps = [0, 1, 3, 10, 30, 100, 300, 1000];
/** Steps at which the interview's "before convergence" is tested. */
const early = [0, 1, 3, 10, 30];

const settings: RaceSettings = {
  experts: 8,
  law: { rows: 32, rho: 0.6 },
  smallest: 5e7,
  largest: 2e10,
  luck: 1,
  gate: { learningRate: 1, importance: 0 },
  steps,
};

/** The gate as the core validator of 2022 trained it: unequal gates cost loss too. */
const balanced: RaceSettings = {
  ...settings,
  gate: { learningRate: 1, importance: 3 },
  steps: steps.slice(0, 7),
};

/** F12: which rule finds the good experts, and when. */
export const scoringRules: Figure = {
  id: 'F12',
  name: 'scoring-rules',
  title: 'Fisher’s approximation misjudges until the gate has converged; removing a peer does not',
  source:
    'Interview of 10 November 2022 (42:16–46), which makes the claim without numbers; rules as in bittensor’s code of 2021–22',
  inputs: [
    {
      name: 'experts',
      value: settings.experts,
      unit: 'peers',
      source: 'ours: 2^8 coalitions can all be evaluated',
    },
    { name: 'sizes', value: '50 million … 20 billion, log-uniform', unit: 'parameters', source: 'ours' },
    { name: 'rows of a forward', value: settings.law.rows, unit: 'rows', source: 'validatorBatchSize' },
    { name: 'gate before the first step', value: 'normal, sd 1', unit: '', source: 'ours' },
    { name: 'learning rate', value: settings.gate.learningRate, unit: '', source: 'ours' },
    {
      name: 'importance',
      value: '0, and 3 beside it',
      unit: '',
      source: '0: ours; 3: default of the core validator of 2022, 0.1 in an earlier one',
    },
    { name: 'seeds', value: seeds, unit: '' },
  ],
  seconds: 25,
  compute: ({ progress }) => scoringRulesResult(seeds, progress),
};

/** The figure of so many seeds. */
export function scoringRulesResult(
  count: number,
  progress: (share: number, doing: string) => void,
): FigureResult {
  const points = runRace(settings, (share) => progress(0.7 * share, 'gates learn'), count);
  const withImportance = runRace(
    balanced,
    (share) => progress(0.7 + 0.3 * share, 'balanced gates learn'),
    count,
  );
  const at = (rule: RuleName, step: number, of = points) =>
    of.find((point) => point.rule === rule && point.step === step)!;
  const [start, end] = [at('fisher', 0), at('fisher', 1000)];
  const shapley = at('shapley', 0);
  const rho = ({ spearman: { mean, low, high } }: RulePoint) =>
    `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
  return {
    answer: `Before its gate has learnt, Fisher’s rule ranks peers against their worth (rank correlation ${rho(start)}), leave-one-out and Shapley with it (${rho(at('leaveOneOut', 0))} and ${rho(shapley)}).`,
    text: [
      `After 1000 steps Fisher has ${rho(end)}. The peer that the gate happened to prefer takes ${(100 * start.firstGated.mean).toFixed(0)} % of Fisher’s scores at the start, where an eighth would be fair.`,
      'Eight experts of drawn sizes answer the same rows; a softmax gate that starts at random learns by gradient descent, one step a forward. At eight moments every rule scores the experts from one more forward, the same for all, and its order is compared with the order of their true losses. Intervals are 95 % over seeds; every difference is paired by seed.',
      'Fisher’s score is half the second derivative of the loss by a gate weight, times that weight squared. Away from a minimum the derivative is no measure of worth and may be negative, and the square of the weight pays for luck in either direction. So the interview’s claim holds here, and more strongly than it was put: early on the rule is not merely noisy, it prefers the wrong peers.',
      `**Where it stops holding.** With importance 0 Fisher climbs for as long as the gate learns (${steps.map((step) => signed(at('fisher', step).spearman.mean)).join(', ')} at steps ${steps.join(', ')}), while leave-one-out falls as the gate settles on a few experts and the others’ removal costs nothing (${signed(at('leaveOneOut', 1000).spearman.mean)} at the end). With importance 3, the default of the core validator of 2022, gates are kept equal, the loss never is at a minimum, and Fisher stays at ${signed(at('fisher', 300, withImportance).spearman.mean)} after 300 steps.`,
      'Four gates were tried on 30 seeds before this one was drawn (gate weights of sd 1 and 2, learning rates 1 and 0.1, importance 0 and 3). Fisher was below both rules at the start in all of them (at best −0.25 against 0.52); when it catches up differs: a tenth of the learning rate leaves it at −0.01 after 300 steps. The early order is a finding, the step of the crossing is not.',
      `What it costs: Fisher one forward pass, leave-one-out ${at('leaveOneOut', 0).forwards}, base and pair synergy ${at('synergy', 0).forwards}, exact Shapley ${shapley.forwards}. Shapley values of the averaged experts need no gate and keep their correlation throughout; base and pair synergy, which the validators of late 2022 used, come near them at a seventh of the passes.`,
    ],
    checks: [
      ...early.flatMap((step) => [beats('leaveOneOut', step, points), beats('shapley', step, points)]),
      firstGatedCheck(start),
      ...ruleNames.map((rule) =>
        unpublished(`${titleOf[rule]}: rank correlation at step 1000`, at(rule, 1000).spearman.mean),
      ),
      unpublished(
        'Fisher with importance 3: rank correlation at step 300',
        at('fisher', 300, withImportance).spearman.mean,
      ),
    ],
    charts: raceCharts(points, withImportance, settings.experts),
    tables: [
      tableOf('rules', 'importance 0', points, count),
      tableOf('rules-balanced', 'importance 3', withImportance, count),
    ],
  };
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

const claim =
  'claimed in the interview without a number: met if the whole interval of the paired difference is above zero';

function beats(rule: RuleName, step: number, points: readonly RulePoint[]): Check {
  const { overFisher } = points.find((point) => point.rule === rule && point.step === step)!;
  const { mean, low, high } = overFisher!;
  return agrees(
    `step ${step}: rank correlation of ${titleOf[rule]} less Fisher’s`,
    'above 0',
    `${signed(mean)} [${signed(low)}, ${signed(high)}]`,
    low > 0,
    claim,
  );
}

function firstGatedCheck({ firstGated: { mean, low, high } }: RulePoint): Check {
  const fair = 1 / settings.experts;
  return agrees(
    'step 0: share of Fisher’s scores that the first-gated peer gets',
    `above 1/8`,
    `${signed(mean)} [${signed(low)}, ${signed(high)}]`,
    low > fair,
    'claimed in the interview without a number; negative scores count as zero',
  );
}

/** Every seed, then every rule and step over the seeds. */
export function runRace(
  race8: RaceSettings,
  progress: (share: number) => void = () => {},
  count = seeds,
): RulePoint[] {
  const runs = Array.from({ length: count }, (_, seed) => {
    progress(seed / count);
    return race(race8, seed);
  });
  const valuesOf = (rule: RuleName, step: number, of: (mark: Mark) => number) =>
    runs.map((marks) => of(marks.find((mark) => mark.rule === rule && mark.step === step)!));
  return race8.steps.flatMap((step) =>
    ruleNames.map((rule) => {
      const own = valuesOf(rule, step, ({ spearman }) => spearman);
      const fisher = valuesOf('fisher', step, ({ spearman }) => spearman);
      return {
        step,
        rule,
        spearman: meanInterval(own),
        firstGated: meanInterval(valuesOf(rule, step, ({ firstGated }) => firstGated)),
        overFisher: rule === 'fisher' ? null : meanInterval(own.map((value, seed) => value - fisher[seed])),
        forwards: valuesOf(rule, step, ({ forwards }) => forwards)[0],
      };
    }),
  );
}

const tableOf = (name: string, gate: string, points: readonly RulePoint[], count: number): FigureTable => ({
  name,
  caption: `Every rule at every step over ${count} seeds, ${gate}.`,
  columns: [
    { name: 'step', unit: 'steps', definition: 'steps of gradient descent the gate has taken' },
    { name: 'method', unit: '', definition: 'rule of scoring' },
    { name: 'spearman', unit: '', definition: 'rank correlation with true quality, mean over seeds' },
    { name: 'low', unit: '', definition: 'lower end of its 95 % interval' },
    { name: 'high', unit: '', definition: 'upper end' },
    { name: 'over_fisher', unit: '', definition: 'the same less Fisher’s, paired by seed' },
    { name: 'over_low', unit: '', definition: 'lower end of its 95 % interval' },
    { name: 'over_high', unit: '', definition: 'upper end' },
    {
      name: 'first_gated_share',
      unit: 'share',
      definition: 'part of the positive scores of the peer that the gate first preferred',
    },
    { name: 'n_eval', unit: 'passes', definition: 'forward passes the scores took' },
    { name: 'n', unit: 'seeds', definition: 'seeds' },
  ],
  rows: points.map(({ step, rule, spearman, overFisher, firstGated, forwards }) => [
    step,
    titleOf[rule],
    spearman.mean,
    spearman.low,
    spearman.high,
    overFisher?.mean ?? null,
    overFisher?.low ?? null,
    overFisher?.high ?? null,
    firstGated.mean,
    forwards,
    spearman.n,
  ]),
});
