import { UserError, unknownName } from '../../base/userError.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Level, Row } from '../../plan/rows.ts';
import type { Asked, Study } from '../../plan/study.ts';
import { usualConfirmSeeds } from '../../plan/termsOf.ts';
import { decoded, encoded } from './switchLevel.ts';

/** A study as the ground of a proposal on one setting: its knob is the first factor, with numbers, and every other factor a scenario. */
export interface KnobView {
  readonly study: Study;
  readonly rows: readonly Row[];
  /** The same plan with switches as the chain has them, for trials that are still to run. */
  toRun(plan: Study): Study;
}

/** The settings that a proposal can be made on: all that the study asks about, or its first factor. */
export const knobNames = ({ asks, factors }: Study): readonly string[] =>
  asks?.map(({ name }) => name) ?? [factors[0].name];

/**
 * A study seen as that of one of the settings it asks about. The others are held at their values in force, because one is changed at a
 * time; a factor whose value in force was not run stays a scenario. Throws `UserError` for a name that is not asked about, names as
 * values, and a value in force that was not run.
 */
export function knobView(study: Study, rows: readonly Row[], name = knobNames(study)[0]): KnobView {
  if (!knobNames(study).includes(name)) throw unknownName('setting of this study', name, knobNames(study));
  if (study.asks === undefined) return { study, rows, toRun: (plan) => plan };
  const { asks, ...plan } = study;
  const own = asks.find((asked) => asked.name === name);
  const values = valuesOf(study, name);
  const inForce = own?.inForce ?? null;
  if (inForce === null || !values.includes(inForce)) throw notRun(study, name, values, inForce);
  checkPlain(name, values);
  const held = asks.filter((asked) => asked.name !== name && isHeld(study, asked));
  const factors = plan.factors.filter((factor) => factor.name !== name && !isIn(held, factor.name));
  const set = Object.fromEntries(
    held.flatMap((one) => (one.inForce === null ? [] : [[one.name, one.inForce]])),
  );
  const isSwitch = typeof inForce === 'boolean';
  return {
    study: {
      ...plan,
      set: { ...plan.set, ...set },
      factors: [{ name, values: values.map(encoded) }, ...factors],
      statusQuo: typeof inForce === 'number' ? [{ value: inForce, label: `${inForce}: in force` }] : [],
      proposal: termsIn(study, encoded(inForce)),
    },
    rows: encodedRows(
      rows.filter(({ arm, levels }) => arm === null && held.every((one) => levels[one.name] === one.inForce)),
      name,
    ),
    toRun: (fresh) => (isSwitch ? withSwitches(fresh) : fresh),
  };
}

/** Rows with the values of a setting as numbers. */
export const encodedRows = (rows: readonly Row[], name: string): Row[] =>
  rows.map((row) => ({ ...row, levels: { ...row.levels, [name]: encoded(row.levels[name]) } }));

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

const withSwitches = (plan: Study): Study => ({
  ...plan,
  factors: plan.factors.map(({ name, values }, k) => ({
    name,
    values: k === 0 ? values.map(decoded) : values,
  })),
});

function checkPlain(name: string, values: readonly Level[]): void {
  const word = values.find((value) => typeof value === 'string');
  if (word !== undefined)
    throw new UserError(
      `a proposal is made on numbers and switches; ${name} has the name ${word} (report tells what each of its values does)`,
    );
}

const notRun = ({ name: study }: Study, name: string, values: readonly Level[], inForce: Level | null) =>
  new UserError(
    `a proposal is judged against the value in force, and ${study} has run ${name}=${values.join(',')}, not ${inForce === null ? 'a value that is known to be in force' : inForce} (sweep it with ${name}=${[inForce ?? '<now>', ...values].join(',')})`,
  );
