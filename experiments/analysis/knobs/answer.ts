import { hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { grid } from '../../plan/design/grid.ts';
import { ownRows } from '../../plan/ownFiles.ts';
import type { Level, Row } from '../../plan/rows.ts';
import type { Asked, Factor, Study } from '../../plan/study.ts';
import { countsOf } from '../counts.ts';
import type { Answers, KnobAnswer, ScenarioAnswers } from './answers.ts';
import { interactionOf } from './interaction.ts';
import { movedBy } from './moved.ts';
import { samenessOf } from './sameness.ts';
import { type Knob, knobVerdict } from './verdict.ts';
import { Worlds } from './worlds.ts';

/**
 * From a study that asks about factors one by one, and the rows of its trials, to an answer for each. Pure: the same rows in any order
 * give the same answers. Throws a `RangeError` for a study that names no factor it asks about.
 */
export function answersOf(study: Study, rows: readonly Row[]): Answers {
  const { asks = [], factors } = study;
  const asked = factors.filter(({ name }) => asks.some((one) => one.name === name));
  if (asked.length === 0 || asked.length < asks.length)
    throw new RangeError(
      `${study.name} asks about ${asks.map(({ name }) => name).join(', ') || 'nothing'}: each must be one of its factors`,
    );
  const scenarios = grid(factors.filter(({ name }) => !asked.some((one) => one.name === name)));
  return {
    study,
    scenarios: scenarios.map((levels) => inScenario(study, asked, levels, rows)),
    trials: countsOf(study, rows),
  };
}

function inScenario(
  study: Study,
  asked: readonly Factor[],
  levels: Readonly<Record<string, Level>>,
  rows: readonly Row[],
): ScenarioAnswers {
  const worlds = new Worlds(asked, levels, rows);
  const knobs = asked.map((factor) => knobOf(factor, study.asks ?? []));
  const pairs = knobs.flatMap((one, k) => knobs.slice(k + 1).map((other) => [one, other] as const));
  return {
    label: Object.entries(levels)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    levels,
    seeds: worlds.seeds.length,
    knobs: knobs.map((knob, k) => answerOf(worlds, knob, asked[k], study)),
    interactions: pairs.flatMap(([one, other]) =>
      study.objectives.map((objective) => interactionOf(worlds, one, other, objective, study)),
    ),
  };
}

/** A factor with its levels in order, and the one that effects are measured from. */
function knobOf({ name, values }: Factor, asks: readonly Asked[]): Knob {
  const numbers = values.filter((value) => typeof value === 'number');
  const levels = numbers.length === values.length ? numbers.sort((one, other) => one - other) : values;
  const inForce = asks.find((one) => one.name === name)?.inForce ?? null;
  return { name, levels, reference: levels.find((level) => level === inForce) ?? levels[0] };
}

function answerOf(worlds: Worlds, knob: Knob, factor: Factor, study: Study): KnobAnswer {
  const { name, levels, reference } = knob;
  const rows = [...hyperparametersOf(study.ruleset), ...ownRows(study)];
  const inForce = study.asks?.find((one) => one.name === name)?.inForce ?? null;
  return {
    name,
    unit: rows.find((row) => row.name === name)?.unit ?? '',
    levels,
    inForce: inForce !== null && levels.includes(inForce) ? inForce : null,
    reference,
    sameness: samenessOf(worlds, factor),
    verdicts: study.objectives.map((objective) => knobVerdict(worlds, knob, objective, study)),
    moved: movedBy(worlds, knob, study),
  };
}
