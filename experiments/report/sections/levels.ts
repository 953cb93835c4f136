import type { Analysis, LevelAnalysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { differenceText, estimateText, hours, none, number2 } from '../../statistics/format.ts';
import { type Block, paragraph, type Section, type Table } from '../document.ts';
import { levelWord, metricHeading, metricTitle, unitOf } from '../headline.ts';
import { heldShareWords } from '../heldShare.ts';
import { priceOfEntryWords } from '../priceOfEntry.ts';

interface LevelColumn {
  readonly title: string;
  readonly text: (level: LevelAnalysis, k: number) => string;
}

/** One table for each setting: what every level gives, with intervals. */
export function levelsSection(analysis: Analysis): Section {
  const blocks: Block[] = analysis.settings.flatMap((setting) => {
    const price = priceOfEntryWords(setting);
    const words = [...(price === null ? [] : [price]), ...heldShareWords(setting, analysis.study.set)];
    return [levelsTable(analysis, setting), ...words.map((sentence) => paragraph(sentence))];
  });
  return { id: 'levels', heading: 'Level by level', blocks };
}

/** The levels of one setting. */
export function levelsTable(analysis: Analysis, setting: SettingAnalysis): Table {
  const { factor, statusQuo } = analysis;
  const columns = columnsOf(analysis, setting);
  const rows = setting.byLevel.map((level, k) => columns.map(({ text }) => text(level, k)));
  const at = setting.label === '' ? '' : ` at \`${setting.label}\``;
  return {
    kind: 'table',
    caption:
      `Levels of \`${factor.name}\`${at}: mean ± half-width of the 95 % interval (both ends where values are skewed), n = ${setting.seeds} seeds. Δ: difference ` +
      'from the status quo, paired by seed. Verdict: comparison with the best on all seeds. Units: ' +
      `${unitsOf(analysis, shownMetrics(analysis))}.`,
    columns: columns.map(({ title }) => ({ title, align: 'right' })),
    rows,
    marked: setting.byLevel.flatMap(({ level }, k) => (level === statusQuo ? [k] : [])),
  };
}

function columnsOf(analysis: Analysis, setting: SettingAnalysis): LevelColumn[] {
  const { factor } = analysis;
  const metrics = shownMetrics(analysis);
  return [
    { title: factor.unit === '' ? factor.name : factor.unit, text: ({ level }) => number2(level) },
    ...(factor.unit === 'blocks'
      ? [{ title: 'hours', text: ({ level }: LevelAnalysis) => hours(level) }]
      : []),
    ...metrics.flatMap((name) => metricColumns(analysis, setting, name)),
  ];
}

/** What is paid for and what a client gets, in every study; then whom entry puts out and keeps out. */
const beside = ['servedQuality', 'clientLoss', 'viableEvictions', 'deterred'];

/** The objectives, then what is shown beside them, as far as it was measured. */
function shownMetrics({ study, settings }: Analysis): string[] {
  const objectives = study.objectives.map(({ metric }) => metric);
  const measured = (name: string) =>
    settings.some(({ byLevel }) => byLevel.some(({ estimates }) => estimates[name]));
  return [...new Set([...objectives, ...beside])].filter(measured);
}

function metricColumns(
  { study, statusQuo }: Analysis,
  setting: SettingAnalysis,
  name: string,
): LevelColumn[] {
  const own: LevelColumn = {
    title: metricHeading(name, study),
    text: ({ estimates }) => estimateText(estimates[name], setting.seeds),
  };
  const differences = setting.differences[name];
  const isObjective = study.objectives.some(({ metric }) => metric === name);
  if (!isObjective || differences === undefined) return [own];
  const verdict = setting.verdicts.find((one) => one.metric === name);
  return [
    own,
    {
      title: 'Δ',
      text: ({ level }, k) => (level === statusQuo ? none : differenceText(differences[k], setting.seeds)),
    },
    { title: 'verdict', text: ({ level }) => levelWord(verdict, level) },
  ];
}

const unitsOf = ({ study }: Analysis, names: readonly string[]): string =>
  names.map((name) => `${metricTitle(name, study)} ${unitOf(name, study)}`).join('; ');
