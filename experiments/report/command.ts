import { labCommand } from '../base/runnable.ts';
import { ownWords } from '../plan/ownFiles.ts';
import type { Study } from '../plan/study.ts';

/**
 * The command that runs a study: by its name, by what an ad-hoc sweep varies, or, where words cannot say it (cells of a design, chain
 * arithmetic, a settled beginning), by the plan in its folder.
 */
export function commandOf(study: Study, knownStudies: readonly string[], folder: string): string {
  const lab = `${labCommand} sweep`;
  const replication = replicationOf(study);
  if (knownStudies.includes(study.name))
    return [lab, study.name, `--size ${study.size}`, ...ownWords(study), ...replication].join(' ');
  const isSayable =
    study.cells === undefined &&
    study.arithmetic === 'float64' &&
    study.firstSeed === undefined &&
    study.beginning === undefined;
  if (!isSayable) return `${lab} ${folder}/study.json`;
  const factors = study.factors.map((factor) => factorWords(study, factor));
  const set = Object.entries(study.set).map(([name, value]) => `--set ${name}=${value}`);
  const world = [`--scenario ${study.scenario}`, `--ruleset ${study.ruleset}`];
  const seeds = study.precision === undefined ? [`--seeds ${study.seeds}`] : [];
  const warmUp = study.warmUp === undefined ? [`--warm-up ${study.warmUpDays}`] : [];
  return [
    lab,
    ...factors,
    ...ownWords(study),
    ...set,
    ...judgingWords(study),
    ...world,
    ...seeds,
    `--days ${study.days}`,
    ...warmUp,
    ...replication,
  ].join(' ');
}

/** A factor that is a scenario is named so where others are asked about one by one. */
function factorWords({ asks }: Study, { name, values }: Study['factors'][number]): string {
  const isOver = asks !== undefined && name !== 'scenario' && !asks.some((one) => one.name === name);
  return `${isOver ? '--over ' : ''}${name}=${values.join(',')}`;
}

/** What decides and what must hold, in a sweep that states them on the command line. */
function judgingWords({ asks, objectives, guardrails = [], derived = [] }: Study): string[] {
  if (asks === undefined) return [];
  const sideOf = (name: string) => derived.find(({ expression }) => expression === name)?.better;
  return [
    ...objectives.map(({ metric, margin }) => {
      const side = sideOf(metric);
      return side === undefined
        ? `--decide ${metric}=${margin}`
        : `--objective '${side === 'higher' ? 'max' : 'min'} ${metric} ± ${margin}'`;
    }),
    ...guardrails.map(({ metric, atMost, atLeast, worseBy }) => {
      if (worseBy !== undefined) return `--guardrail '${metric} worse by ${worseBy}'`;
      return `--guardrail '${metric} ${atMost === undefined ? `>= ${atLeast}` : `<= ${atMost}`}'`;
    }),
  ];
}

/** What differs from a fixed number of plain seeds after days of warm-up. */
function replicationOf({ precision, seeds, antithetic, warmUp }: Study): string[] {
  const target =
    precision === undefined ? '' : precision.of === 'mean' ? `mean(${precision.metric})` : precision.metric;
  return [
    ...(precision === undefined
      ? []
      : [`--precision '${target}=${precision.halfWidth}' --max-seeds ${seeds}`]),
    ...(antithetic === true ? ['--antithetic'] : []),
    ...(warmUp === undefined ? [] : [`--warm-up ${warmUp.rule}`]),
  ];
}
