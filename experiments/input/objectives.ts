import { readExpression } from '../base/expression.ts';
import { UserError } from '../base/userError.ts';
import { checkMayDecide, type Objective } from '../plan/decision.ts';
import { metric, metricNames } from '../plan/measures.ts';
import type { DerivedMeasure, OwnMark } from '../plan/ownFiles.ts';
import { checkMetric } from '../plan/precisionPlan.ts';
import type { Guardrail } from '../plan/proposalTerms.ts';
import { usualMargin } from '../plan/usualMargins.ts';
import { guardrailWords, objectiveWords } from './measureWords.ts';

/** What decides: an expression over metrics; a metric's name is the simplest. */
export interface FileObjective {
  readonly name: string;
  readonly expression: string;
  /** null: it is no expression but this metric. */
  readonly metric: string | null;
  readonly margin: number | null;
  readonly better: 'lower' | 'higher';
  /** null: nobody has said. */
  readonly because: string | null;
}

export interface FileGuardrail {
  readonly expression: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
}

type Written<Field> = Field | undefined;

/** An objective as a record of a study file; the text form is read into one. */
export interface WrittenObjective {
  readonly metric?: Written<string>;
  readonly expression?: Written<string>;
  readonly name?: Written<string>;
  readonly margin?: Written<number>;
  readonly better?: Written<'lower' | 'higher'>;
  readonly because?: Written<string>;
}

/** A guardrail as a record of a study file. */
export interface WrittenGuardrail {
  readonly metric?: Written<string>;
  readonly expression?: Written<string>;
  readonly atMost?: Written<number>;
  readonly atLeast?: Written<number>;
  readonly worseBy?: Written<number>;
  readonly because?: Written<string>;
}

type Measured = Pick<WrittenObjective, 'metric' | 'expression'>;

async function measured({ metric: name, expression }: Measured, own: OwnMark): Promise<string> {
  if (name !== undefined && expression === undefined) {
    checkMetric(name, own);
    return name;
  }
  if (expression === undefined || name !== undefined)
    throw new UserError('write either metric or expression');
  if (/^\w+$/.test(expression)) checkMetric(expression, own);
  else await readExpression(expression, metricNames(own));
  return expression;
}

/** An objective, written as a text or as a record, checked. Throws `UserError` with the nearest known names. */
export async function readObjective(
  given: WrittenObjective | string,
  plan: OwnMark = {},
): Promise<FileObjective> {
  const written: WrittenObjective = typeof given === 'string' ? objectiveWords(given) : given;
  const expression = await measured(written, plan);
  const own = metric(expression, plan);
  checkMayDecide(expression, plan);
  const better = written.better ?? (own?.better === 'higher' ? 'higher' : 'lower');
  if (own !== undefined && own.better !== 'none' && own.better !== better)
    throw new UserError(`${own.name} is better ${own.better}; received better: ${better}`);
  return {
    name: written.name ?? expression,
    expression,
    metric: own === undefined ? null : own.name,
    margin: written.margin ?? null,
    better,
    because: written.because ?? null,
  };
}

/** A guardrail with a limit of its own, written as a text or as a record, checked. Throws `UserError`. */
export async function readGuardrail(
  given: WrittenGuardrail | string,
  own: OwnMark = {},
): Promise<FileGuardrail> {
  const written: WrittenGuardrail = typeof given === 'string' ? guardrailWords(given) : given;
  const { atMost = null, atLeast = null, worseBy } = written;
  if (worseBy !== undefined)
    throw new UserError(
      `tune keeps limits, and ${written.expression ?? written.metric} worse by ${worseBy} is a difference: write <= or >= (sweep and propose take it)`,
    );
  if (atMost === null && atLeast === null) throw new UserError('a guardrail needs atMost or atLeast');
  if (atMost !== null && atLeast !== null && atLeast > atMost)
    throw new UserError(`no value is at least ${atLeast} and at most ${atMost}`);
  return { expression: await measured(written, own), atMost, atLeast };
}

