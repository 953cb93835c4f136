import type { Answers, KnobAnswer, KnobVerdict, ScenarioAnswers } from '../../analysis/knobs/answers.ts';
import type { Level } from '../../plan/rows.ts';
import { number2 } from '../../statistics/format.ts';
import { fewestValues } from '../../statistics/indifference.ts';
import {
  type About,
  briefly,
  type Contrast,
  type Finding,
  findingSentence,
  weightOf,
} from '../answer/finding.ts';
import { fitting } from '../answer/fitting.ts';
import { nothingMeasured } from '../answer/nothingMeasured.ts';
import { settingWords, valueWords, worldsWords } from '../answer/phrases.ts';
import { strongest } from '../answer/strongest.ts';
import { isIdle } from './words.ts';

/** What one factor comes to in one scenario. */
interface Found {
  readonly knob: KnobAnswer;
  readonly scenario: ScenarioAnswers;
  readonly finding: Finding;
}

/** The answer of a study that asks about several factors, or about one without numbers: the factor that matters most, and what of the others. */
export function knobsAnswer({ study, scenarios, trials }: Answers): string {
  if (trials.complete === 0) return nothingMeasured(trials.failed.map(() => ({ status: 'failed' }))) ?? '';
  const found = scenarios.flatMap((scenario) =>
    scenario.knobs.map((knob): Found => ({ knob, scenario, finding: findingOf(knob) })),
  );
  const lead = found.reduce((best, one) => (weightOf(one.finding) > weightOf(best.finding) ? one : best));
  const worlds = worldsWords(lead.scenario.seeds, study);
  const names = [...new Set(found.map(({ knob }) => knob.name))];
  if (names.length > 1 && found.every(({ finding }) => finding.kind === 'nothing'))
    return `None of ${names.length} settings does anything here: all worlds that differ in one of them alone are the same to the last digit (${worlds}).`;
  const about: About = {
    ...study,
    subject: settingWords(lead.knob.name),
    metric: study.objectives[0].metric,
    when: '',
  };
  const told = findingSentence(lead.finding, about, worlds).replace(/\.$/, '');
  const here =
    lead.scenario.label === ''
      ? told
      : `At \`${lead.scenario.label}\`, ${told[0].toLowerCase()}${told.slice(1)}`;
  const others = found.filter((one) => one !== lead);
  if (others.length === 0) return `${here}.`;
  const rest = names.length === 1 ? scenariosWords(others) : settingsWords(others);
  return fitting(`${here}; ${rest}.`, `${here}.`, `${told}.`);
}

/** The same factor in other scenarios. */
function scenariosWords(others: readonly Found[]): string {
  if (others.length === 1) return `at \`${others[0].scenario.label}\` ${briefly(others[0].finding)}`;
  return counts(
    others.map(({ finding }) => briefly(finding)),
    (word, count) =>
      count === others.length ? `in the other ${count} scenarios ${word}` : `in ${count} ${word}`,
  );
}

const besideWords: Readonly<Record<Finding['kind'], string>> = {
  nothing: 'without any effect',
  alike: 'without effect that matters',
  worse: 'best as in force',
  better: 'with a better value',
  open: 'undecided',
  unsettled: 'not settled',
  uncompared: 'not compared',
};

/** Other factors, counted by what was found. */
const settingsWords = (others: readonly Found[]): string =>
  `other settings: ${counts(
    others.map(({ finding }) => besideWords[finding.kind]),
    (word, count) => `${count} ${word}`,
  )}`;

function counts(words: readonly string[], say: (word: string, count: number) => string): string {
  const kinds = [...new Set(words)];
  return kinds.map((kind) => say(kind, words.filter((word) => word === kind).length)).join(', ');
}

/** What a factor comes to by the first objective, averaged over the values of the others. */
function findingOf(knob: KnobAnswer): Finding {
  const [verdict] = knob.verdicts;
  const values = valuesWords(knob);
  const contrasts = contrastsOf(knob, verdict);
  if (isIdle(knob)) return { kind: 'nothing', isIdle: true, values };
  switch (verdict.outcome) {
    case 'nothing':
      return { kind: 'nothing', isIdle: false, values };
    case 'none':
      return {
        kind: 'uncompared',
        why: `at least ${fewestValues} worlds with values are needed to compare, so run more`,
      };
    case 'small':
      return { kind: 'alike', values, largest: strongest(contrasts) };
    default:
      return judgedOf(knob, verdict, contrasts);
  }
}

type AtLevel = Contrast & { readonly level: Level };

function judgedOf(
  knob: KnobAnswer,
  { best, byLevel, seedsNeeded }: KnobVerdict,
  contrasts: readonly AtLevel[],
): Finding {
  const stateOf = (level: Level | null) => byLevel.find((one) => one.level === level)?.state;
  const own = stateOf(knob.reference);
  const atBest = contrasts.find(({ level }) => level === best) ?? null;
  if (own === 'out' && atBest !== null) return { kind: 'better', best: atBest };
  const worst = strongest(contrasts.filter(({ level }) => stateOf(level) === 'out'));
  if (own === 'in' && worst !== null) {
    const good = byLevel.flatMap(({ level, state }) => (state === 'in' ? [level] : []));
    return { kind: 'worse', safe: good.length < 2 ? null : listWords(good, knob.unit), worst };
  }
  return { kind: 'open', largest: atBest ?? strongest(contrasts), needed: seedsNeeded };
}

const contrastsOf = ({ unit, reference }: KnobAnswer, { byLevel }: KnobVerdict): AtLevel[] =>
  byLevel.flatMap(({ level, effect }) =>
    effect === null
      ? []
      : [{ level, at: valueWords(level, unit), against: bare(reference, unit), estimate: effect }],
  );

/** A value without its unit, beside one that has it. */
const bare = (value: Level, unit: string): string =>
  typeof value === 'number' && unit !== 'RAO' ? number2(value) : valueWords(value, unit);

const valuesWords = ({ levels, unit }: KnobAnswer): string => listWords(levels, unit);

/** `from 512 to 7,200 blocks`, `` at `false` and `true` ``. */
function listWords(levels: readonly Level[], unit: string): string {
  const [first, last] = [levels[0], levels[levels.length - 1]];
  if (levels.every((level) => typeof level === 'number') && levels.length > 2)
    return `from ${bare(first, unit)} to ${valueWords(last, unit)}`;
  const texts = levels.map((level, k) =>
    k === levels.length - 1 ? valueWords(level, unit) : bare(level, unit),
  );
  return `at ${texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts[texts.length - 1]}`}`;
}
