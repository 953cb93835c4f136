import type { ModelMeasure } from '../../../agents/models/model.ts';
import {
  type Compared,
  differenceOf,
  meanOfCondition,
  survivalOf,
  type Verdict,
} from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { modelNamed } from '../../plan/modelTrial.ts';
import { differenceText, estimateText, none, number2 } from '../../statistics/format.ts';
import type { Table } from '../document.ts';
import { measureOf, verdictWords } from './words.ts';

const right = 'right' as const;
const nameOf = ({ title, unit }: ModelMeasure): string => (unit === '' ? title : `${title}, ${unit}`);

/** Each condition with its mean, its difference from the first and the verdict, in the measure that decides. */
export function summaryTable(rows: readonly ModelRow[], study: ModelStudy, main: Compared): Table {
  const measure = measureOf(study, study.decides);
  const [first] = study.conditions;
  return {
    kind: 'table',
    caption: `${nameOf(measure)}: mean and 95 % interval over ${study.seeds} seeds; beside ${first.words}: the difference seed by seed, whose intervals hold together at 95 %.`,
    columns: [
      { title: 'condition', shrinks: true },
      { title: 'mean', align: right },
      { title: `beside ${first.name}`, align: right },
      { title: 'verdict' },
    ],
    rows: study.conditions.map(({ name, words }) => {
      const comparison = main.comparisons.find(({ condition }) => condition.name === name);
      return [
        words,
        estimateText(meanOfCondition(rows, study, name, study.decides), study.seeds),
        comparison === undefined ? none : differenceText(comparison.difference, study.seeds),
        comparison === undefined ? none : verdictWords(comparison.verdict, measure.better),
      ];
    }),
  };
}

/** Every measure by condition, with how far it lies from the first. */
export function measuresTable(rows: readonly ModelRow[], study: ModelStudy): Table {
  const { measures } = modelNamed(study.model);
  return {
    kind: 'table',
    caption: `Every measure by condition: mean and 95 % interval over ${study.seeds} seeds. A dash: no seed has a value.`,
    columns: [
      { title: 'measure', shrinks: true },
      ...study.conditions.map(({ name }) => ({ title: name, align: right })),
    ],
    rows: measures.map((measure) => [
      nameOf(measure),
      ...study.conditions.map(({ name }) =>
        estimateText(meanOfCondition(rows, study, name, measure.name), study.seeds),
      ),
    ]),
  };
}

/** The same as differences from the first condition, seed by seed. */
export function differencesTable(rows: readonly ModelRow[], study: ModelStudy): Table {
  const { measures } = modelNamed(study.model);
  const [first, ...others] = study.conditions;
  return {
    kind: 'table',
    caption: `Every measure less that of ${first.words}, seed by seed; the intervals of a row hold together at 95 %, those of different rows do not.`,
    columns: [
      { title: 'measure', shrinks: true },
      ...others.map(({ name }) => ({ title: name, align: right })),
    ],
    rows: measures.map((measure) => [
      nameOf(measure),
      ...others.map(({ name }) => differenceText(differenceOf(rows, study, name, measure.name), study.seeds)),
    ]),
  };
}

/** Each attack: the differences under it, and whether each verdict stays. */
export function attacksTable(study: ModelStudy, main: Compared, attacked: readonly Compared[]): Table {
  const { unit } = measureOf(study, study.decides);
  return {
    kind: 'table',
    caption: `${measureOf(study, study.decides).title} beside ${study.conditions[0].words}${unit === '' ? '' : `, ${unit}`}, under each changed assumption (${study.attackSeeds} seeds; as planned ${study.seeds}). A verdict stays, becomes another, is decided only here, or is not decided with so few seeds.`,
    columns: [
      { title: 'changed', shrinks: true },
      { title: 'condition' },
      { title: 'as planned', align: right },
      { title: 'changed', align: right },
      { title: 'verdict' },
    ],
    rows: attacked.flatMap(({ attack, comparisons }) =>
      comparisons.map(({ condition, difference, verdict }, k) => [
        attack?.words ?? '',
        condition.name,
        differenceText(main.comparisons[k].difference, study.seeds),
        differenceText(difference, study.attackSeeds),
        survivalText(main.comparisons[k].verdict, verdict),
      ]),
    ),
  };
}

function survivalText(before: Verdict, after: Verdict): string {
  const texts = {
    stays: `stays: ${after}`,
    another: `**another**: ${after}, not ${before}`,
    decided: `decided here: ${after}`,
    'not decided': 'not decided',
  };
  return texts[survivalOf(before, after)];
}

/** What every run has in common: the settings with their values, those of the study marked. */
export function settingsTable(study: ModelStudy): Table {
  const { settings } = modelNamed(study.model);
  const own = settings.flatMap(({ name }, k) => (name in study.base ? [k] : []));
  return {
    kind: 'table',
    caption: `Settings of \`${study.model}\`, as all conditions have them unless they say otherwise${own.length > 0 ? '; marked: not as usual' : ''}.`,
    columns: [{ title: 'setting' }, { title: 'value', align: right }, { title: 'what it is', shrinks: true }],
    rows: settings.map(({ name, words, usual }) => [
      `\`${name}\``,
      valueText(study.base[name] ?? usual),
      words,
    ]),
    marked: own,
  };
}

export const valueText = (value: number | string | boolean): string =>
  typeof value === 'number'
    ? Math.abs(value) < 1e-6 && value !== 0
      ? String(value)
      : number2(value)
    : String(value);

/** What each condition, or attack, sets. */
export const setsTable = (study: ModelStudy): Table => ({
  kind: 'table',
  caption: 'What each condition and each attack changes.',
  columns: [{ title: 'name' }, { title: 'what it is', shrinks: true }, { title: 'settings', shrinks: true }],
  rows: [...study.conditions, ...study.attacks].map(({ name, words, set }) => [
    name,
    words,
    Object.entries(set)
      .map(([key, value]) => `\`${key}=${value}\``)
      .join(' ') || 'nothing',
  ]),
});