/** What a plan decides by and must keep, with the expressions among them. */
export interface Judging {
  readonly objectives: readonly Objective[];
  readonly guardrails: readonly Guardrail[];
  readonly derived: readonly DerivedMeasure[];
}

/**
 * Objectives and guardrails of a sweep, whose expressions become measures of the plan. Throws `UserError` for a measure without a
 * direction, and for one without a margin where none is usual.
 */
export async function readJudging(
  objectives: readonly (WrittenObjective | string)[],
  guardrails: readonly (WrittenGuardrail | string)[],
  own: OwnMark = {},
): Promise<Judging> {
  const read = await Promise.all(objectives.map((one) => judgedObjective(one, own)));
  const rails = await Promise.all(guardrails.map((one) => readRail(one, own)));
  const twice = read.find((one, k) => read.findIndex(({ expression }) => expression === one.expression) < k);
  if (twice !== undefined)
    throw new UserError(`the objective ${twice.expression} is given twice; give it once, with one margin`);
  return {
    objectives: read.map((one) => decided(one, own)),
    guardrails: rails,
    derived: derivedOf(read, rails, own),
  };
}

/** The expressions that are no measures: those of objectives with their side, those of guardrails with none that matters. */
export function derivedOf(
  objectives: readonly Pick<FileObjective, 'expression' | 'better'>[],
  rails: readonly Guardrail[],
  own: OwnMark,
): DerivedMeasure[] {
  const asked = [
    ...objectives.map(({ expression, better }) => ({ expression, better })),
    ...rails.map((rail) => ({ expression: rail.metric, better: 'lower' as const })),
  ];
  return asked.filter(
    ({ expression }, k) =>
      metric(expression, own) === undefined &&
      asked.findIndex((other) => other.expression === expression) === k,
  );
}

/** A measure without a better side may decide where the person who asks gives it one: in brackets it is an expression. */
async function judgedObjective(given: WrittenObjective | string, own: OwnMark): Promise<FileObjective> {
  const written: WrittenObjective = typeof given === 'string' ? objectiveWords(given) : given;
  const read = await readObjective(written, own);
  if (metric(read.expression, own)?.better !== 'none') return read;
  if (written.better !== undefined) return { ...read, expression: `(${read.expression})`, metric: null };
  throw new UserError(
    `${read.expression} has no better side, so somebody must say which: --objective "min ${read.expression} ± margin", or max`,
  );
}

/** An objective of a sweep: with its margin, or the usual one. Throws `UserError` where none is usual. */
export function decided({ expression, margin, because }: FileObjective, own: OwnMark): Objective {
  const known = metric(expression, own);
  const agreed = margin ?? usualMargin(expression, own);
  if (agreed !== null) return { metric: expression, margin: agreed, ...(because !== null && { because }) };
  const unit = known === undefined || known.unit === '' ? '' : ` (${known.unit})`;
  throw new UserError(
    `the objective ${expression} needs a margin above 0, the difference that does not matter${unit}: write "${expression} ± margin"`,
  );
}

/** A guardrail of a sweep or a proposal, written as a text or as a record, checked. Throws `UserError`. */
export async function readRail(given: WrittenGuardrail | string, own: OwnMark): Promise<Guardrail> {
  const written: WrittenGuardrail = typeof given === 'string' ? guardrailWords(given) : given;
  const { atMost, atLeast, worseBy, because } = written;
  const name = await measured(written, own);
  if (worseBy !== undefined && !(worseBy >= 0))
    throw new UserError(`the guardrail ${name} must allow 0 or more; received worse by ${worseBy}`);
  if (worseBy !== undefined && metric(name, own)?.better === 'none')
    throw new UserError(
      `the guardrail ${name} worse by ${worseBy}: ${name} has no better side, so that nothing is worse (write a limit, "${name} <= limit" or "${name} >= limit")`,
    );
  return {
    metric: name,
    ...(worseBy !== undefined && { worseBy }),
    ...(atMost !== undefined && { atMost }),
    ...(atLeast !== undefined && { atLeast }),
    ...(because !== undefined && { because }),
  };
}
