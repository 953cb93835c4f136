import type { MeasurePath, PathAnalysis, WorldPath } from '../../analysis/beginning/path.ts';
import { tenureWords } from '../../analysis/beginning/words.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { shortRunDays } from '../../plan/beginningPlan.ts';
import type { Study } from '../../plan/study.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, number2 } from '../../statistics/format.ts';
import type { Block, Table } from '../document.ts';
import { paragraph } from '../document.ts';
import { unitOf } from '../headline.ts';
import { changeWords, longRunDays, statusQuoWords } from '../pathWords.ts';

export const pathHeading = 'The effect, day by day';
export const settlingHeading = 'How the world settled before the change';

/** The path of every change: one table for each measure of each world, what decides first and the rest folded. */
export function pathBlocks(study: Study, path: PathAnalysis): Block[] {
  return path.worlds.flatMap((world) => {
    const [deciding, beside] = [true, false].map((decides) =>
      world.measures.filter(({ margin }) => (margin !== null) === decides),
    );
    const tables = (measures: readonly MeasurePath[]) =>
      measures.map((measure) => pathTable(study, path, world, measure));
    if (beside.length === 0) return tables(deciding);
    const summary = `What else was followed day by day${at(world)}`;
    return [...tables(deciding), { kind: 'folded', summary, blocks: tables(beside) }];
  });
}

const at = ({ label }: WorldPath): string => (label === '' ? '' : ` at \`${label}\``);

/** Day × level of one measure. */
function pathTable(study: Study, path: PathAnalysis, world: WorldPath, measure: MeasurePath): Table {
  const { metric, margin, levels } = measure;
  const told = (value: Estimate | null) => differenceText(value, world.seeds);
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    kind: 'table',
    caption:
      `${metricHeading(metric, study)}${at(world)}, ${unitOf(metric, study) || 'no unit'}: difference from ${statusQuoWords(study)}, paired by seed, ` +
      `on days after the change, mean ± half-width of the 95 % t interval, n = ${world.seeds} seeds. Short run: mean of the first ${Math.min(shortRunDays, path.days)} days; ` +
      (margin === null
        ? `late: mean of ${longRunDays(path)}.`
        : `long run: mean of ${longRunDays(path)}, where its two halves agree within ${number2(margin)}.`),
    columns: [
      { title: 'change', align: 'left' },
      ...path.toldDays.map((day) => right(`day ${day}`)),
      right('short run'),
      right(margin === null ? 'late' : 'long run'),
      ...(margin === null ? [] : [right('second half − first')]),
    ],
    rows: levels.map((level, k) => [
      changeWords(level.change),
      ...path.toldDays.map((day) => told(level.days[day - 1] ?? null)),
      told(level.shortRun),
      margin === null || level.settled ? told(level.window) : unsettledWord(path, world),
      ...(margin === null ? [] : [told(measure.settlement?.changes[k] ?? null)]),
    ]),
  };
}

const unsettledWord = (path: PathAnalysis, { settling }: WorldPath): string =>
  settling.settled ? `not settled by day ${path.days}` : 'its world had not settled';

/** How every world settled before its change. */
export function settlingBlocks(study: Study, path: PathAnalysis): Block[] {
  const right = (title: string) => ({ title, align: 'right' as const });
  const rows = path.worlds.flatMap(({ settling, label }) =>
    settling.objectives.map(({ metric, settlement }) => [
      label || study.scenario,
      metricHeading(metric, study),
      number2(settlement.days),
      number2(settlement.dropped),
      differenceText(settlement.changes[0], path.pilots),
      `± ${number2(settlement.tolerance)}`,
      settlement.settled.every(Boolean) ? 'settled' : settlement.isPast ? 'still moves' : 'left out too much',
    ]),
  );
  return [
    paragraph(
      `Every world runs under ${statusQuoWords(study)} for ${number2(path.daysBefore)} days before the change. The rule, stated before the first trial: on every objective, over ${path.pilots} pilots, ` +
        'MSER-5 on daily values leaves out less than half of the days, and the 95 % interval of the difference between the last two quarters, paired by seed, lies within half of the margin.',
    ),
    {
      kind: 'table',
      caption: 'How the world settled before the change, on the longest pilots that were run.',
      columns: [
        { title: 'world', align: 'left' },
        { title: 'objective', align: 'left' },
        right('days'),
        right('left out'),
        right('last quarter − the one before'),
        right('allowed'),
        { title: 'rule', align: 'left' },
      ],
      rows,
    },
    ...path.worlds.map((world) => paragraph(`Mean tenure${at(world)}: ${tenureWords(world.settling)}.`)),
  ];
}
