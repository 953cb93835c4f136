import type { Analysis, LevelAnalysis, SettingAnalysis } from '../../analysis/analysis.ts';
import type { Block, Section, Table } from '../document.ts';
import { differenceText, estimateText, hours, intervalText, number2 } from '../format.ts';
import { levelWord, titleOf, unitOf } from '../headline.ts';

interface LevelColumn {
  readonly title: string;
  readonly text: (level: LevelAnalysis, k: number) => string;
}

/** One table for each setting: what every level gives, with intervals. */
export function levelsSection(analysis: Analysis): Section {
  const blocks: Block[] = analysis.settings.map((setting) => levelsTable(analysis, setting));
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
      `Levels of \`${factor.name}\`${at}: mean [95 % t interval] over n = ${setting.seeds} seeds; Δ: difference from the ` +
      'status quo, paired by seed; times: age at which half of all had [95 % bootstrap interval over seeds].',
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
    ...setting.verdicts.map((verdict) => ({
      title: verdictTitle(verdict.metric),
      text: ({ level }: LevelAnalysis) => levelWord(verdict, level),
    })),
    ...metrics.flatMap((name) => metricColumns(analysis, setting, name)),
    ...timeColumns(setting),
  ];
}

const verdictTitle = (name: string): string => `verdict: ${titleOf(name)}`;

const wrong = ['wronglyEvictedNewcomers', 'wronglyEvictedIncumbents', 'deterred', 'churn', 'immuneShare'];

/** The objectives, then what stands beside them, as far as it was measured. */
function shownMetrics({ study, settings }: Analysis): string[] {
  const objectives = study.objectives.map(({ metric }) => metric);
  const measured = (name: string) =>
    settings.some(({ byLevel }) => byLevel.some(({ estimates }) => estimates[name]));
  return [...new Set([...objectives, ...wrong])].filter(measured);
}

function metricColumns({ study }: Analysis, setting: SettingAnalysis, name: string): LevelColumn[] {
  const unit = unitOf(name);
  const title = unit === '' ? titleOf(name) : `${titleOf(name)}, ${unit}`;
  const own: LevelColumn = { title, text: ({ estimates }) => estimateText(estimates[name]) };
  const differences = setting.differences[name];
  const isObjective = study.objectives.some(({ metric }) => metric === name);
  if (!isObjective || differences === undefined) return [own];
  return [own, { title: `Δ ${titleOf(name)}`, text: (_, k) => differenceText(differences[k]) }];
}

function timeColumns({ byLevel }: SettingAnalysis): LevelColumn[] {
  if (byLevel.every(({ to50 }) => to50 === null)) return [];
  return [
    { title: 'time to 50 %, blocks', text: ({ to50 }) => intervalText(to50?.halfAt) },
    { title: 'time to 90 %, blocks', text: ({ to90 }) => intervalText(to90?.halfAt) },
  ];
}
