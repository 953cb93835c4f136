import { cabalShares } from '../../../sim/games/cabalDecay.ts';
import { simulatedRamp } from '../../figures/newcomerRamp.ts';
import { run as requiredUtilities } from '../../figures/retention/requiredTask.ts';
import { runTrial, type TrialPlan } from '../../plan/trial.ts';
import type { CodeCheck } from '../../report/patternCheck.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';

type Spec = Omit<CodeCheck, 'passes' | 'ours'>;

function check(spec: Spec, values: readonly (number | null)[]): CodeCheck {
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

/** Identities and figures of rules that the code must show; `seeds` worlds where one is sampled. */
export const codeChecks = (seeds: number): CodeCheck[] => [...ramp(), ...difficulty(seeds), ...cabal()];

function ramp(): CodeCheck[] {
  const points = [
    [3072, 0.05, 0.468],
    [3072, 0.1, 0.726],
    [4096, 0.1, 0.822],
    [7200, 0.1, 0.952],
  ] as const;
  return points.map(([immunity, alpha, share]) =>
    check(
      {
        name: `share of its score a newcomer shows after ${immunity} blocks, α ${alpha}`,
        source: 'bittensor v3.4.2, its commit message and moving average, 250 blocks a sweep',
        published: String(share),
        range: around(share, 0.005),
      },
      [simulatedRamp({ immunity, sweepBlocks: 250, alpha }, 500)],
    ),
  );
}

const crashDay = 4;

/** Doublings that the difficulty loses by a crash of 80 % on day 4: before it against the last two days of ten. */
function difficulty(seeds: number): CodeCheck[] {
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

function cabal(): CodeCheck[] {
  const shares = cabalShares(
    { honestStake: 0.51, cabalStake: 0.49, emissionRate: 0.1, rho: 10, kappa: 0.5 },
    100,
  );
  const source = 'the white paper, section 10';
  const [needed] = requiredUtilities({ seed: 1, majorStake: 0.6, figures: ['weights_stddev_40'] });
  return [
    check(
      {
        name: 'a cabal of 49 % after five blocks',
        source,
        published: '0.472309',
        range: around(0.4723093486843246, 1e-12),
      },
      [shares[4]],
    ),
    check(
      {
        name: 'the same after 100 blocks',
        source,
        published: '1.206e-4',
        range: around(1.206337e-4, 1e-9),
      },
      [shares[99]],
    ),
    check(
      {
        name: 'utility that 60 % of stake needs to keep it, weights that deviate by 40 %',
        source: 'subtensor docs/consensus.md, retention lines',
        published: '0.733',
        range: around(0.733, 0.01),
      },
      [needed],
    ),
  ];
}
