import { type MarketCell, marketCells, seriesOf } from '../../analysis/series.ts';
import { sizeText, worldsWords } from '../../report/answer/phrases.ts';
import { contrastsChart } from '../../report/charts/contrasts.ts';
import { seriesChart } from '../../report/charts/series.ts';
import { clientLines } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { ChartBlock, PageBlock } from '../../report/pageSection.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { differenceText, estimateText, hours, number } from '../../statistics/format.ts';
import { settled } from '../../sweep/finding.ts';
import { decidedDays } from '../announcement.ts';
import {
  judged,
  type Notice,
  noticesOf,
  type PolicyOutcome,
  policyOutcomes,
  readDays,
  type Settling,
  settlingOf,
} from './outcomes.ts';

const limits = [
  'A regretted device is given up before it has paid back the cost of changing to it; models and data are not lost with it.',
  'Miners weigh an announced change when they choose a device, and candidates an announced immunity when they judge their chance to survive; no one sells or leaves because of an announcement.',
  'A ramp changes the rules on other days than a step, so it differs also for miners that ignore the future.',
  'The intervals cover the seeds of this model, not the distance between the model and the chain.',
];

const assumptions = ['A10', 'A11', 'A12', 'A14', 'A30', 'A31', 'A32', 'A33'];

/** The page from the rows alone. */
export function announcementPage({
  study,
  rows,
  warmUp,
}: Pick<Results, 'study' | 'rows' | 'warmUp'>): StudyPage {
  const cells = marketCells(study.cells ?? [], rows);
  const between = Number(study.set['governance.day'] ?? decidedDays);
  const day = settled(study, warmUp).warmUpDays + between;
  const outcomes = policyOutcomes(cells);
  const byChange = (change: string, notice = 0) =>
    cells.find(
      ({ levels }) => levels['governance.change'] === change && levels['governance.noticeDays'] === notice,
    );
  const [control, stepped] = [byChange('none'), byChange('immunityPeriod')];
  const settling = control && stepped ? settlingOf(stepped, control, day) : [];
  const told = byChange('immunityPeriod', between);
  const notices = told && stepped ? noticesOf(told, stepped, between) : [];
  const ahead = outcomes.filter(({ foresight, policy }) => foresight > 0 && policy !== 'surprise');
  const blind = outcomes.filter(({ foresight, policy }) => foresight === 0 && policy !== 'surprise');
  return {
    answer: announcementAnswer(ahead),
    picture: regretsChart(ahead, study.seeds),
    sure: [
      ...ahead.map(savedWords),
      exitWords(ahead),
      ...(blind.length > 0 ? [nullWords(blind)] : []),
      ...notices.slice(0, 2).flatMap((one) => (one.before === null ? [] : [noticeWords(one)])),
      ...settling.slice(0, 2).map((one) => settlingWords(one, Number(stepped!.levels['governance.value']))),
      ...(control === undefined
        ? []
        : clientLines(
            rows,
            control.levels,
            cells.map(({ levels }) => levels),
            'where nothing changes',
          )),
    ],
    summary: policyTable(outcomes, study.seeds),
    sections: [
      {
        heading: 'Compute, day by day',
        blocks: [policyChart(cells, day, between, study.seeds)],
      },
      {
        heading: 'What notice does to those who think of registering',
        blocks: [noticeTable(notices, between, study.seeds), paragraph(noticeWhy)],
      },
      {
        heading: 'How long until an effect can be read',
        blocks: [settlingTable(settling), paragraph(settlingWhy)],
      },
    ],
    limits,
    assumptions,
  };
}

/** Whether a surprise costs more than an announcement, by the comparison in which they differ most. */
function announcementAnswer(ahead: readonly PolicyOutcome[]): string {
  const known = ahead.flatMap(({ saved: { regrettedChanges: gap }, ...one }) =>
    gap === null ? [] : [{ ...one, gap }],
  );
  const [first] = known.toSorted((one, other) => Math.abs(other.gap.mean) - Math.abs(one.gap.mean));
  if (first === undefined)
    return 'Nothing can be compared: too few worlds in which miners look ahead have finished; run sweep again.';
  const { gap, policy, value } = first;
  const from = `from 256 to ${number(value, 0)} tokens`;
  const worlds = worldsWords(gap.n);
  if (gap.low <= 0 && gap.high >= 0)
    return `Not decided: a surprise leads to ${differenceText(gap)} regretted changes of device against a change that is ${policy}, ${from} (${worlds}); more would be needed.`;
  const more = gap.mean > 0 ? 'more' : 'fewer';
  return `A surprise leads to ${sizeText(gap)} ${more} regretted changes of device than a change that is ${policy}, ${from} (${worlds}).`;
}

