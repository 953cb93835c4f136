import { cabalShares } from '../../../sim/games/cabalDecay.ts';
import { simulatedRamp } from '../../figures/newcomerRamp.ts';
import { run as requiredUtilities } from '../../figures/retention/requiredTask.ts';
import { runTrial, type TrialPlan } from '../../plan/trial.ts';
import type { PatternCheck } from '../../report/patternCheck.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { type SubnetTraits, watchSubnet } from './watchSubnet.ts';

type Spec = Omit<PatternCheck, 'passes' | 'ours'>;

function check(spec: Spec, values: readonly (number | null)[]): PatternCheck {
  const present = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const ours =
    present.length > 1 && present.length === values.length
      ? estimate(present)
      : present.length === 1
        ? exactly(present[0])
        : null;
  const [low, high] = spec.range;
  return { ...spec, ours, passes: ours !== null && ours.low <= high && ours.high >= low };
}

/** A value that is computed, not sampled. */
const exactly = (value: number): Estimate => ({
  n: 1,
  mean: value,
  sd: 0,
  low: value,
  high: value,
  level: 0.95,
  method: 'computed',
});

const around = (value: number, margin: number): [number, number] => [value - margin, value + margin];

/** The six patterns of the model, each held against its source; `seeds` worlds where it is sampled. */
export function checkPatterns(seeds: number): PatternCheck[] {
  return [...ramp(), ...subnet(seeds), ...difficulty(seeds), ...cabal()];
}

function ramp(): PatternCheck[] {
  const points = [
    [3072, 0.05, 0.468],
    [3072, 0.1, 0.726],
    [4096, 0.1, 0.822],
    [7200, 0.1, 0.952],
  ] as const;
  return points.map(([immunity, alpha, share]) =>
    check(
      {
        pattern: 1,
        name: `share of its score a newcomer shows after ${immunity} blocks, α ${alpha}`,
        source: 'bittensor v3.4.2, its commit message and moving average, 250 blocks a sweep',
        published: String(share),
        range: around(share, 0.005),
      },
      [simulatedRamp({ immunity, sweepBlocks: 250, alpha }, 500)],
    ),
  );
}

const record = 'subnet 31, 4.95 days of August 2024';

/** What is checked of a subnet, by the trait that shows it. */
const subnetPatterns = {
  registrationsPerDay: {
    pattern: 2,
    name: 'registrations a day of 256 uids',
    source: record,
    published: '2.6 (13 of them: 95 % 1.4 … 4.5)',
    range: [1.4, 4.5],
  },
  medianAge: {
    pattern: 2,
    name: 'median age at eviction, days',
    source: record,
    published: '47.9 (13 of them, 2.2 … 71.1)',
    range: [24.5, 57.8],
  },
  firstPayEpochs: {
    pattern: 2,
    name: 'epochs to a newcomer’s first incentive, median',
    source: record,
    published: '2.5 of those that got any, 1 … 27',
    range: [1, 5],
  },
  disagreement: {
    pattern: 4,
    name: 'disagreement of validators, total variation',
    source: `${record}: median 0.057; subnet 15, one block: 0.079`,
    published: '0.06 … 0.08',
    range: [0.05, 0.09],
  },
  rowChange: {
    pattern: 4,
    name: 'change of a row when it is set again, total variation',
    source: record,
    published: '0.020 (median; 95 % of them below 0.062)',
    range: [0.01, 0.03],
  },
  paidGini: {
    pattern: 5,
    name: 'Gini of incentive over paid uids',
    source: `${record} 0.13 … 0.17; sixteen subnets of June 2026 up to 0.90`,
    published: '0.13 … 0.90',
    range: [0.13, 0.9],
  },
} satisfies Partial<Record<keyof SubnetTraits, Parameters<typeof check>[0]>>;

function subnet(seeds: number): PatternCheck[] {
  const traits = Array.from({ length: seeds }, (_, k) => watchSubnet(`pattern ${k + 1}`, 5));
  const of = (trait: keyof typeof subnetPatterns) =>
    check(
      subnetPatterns[trait],
      traits.map((one) => one[trait]),
    );
  return [
    of('registrationsPerDay'),
    of('medianAge'),
    of('firstPayEpochs'),
    of('disagreement'),
    of('rowChange'),
    of('paidGini'),
  ];
}

const crashDay = 4;

/** Doublings that the difficulty loses by a crash of 80 % on day 4: before it against the last two days of ten. */
function difficulty(seeds: number): PatternCheck[] {
  const falls = Array.from({ length: seeds }, (_, k) => {
    const plan: TrialPlan = {
      ruleset: 'nakamoto-2022',
      scenario: 'nakamoto-256',
      arithmetic: 'float64',
      set: {
        'market.on': true,
        'market.price': 'crash',
        'market.shockDay': crashDay,
        'market.shockSize': 0.8,
      },
      warmUpDays: 0,
      days: 10,
      seed: `pattern ${k + 1}`,
    };
    const level = runTrial(plan).days.map((day) => Math.log2(day.difficulty));
    const mean = (from: number, to: number) =>
      level.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
    return mean(8, 10) - mean(1, crashDay);
  });
  return [
    check(
      {
        pattern: 3,
        name: 'doublings of the difficulty after the price fell to a fifth',
        source:
          'the rule of late 2022 (doubling and halving): a slot is worth a fifth, so is the work for it',
        published: '−2.32',
        range: around(-Math.log2(5), 0.5),
      },
      falls,
    ),
  ];
}

function cabal(): PatternCheck[] {
  const shares = cabalShares(
    { honestStake: 0.51, cabalStake: 0.49, emissionRate: 0.1, rho: 10, kappa: 0.5 },
    100,
  );
  const source = 'the white paper, section 10';
  const [needed] = requiredUtilities({ seed: 1, majorStake: 0.6, figures: ['weights_stddev_40'] });
  return [
    check(
      {
        pattern: 6,
        name: 'a cabal of 49 % after five blocks',
        source,
        published: '0.472309',
        range: around(0.4723093486843246, 1e-12),
      },
      [shares[4]],
    ),
    check(
      {
        pattern: 6,
        name: 'the same after 100 blocks',
        source,
        published: '1.206e-4',
        range: around(1.206337e-4, 1e-9),
      },
      [shares[99]],
    ),
    check(
      {
        pattern: 6,
        name: 'utility that 60 % of stake needs to keep it, weights that deviate by 40 %',
        source: 'subtensor docs/consensus.md, retention lines',
        published: '0.733',
        range: around(0.733, 0.01),
      },
      [needed],
    ),
  ];
}
