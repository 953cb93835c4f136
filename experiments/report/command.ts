import { labCommand } from '../base/runnable.ts';
import { without } from '../input/factorWords.ts';
import { ownWords } from '../plan/ownFiles.ts';
import { scenarioWord } from '../plan/scenarioMark.ts';
import type { Study } from '../plan/study.ts';
import { scenarioOfPlan } from '../plan/trial.ts';
import { usualObjective } from '../plan/usualObjective.ts';

/**
 * The command that runs a study: by its name, by what an ad-hoc sweep varies, or, where words cannot say it (cells of a design, chain
 * arithmetic, a settled beginning), by the plan in its folder.
 */
export function commandOf(study: Study, knownStudies: readonly string[], folder: string): string {
  const lab = `${labCommand} sweep`;
  const replication = replicationOf(study);
  if (knownStudies.includes(study.name))
    return [
      lab,
      study.name,
      `--size ${study.size}`,
      ...ownWords(study),
      ...replication,
      ...freshWords(study),
    ].join(' ');
  const isSayable =
    study.cells === undefined && study.arithmetic === 'float64' && study.beginning === undefined;
  if (!isSayable) return `${lab} ${folder}/study.json`;
  const factors = study.factors.map((factor) => factorWords(study, factor));
  const set = Object.entries(study.set).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`);
  const world = [`--scenario ${quoted(scenarioWord(study))}`, `--ruleset ${study.ruleset}`];
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
    ...freshWords(study),
  ].join(' ');
}

/** A factor that is a scenario is named so where others are asked about one by one. */
function factorWords({ asks }: Study, { name, values }: Study['factors'][number]): string {
  const isOver = asks !== undefined && name !== 'scenario' && !asks.some((one) => one.name === name);
  return `${isOver ? '--over ' : ''}${quoted(`${name}=${values.join(',')}`)}`;
}

const freshWords = ({ firstSeed }: Study): string[] =>
  firstSeed === undefined ? [] : [`--first-seed ${firstSeed}`];

/** A word of a shell, in quotes where it needs them. */
const quoted = (text: string): string => (/^[\w.=,:/+-]+$/.test(text) ? text : `'${text}'`);

/** What decides and what must hold, in a sweep that states them on the command line. */
function judgingWords(study: Study): string[] {
  const { objectives, guardrails = [], derived = [] } = study;
  const sideOf = (name: string) => derived.find(({ expression }) => expression === name)?.better;
  return [
    ...(isUsual(study) ? [] : objectives).map(({ metric, margin }) => {
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

/** Whether a single factor with numbers is judged by what its world suggests, which needs no word. */
function isUsual({ asks, objectives, set, scenario, factors, network }: Study): boolean {
  if (asks !== undefined || objectives.length !== 1) return false;
  const settings = {
    ...scenarioOfPlan({ scenario, ...(network !== undefined && { network }) }).settings,
    ...set,
  };
  const usual = usualObjective(
    without(
      settings,
      factors.map(({ name }) => name),
    ),
  );
  return usual.metric === objectives[0].metric && usual.margin === objectives[0].margin;
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