/** What a surprise costs against every policy. */
function regretsChart(ahead: readonly PolicyOutcome[], seeds: number): ChartBlock | null {
  const rows = ahead.flatMap(({ value, policy, saved: { regrettedChanges: gap } }) =>
    gap === null
      ? []
      : [{ label: `${step(value)}, ${policy}`, mean: gap.mean, low: gap.low, high: gap.high }],
  );
  const spec = contrastsChart({
    title: 'What a surprise costs miners that look ahead',
    subtitle: 'changes of device that they regret: surprise less this policy',
    rows,
    reference: 0,
  });
  const caption = `Changes of device that miners regret under a surprise, less those under each policy, paired by seed over ${seeds} seeds; lines: intervals that hold together at 95 %.`;
  return spec === null ? null : { kind: 'chart', name: 'regrets', caption, spec };
}

const step = (value: number): string => `256 → ${number(value, 0)} tokens`;

function savedWords({ policy, value, saved }: PolicyOutcome): string {
  const { regrettedChanges: changes, regrettedUsd: usd, exits } = saved;
  if (changes === null || usd === null || exits === null)
    return `${step(value)}, ${policy}: too few trials to compare.`;
  const verdict =
    changes.low > 0
      ? '**more is regretted under surprise**'
      : changes.high < 0
        ? '**less is regretted under surprise**'
        : '**no difference in regretted changes can be shown**';
  return (
    `\`${step(value)}\`, ${policy}, miners that look ahead: ${verdict}: ${differenceText(changes)} changes of device and ` +
    `${differenceText(usd)} dollars under surprise against this policy; switched off: ${differenceText(exits)} ` +
    '(intervals hold together at 95 %).'
  );
}

/** Exits are asked for by name, so that no difference is said as plainly as one. */
function exitWords(ahead: readonly PolicyOutcome[]): string {
  const more = ahead.filter(({ saved }) => (saved.exits?.low ?? 0) > 0);
  const fewer = ahead.filter(({ saved }) => (saved.exits?.high ?? 0) < 0);
  const where = (list: readonly PolicyOutcome[]) =>
    list.map(({ value, policy }) => `${step(value)}, ${policy}`).join('; ');
  if (more.length + fewer.length > 0)
    return [
      more.length > 0 ? `Under surprise more miners switch off than under: ${where(more)}.` : '',
      fewer.length > 0 ? `Under surprise fewer miners switch off than under: ${where(fewer)}.` : '',
    ]
      .filter((words) => words !== '')
      .join(' ');
  return 'Exits under surprise do **not** exceed those under an announcement, at any step: at this price a miner that the change hurts still earns its rent.';
}

function nullWords(blind: readonly PolicyOutcome[]): string {
  const announced = blind.filter(({ policy }) => policy === 'announced');
  const equal = announced.reduce((sum, { same }) => sum + same.equal, 0);
  const of = announced.reduce((sum, { same }) => sum + same.of, 0);
  const ramped = blind.filter(({ policy }) => policy !== 'announced');
  const differs = ramped.filter(({ saved }) =>
    Object.values(saved).some((gap) => gap !== null && (gap.low > 0 || gap.high < 0)),
  );
  const told =
    differs.length === 0
      ? 'a ramp, which changes the rules on other days, shows no difference beyond its intervals either'
      : `a ramp, which changes the rules on other days, differs at ${differs.map(({ value }) => step(value)).join(', ')}`;
  return `Miners that ignore the future: an announcement changes nothing, and ${equal} of ${of} trials equal those of the surprise byte for byte; ${told}.`;
}

function settlingWords({ title, unit, settled, blocks, early }: Settling, value: number): string {
  const when =
    blocks === null ? 'not within the run' : `after ${number(blocks, 0)} blocks (${hours(blocks)})`;
  return (
    `After a step in immunity from 3,072 to ${number(value, 0)} blocks, ${title} is within its new band ` +
    `(${differenceText(settled)} ${unit}) ${when}; a reading on the first day would have given ` +
    `${differenceText(early[0].reading)}, on day ${readDays[2]} ${differenceText(early[2].reading)}.`
  );
}

