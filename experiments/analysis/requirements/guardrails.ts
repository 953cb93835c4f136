import type { Guardrail, ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Level, Row } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import { impliedGuardrails, statedGuardrails } from '../../plan/termsOf.ts';
import { type Comparison, judge } from './comparison.ts';
import { inForceOf, type KnobView, knobNames, plainView, viewFrom } from './knobView.ts';
import { codeOf, levelOf } from './levelCode.ts';
import { type Standing, standingOf } from './standing.ts';
import { seedsOf, tableOf } from './table.ts';

/** Whether one value of a setting keeps one guardrail in one scenario. */
export interface JudgedGuardrail {
  readonly level: Level;
  readonly isInForce: boolean;
  /** The guardrail, its scenario, and what was measured: the same as a proposal would rest on. */
  readonly comparison: Comparison;
  readonly standing: Standing;
}

/** The guardrails of a study at every value of one of its settings. */
export interface KnobGuardrails {
  readonly name: string;
  /** The value that differences are measured from; null where it was not run. */
  readonly inForce: Level | null;
  readonly judged: readonly JudgedGuardrail[];
  readonly notJudged: readonly { readonly guardrail: Guardrail; readonly because: string }[];
}

/**
 * Judges the guardrails that a study states, by the rule of a proposal: for every setting it asks about, at every value, in every scenario,
 * with the other settings at their values in force. None for a study without guardrails, or whose cells are not the same on all seeds.
 */
export function guardrailsOf(study: Study, rows: readonly Row[]): KnobGuardrails[] {
  const { objectives, precision, cells } = study;
  if (statedGuardrails(study).length === 0 || objectives.length === 0) return [];
  if (precision !== undefined || cells !== undefined) return [];
  return knobNames(study).map((name) => guardrailsAt(study, rows, name));
}

function guardrailsAt(study: Study, rows: readonly Row[], name: string): KnobGuardrails {
  const stated = statedGuardrails(study);
  const { values } = study.factors.find((factor) => factor.name === name)!;
  if (study.beginning !== undefined) {
    const because =
      'the world settles before it changes, and guardrails are judged in worlds that have their value from the founding';
    return {
      name,
      inForce: null,
      judged: [],
      notJudged: stated.map((guardrail) => ({ guardrail, because })),
    };
  }
  const known = valueInForce(study, name);
  const inForce = known !== null && values.includes(known) ? known : null;
  const view =
    study.asks === undefined ? plainView(study, rows) : viewFrom(study, rows, name, inForce ?? values[0]);
  const isAbsolute = ({ worseBy }: Guardrail) => worseBy === undefined;
  const because = `${name}=${known ?? '<the value in force>'} was not run, and a difference is measured from the value in force (sweep it with ${name}=${[known ?? '<now>', ...values].join(',')})`;
  return {
    name,
    inForce,
    judged:
      inForce === null
        ? levelsFrom(view, null, stated.filter(isAbsolute))
        : levelsFrom(view, inForce, stated),
    notJudged:
      inForce === null
        ? stated.filter((one) => !isAbsolute(one)).map((guardrail) => ({ guardrail, because }))
        : [],
  };
}

function valueInForce(study: Study, name: string): Level | null {
  if (study.asks !== undefined) return inForceOf(study, name);
  const { proposal, statusQuo, factors } = study;
  const run = statusQuo.find(({ value }) => factors[0].values.includes(value)) ?? statusQuo[0];
  return proposal?.statusQuo ?? run?.value ?? null;
}

/** Every value against the one in force; that one itself is held against limits of its own alone. */
function levelsFrom(
  view: KnobView,
  inForce: Level | null,
  guardrails: readonly Guardrail[],
): JudgedGuardrail[] {
  const { study, row } = view;
  const codes = study.factors[0].values.map(Number);
  const statusQuo = inForce === null ? codes[0] : codeOf(inForce, row);
  const others = codes.filter((code) => inForce === null || code !== statusQuo);
  const limits = guardrails.filter(({ worseBy }) => worseBy === undefined);
  return [
    ...(inForce === null ? [] : judgedAt(view, { statusQuo, guardrails: limits }, [statusQuo])),
    ...judgedAt(view, { statusQuo, guardrails }, others),
  ].map(({ code, comparison }) => ({
    level: levelOf(code, row),
    isInForce: inForce !== null && code === statusQuo,
    comparison,
    standing: standingOf(comparison),
  }));
}

function judgedAt(
  { study, rows }: KnobView,
  { statusQuo, guardrails }: Pick<ProposalTerms, 'statusQuo' | 'guardrails'>,
  candidates: readonly number[],
): { readonly code: number; readonly comparison: Comparison }[] {
  if (guardrails.length === 0 || candidates.length === 0) return [];
  // A proposal asks for these too: with them its bounds are the same to the digit.
  const implied = impliedGuardrails(study);
  const all = [...implied, ...guardrails];
  const terms = { ...study.proposal, statusQuo, guardrails: all, confirmSeeds: 0 };
  const table = tableOf(study, rows, seedsOf(study));
  return judge(study, terms, table, candidates).flatMap(({ level, comparisons }) =>
    comparisons
      .filter(({ role }) => role === 'guardrail')
      .filter((_, k) => k % all.length >= implied.length)
      .map((comparison) => ({ code: level, comparison })),
  );
}
