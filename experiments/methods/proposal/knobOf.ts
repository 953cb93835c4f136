import { UserError, unknownName } from '../../base/userError.ts';
import type { Row } from '../../plan/rows.ts';
import type { Asked, Study } from '../../plan/study.ts';

/** A study with its rows, about one knob: its first factor; every other one is a scenario. */
export interface KnobStudy {
  readonly study: Study;
  readonly rows: readonly Row[];
}

/**
 * Of a study that asks about several factors, the part about one: the worlds in which all other factors that it asks about have their
 * value in force. Another study is as it is. Throws `UserError` for a knob that is not asked about or has no numbers, for several without
 * a name, and where the others were not swept at their values in force.
 */
export function knobOf(study: Study, rows: readonly Row[], name: string | undefined): KnobStudy {
  const { asks, ...plain } = study;
  if (asks === undefined) {
    if (name === undefined || name === study.factors[0].name) return { study, rows };
    throw unknownName('knob', name, [study.factors[0].name]);
  }
  const knob = chosen(study, asks, name);
  const others = asks.filter((one) => one.name !== knob.name);
  const held = Object.fromEntries(others.map((one) => [one.name, inForce(study, one)]));
  const value = inForce(study, knob);
  const factors = study.factors.filter((factor) => !others.some((one) => one.name === factor.name));
  return {
    study: {
      ...plain,
      set: { ...study.set, ...held },
      factors: factors.toSorted(
        (one, other) => Number(other.name === knob.name) - Number(one.name === knob.name),
      ),
      statusQuo: typeof value === 'number' ? [{ value, label: `${value}: in force` }] : [],
    },
    rows: rows.filter(({ levels }) =>
      Object.entries(held).every(([other, level]) => levels[other] === level),
    ),
  };
}

function chosen(study: Study, asks: readonly Asked[], name: string | undefined): Asked {
  const names = asks.map((one) => one.name);
  if (name === undefined && asks.length > 1)
    throw new UserError(
      `${study.name} asks about ${names.join(', ')}: name the one to propose, such as --knob ${names[0]}`,
    );
  const knob = name === undefined ? asks[0] : asks.find((one) => one.name === name);
  if (knob === undefined) throw unknownName('knob', name ?? '', names);
  const { values = [] } = study.factors.find((factor) => factor.name === knob.name) ?? {};
  if (values.some((value) => typeof value !== 'number'))
    throw new UserError(
      `${knob.name} has no numbers (${values.join(', ')}), and a proposal is about a number: read its answer in report.html`,
    );
  return knob;
}

function inForce(
  { factors, name: study }: Study,
  { name, inForce: value }: Asked,
): number | string | boolean {
  const { values = [] } = factors.find((factor) => factor.name === name) ?? {};
  if (value !== null && values.includes(value)) return value;
  throw new UserError(
    `${study} did not sweep ${name} at its value in force, ${value ?? 'none'}: a proposal needs it among ${values.join(', ')}`,
  );
}