const settlingWhy =
  'The effect is the gap to the same world without the step, seed by seed. Its band is the 95 % interval of the mean gap of the last ten ' +
  'days; it is settled from the first look after which the mean gap over a trailing day stays inside. The error of an early reading is its distance from the mean of those days.';

const noticeWords = ({ title, unit, before, after }: Notice): string =>
  `Notice of the longer immunity changes ${title} by ${differenceText(before)} ${unit} before it comes, and by ${differenceText(after)} in as many days after it, against surprise.`;

const noticeWhy =
  'Candidates expect what newcomers were seen to get. Where a change of the immunity period has been announced, they move the log odds of survival by what a ' +
  'newcomer shows at the end of its own immunity, beside those whose fate was seen. A surprise is public from its block on, so notice moves only who comes so shortly before the change that it is still immune then.';

const noticeTable = (notices: readonly Notice[], days: number, seeds: number): Table => ({
  kind: 'table',
  caption: `Immunity of 14,400 blocks: announced less surprise, paired by seed, mean ± half-width of the 95 % t interval, n = ${seeds}.`,
  columns: [
    { title: 'effect on' },
    { title: `${days} days between decision and change`, align: 'right' },
    { title: `${days} days after the change`, align: 'right' },
  ],
  rows: notices.map(({ title, unit, before, after }) => [
    `${title}, ${unit}`,
    differenceText(before, seeds),
    differenceText(after, seeds),
  ]),
});

function policyTable(outcomes: readonly PolicyOutcome[], seeds: number): Table {
  return {
    kind: 'table',
    caption: `Mean ± half-width of the 95 % t interval over ${seeds} seeds; “saved” is surprise less this policy, paired, at a level that holds for all comparisons together.`,
    columns: [
      { title: 'step' },
      { title: 'people look ahead' },
      { title: 'policy' },
      ...judged.flatMap(({ title }) => [
        { title, align: 'right' as const },
        { title: 'saved', align: 'right' as const },
      ]),
    ],
    rows: outcomes.map(({ value, foresight, policy, means, saved }) => [
      step(value),
      foresight === 0 ? 'no' : `${foresight} days`,
      policy,
      ...judged.flatMap(({ measure }) => [
        estimateText(means[measure], seeds),
        policy === 'surprise' ? '' : differenceText(saved[measure], seeds),
      ]),
    ]),
  };
}

const settlingTable = (settling: readonly Settling[]): Table => ({
  kind: 'table',
  caption: 'A step in immunity against the same world without it.',
  columns: [
    { title: 'effect on' },
    { title: 'settled', align: 'right' },
    { title: 'blocks to settle', align: 'right' },
    ...readDays.map((day) => ({ title: `read on day ${day}`, align: 'right' as const })),
    { title: 'wrong on day 1 by', align: 'right' },
  ],
  rows: settling.map(({ title, unit, settled, blocks, early }) => [
    `${title}, ${unit}`,
    differenceText(settled),
    blocks === null ? 'not reached' : number(blocks, 0),
    ...early.map(({ reading }) => differenceText(reading)),
    Number((early[0].reading.mean - settled.mean).toPrecision(2))
      .toString()
      .replace('-', '−'),
  ]),
});

const policyChart = (
  cells: readonly MarketCell[],
  day: number,
  between: number,
  seeds: number,
): PageBlock => ({
  kind: 'chart',
  name: 'policies',
  caption: `Deployed compute around the first step of the change, day ${day} (dashed), ${between} days after the decision; miners that look three weeks ahead; mean over ${seeds} seeds with its 95 % interval.`,
  spec: chartOf(cells, day),
});

function chartOf(cells: readonly MarketCell[], day: number) {
  const ahead = cells.filter(({ levels }) => Number(levels['market.foresightDays']) > 0);
  const values = [...new Set(ahead.map(({ levels }) => Number(levels['governance.value'])))];
  const panels = values.map((value) => ({
    title: step(value),
    unit: 'TFLOP/s',
    lines: policyOutcomes(ahead)
      .filter((outcome) => outcome.value === value)
      .map(({ policy }, k) => ({
        label: policy,
        points: seriesOf(ahead.filter(({ levels }) => levels['governance.value'] === value)[k], 'compute'),
      })),
  }));
  return seriesChart('Deployed compute around a change', 'mean over seeds, 95 % intervals shaded', panels, [
    day,
  ]);
}
