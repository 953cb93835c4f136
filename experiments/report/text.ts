import { median } from 'simple-statistics';
import type { Analysis, SettingAnalysis } from '../analysis/analysis.ts';
import { type Column, terminalWidth, textTable } from '../base/textTable.ts';
import { estimateText, hours, number, number2 } from '../statistics/format.ts';
import { sweepAnswer } from './answer/sweepAnswer.ts';
import { headline, isUnmoved, levelWord, metricTitle } from './headline.ts';

const beside = ['deterred'];

/** The answer for a terminal: a table with intervals for each setting, the sentences, and where to read on. */
export function text(
  analysis: Analysis,
  reportPath: string,
  notes: readonly string[] = [],
  width = terminalWidth(),
): string {
  const tables = analysis.settings.map((setting) => settingText(analysis, setting, width));
  const sentences = headline(analysis).flatMap(({ label, sentences }) =>
    sentences.map((sentence) =>
      wrapped(plain(label === '' ? sentence : `${label} · ${sentence}`), Math.min(100, width)),
    ),
  );
  const saved = [...savedWords(analysis), ...notes].map((note) => wrapped(plain(note), Math.min(100, width)));
  // A settled world answers in its first sentence; a start-up world's tables carry what its sentences rest on.
  const told = analysis.path === null ? [...tables, ...sentences] : [...sentences, '', ...tables];
  const answer = wrapped(plain(sweepAnswer(analysis)), Math.min(100, width));
  return [answer, '', analysis.study.question, '', ...told, ...saved, '', `Report: ${reportPath}`].join('\n');
}

function settingText(analysis: Analysis, setting: SettingAnalysis, width: number): string {
  const { factor, study, statusQuo } = analysis;
  const metrics = [...new Set([...study.objectives.map(({ metric }) => metric), ...beside])].filter((name) =>
    setting.byLevel.some(({ estimates }) => estimates[name]),
  );
  const inHours = factor.unit === 'blocks';
  const columns: Column[] = [
    { title: factor.unit || factor.name, align: 'right' },
    ...(inHours ? [{ title: 'hours', align: 'right' } as const] : []),
    ...metrics.map((name): Column => ({ title: metricTitle(name, study), align: 'right' })),
    ...setting.verdicts.map(
      (verdict): Column => ({ title: `by ${metricTitle(verdict.metric, study)}`, shrinks: true }),
    ),
  ];
  const rows = setting.byLevel.map(({ level, estimates }) => [
    `${level === statusQuo ? '* ' : ''}${number2(level)}`,
    ...(inHours ? [hours(level)] : []),
    ...metrics.map((name) => estimateText(estimates[name], setting.seeds)),
    ...setting.verdicts.map((verdict) => (setting.isIdle ? 'the same' : levelWord(verdict, level))),
  ]);
  const mark = statusQuo === null ? '' : '; * status quo';
  const note = `mean ± half-width of the 95 % interval (both ends where values are skewed), n = ${setting.seeds} seeds${mark}`;
  const head = [setting.label, note].filter((part) => part !== '').join(' · ');
  return `${wrapped(head, width)}\n${textTable(columns, rows, width)}\n`;
}

/** What common seeds have saved, from the median over neighbouring levels of each setting. */
function savedWords({ study, settings: all, trials }: Analysis): string[] {
  const settings = all.filter(({ verdicts }) => !verdicts.some(isUnmoved));
  const worlds = trials.complete * (study.antithetic === true ? 2 : 1);
  const metrics = [...new Set(settings.flatMap(({ savings }) => savings.map(({ metric }) => metric)))];
  return metrics.map((metric) => {
    const ratios = settings.flatMap(({ savings }) =>
      savings.filter((saving) => saving.metric === metric).map(({ ratio }) => ratio),
    );
    const ratio = median(ratios);
    return `Common seeds: without them ${metricTitle(metric, study)} would need × ${number(ratio, ratio < 100 ? 1 : 0)} the worlds for the same differences, about ${number(ratio * worlds, 0)} in place of ${number(worlds, 0)}.`;
  });
}

const plain = (sentence: string): string => sentence.replaceAll(/[`*]/g, '');

function wrapped(sentence: string, width: number): string {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
