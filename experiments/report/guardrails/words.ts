import type { JudgedGuardrail, KnobGuardrails } from '../../analysis/requirements/guardrails.ts';
import type { Standing } from '../../analysis/requirements/standing.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import type { Guardrail } from '../../plan/proposalTerms.ts';
import type { Level } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import { number2 } from '../../statistics/format.ts';
import { boundsText } from '../boundsText.ts';
import type { Table } from '../document.ts';

const unitOf = (name: string, plan: Study): string => metricNamed(name, plan)?.unit ?? '';

const states: Readonly<Record<Standing, string>> = {
  kept: 'kept for certain',
  broken: 'broken for certain',
  open: 'not settled',
};

export const guardrailsHeading = 'Whether the guardrails are kept';

/** A sentence for each guardrail in each scenario: where it is kept, broken, or not settled, each with its interval. */
export function guardrailSentences(study: Study, knobs: readonly KnobGuardrails[]): string[] {
  return knobs.flatMap(({ name, judged, notJudged }) => [
    ...grouped(judged).map((own) => sentenceOf(study, name, own)),
    ...notJudged.map(
      ({ guardrail, because }) =>
        `**Guardrail ${statedWords(guardrail)}, \`${name}\`: not judged.** ${because}.`,
    ),
  ]);
}

/** Those of one guardrail in one scenario together, in order. */
function grouped(judged: readonly JudgedGuardrail[]): JudgedGuardrail[][] {
  const groups = new Map<string, JudgedGuardrail[]>();
  for (const one of judged) {
    const { metric, rule, scenario } = one.comparison;
    const key = JSON.stringify([metric, rule, scenario]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function sentenceOf(study: Study, name: string, judged: readonly JudgedGuardrail[]): string {
  const [{ comparison }] = judged;
  const { metric, scenario, rule } = comparison;
  const where = scenario === '' ? '' : `At \`${scenario}\`: `;
  const unit = unitOf(metric, study);
  const told = (['broken', 'open', 'kept'] as const).flatMap((standing) => {
    const own = judged.filter((one) => one.standing === standing);
    const values = own.map(
      (one) =>
        `${levelWords(one)} (${boundsText(one.comparison)}${unit === '' || one.comparison.effect === null ? '' : ` ${unit}`})`,
    );
    return values.length === 0 ? [] : [`${states[standing]} at ${values.join(', ')}`];
  });
  return `${where}**Guardrail \`${metric}\` ${limitWords(rule)}, \`${name}\`:** ${told.join('; ')}.`;
}

/** `at most 5`, `worse by at most 3`: a rule without the measure’s name. */
const limitWords = (rule: string): string => /(?:worse by )?at (?:most|least) \S+$/.exec(rule)?.[0] ?? rule;

const statedWords = ({ metric, worseBy, atMost, atLeast }: Guardrail): string =>
  worseBy !== undefined
    ? `\`${metric}\` worse by at most ${worseBy}`
    : `\`${metric}\` ${atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`}`;

const shown = (level: Level): string => (typeof level === 'number' ? number2(level) : String(level));
const levelWords = ({ level, isInForce }: Pick<JudgedGuardrail, 'level' | 'isInForce'>): string =>
  isInForce ? `‹${shown(level)}›` : shown(level);

/** Every guardrail at every value; null where none was judged. */
export function guardrailsTable(study: Study, knobs: readonly KnobGuardrails[]): Table | null {
  const rows = knobs.flatMap(({ name, judged }) =>
    judged.map((one) => {
      const { metric, scenario, rule } = one.comparison;
      return [
        `\`${name}\``,
        levelWords(one),
        scenario === '' ? 'the one scenario' : scenario,
        `\`${metric}\` ${limitWords(rule)}`,
        boundsText(one.comparison),
        unitOf(metric, study),
        states[one.standing],
      ];
    }),
  );
  if (rows.length === 0) return null;
  return {
    kind: 'table',
    caption: `Guardrails, judged as a proposal judges them, on the same ${study.seeds} seeds; every other factor that is asked about at its value in force. ‹ › in force. In brackets what is ruled out, one-sided: the worse end, 99.5 %, holds for all values of a factor together, and within the limit the guardrail is kept; the better end, 97.5 %, holds for all that a value must keep, and beyond the limit it is broken.`,
    columns: [
      { title: 'factor' },
      { title: 'value', align: 'right' },
      { title: 'scenario' },
      { title: 'guardrail', shrinks: true },
      { title: 'measured', align: 'right' },
      { title: 'unit' },
      { title: 'is' },
    ],
    rows,
  };
}

/** The same for machines. */
export const guardrailsData = (knobs: readonly KnobGuardrails[]): object[] =>
  knobs.map(({ name, inForce, judged, notJudged }) => ({
    factor: name,
    inForce,
    judged: judged.map(({ level, isInForce, standing, comparison }) => {
      const { metric, scenario, rule, limit, sign, effect } = comparison;
      return {
        value: level,
        isInForce,
        scenario,
        metric,
        rule,
        limit: sign * limit,
        measured: effect,
        is: standing === 'open' ? 'not settled' : standing,
      };
    }),
    notJudged,
  }));
