import type { Hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import { UserError, unknownName } from '../../base/userError.ts';
import { factorRow } from '../../input/factorRow.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Level, Row } from '../../plan/rows.ts';
import type { Asked, Study } from '../../plan/study.ts';
import { usualConfirmSeeds } from '../../plan/termsOf.ts';
import { codedRow, codeOf, hasBetween, levelOf } from './levelCode.ts';

/** A study as the ground of a judgement of one setting: its knob is the first factor, with numbers, and every other factor a scenario. */
export interface KnobView {
  readonly study: Study;
  readonly rows: readonly Row[];
  /** The knob, as its values are counted. */
  readonly row: Hyperparameter;
  /** The same plan with switches and names as the chain has them, for trials that are still to run. */
  toRun(plan: Study): Study;
}

/** The settings that a proposal can be made on: all that the study asks about, or its first factor. */
export const knobNames = ({ asks, factors }: Study): readonly string[] =>
  asks?.map(({ name }) => name) ?? [factors[0].name];

/**
 * A study seen as that of one of the settings it asks about. The others are held at their values in force, because one is changed at a
 * time; a factor whose value in force was not run stays a scenario. Throws `UserError` for a name that is not asked about, and a value in
 * force that was not run.
 */
export function knobView(study: Study, rows: readonly Row[], name = knobNames(study)[0]): KnobView {
  if (!knobNames(study).includes(name)) throw unknownName('setting of this study', name, knobNames(study));
  if (study.asks === undefined) return plainView(study, rows);
  const values = valuesOf(study, name);
  const inForce = inForceOf(study, name);
  if (inForce === null || !values.includes(inForce)) throw notRun(study, name, values, inForce);
  return viewFrom(study, rows, name, inForce);
}

/** The value in force of a setting that a study asks about, run or not; null where none is known. */
export const inForceOf = ({ asks = [] }: Study, name: string): Level | null =>
  asks.find((asked) => asked.name === name)?.inForce ?? null;

/** A study whose first factor has numbers, as it is. */
export function plainView(study: Study, rows: readonly Row[]): KnobView {
  const [{ name, values }] = study.factors;
  return {
    study,
    rows,
    row: codedRow(factorRow(study.ruleset, name, study), values),
    toRun: (plan) => plan,
  };
}

/** The same with effects measured from a value that was run. */
export function viewFrom(study: Study, rows: readonly Row[], name: string, from: Level): KnobView {
  const { asks = [], ...plan } = study;
  const values = valuesOf(study, name);
  const row = codedRow(factorRow(study.ruleset, name, study), values);
  const held = asks.filter((asked) => asked.name !== name && isHeld(study, asked));
  const factors = plan.factors.filter((factor) => factor.name !== name && !isIn(held, factor.name));
  const set = Object.fromEntries(
    held.flatMap((one) => (one.inForce === null ? [] : [[one.name, one.inForce]])),
  );
  return {
    study: {
      ...plan,
      set: { ...plan.set, ...set },
      factors: [{ name, values: values.map((value) => codeOf(value, row)) }, ...factors],
      statusQuo: typeof from === 'number' ? [{ value: from, label: `${from}: in force` }] : [],
      proposal: termsIn(study, codeOf(from, row)),
    },
    rows: encodedRows(
      rows.filter(({ arm, levels }) => arm === null && held.every((one) => levels[one.name] === one.inForce)),
      row,
    ),
    row,
    toRun: (fresh) => (hasBetween(row) ? fresh : decoded(fresh, row)),
  };
}

/** Rows with the values of a setting as numbers. */
export const encodedRows = (rows: readonly Row[], row: Hyperparameter): Row[] =>
  rows.map((one) => ({
    ...one,
    levels: { ...one.levels, [row.name]: codeOf(one.levels[row.name], row) },
  }));

const valuesOf = ({ factors }: Study, name: string): readonly Level[] =>
  factors.find((factor) => factor.name === name)?.values ?? [];
const isHeld = (study: Study, { name, inForce }: Asked): boolean =>
  inForce !== null && valuesOf(study, name).includes(inForce);
const isIn = (asked: readonly Asked[], name: string): boolean => asked.some((one) => one.name === name);

/** The plan's own terms, or those a plan without them implies, with the value in force of the knob. */
const termsIn = ({ proposal, seeds }: Study, statusQuo: number): ProposalTerms => ({
  ...(proposal ?? { guardrails: [], confirmSeeds: usualConfirmSeeds(seeds) }),
  statusQuo,
});

/** A plan whose first factor has its values in place of the numbers they are counted by. */
const decoded = (plan: Study, row: Hyperparameter): Study => ({
  ...plan,
  factors: plan.factors.map(({ name, values }, k) => ({
    name,
    values: k === 0 ? values.map((value) => levelOf(Number(value), row)) : values,
  })),
});

const notRun = ({ name: study }: Study, name: string, values: readonly Level[], inForce: Level | null) =>
  new UserError(
    `a proposal is judged against the value in force, and ${study} has run ${name}=${values.join(',')}, not ${inForce === null ? 'a value that is known to be in force' : inForce} (sweep it with ${name}=${[inForce ?? '<now>', ...values].join(',')})`,
  );
