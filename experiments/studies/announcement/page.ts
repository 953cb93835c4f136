import { type MarketCell, marketCells, seriesOf } from '../../analysis/series.ts';
import { seriesChart } from '../../report/charts/series.ts';
import { clientLines } from '../../report/clientLine.ts';
import { paragraph, type Table } from '../../report/document.ts';
import type { Results } from '../../report/readResults.ts';
import type { StudyPage } from '../../report/studyPage.ts';
import { differenceText, estimateText, hours, number } from '../../statistics/format.ts';
import { changeDay } from '../announcement.ts';
import { judged, type PolicyOutcome, policyOutcomes, type Settling, settlingOf } from './outcomes.ts';

/** The page from the rows alone. */
export function announcementPage({ study, rows }: Pick<Results, 'study' | 'rows'>): StudyPage {
  const cells = marketCells(study.cells ?? [], rows);
  const day = Number(study.set['governance.day'] ?? changeDay);
  const outcomes = policyOutcomes(cells);
  const byChange = (change: string) => cells.find(({ levels }) => levels['governance.change'] === change);
  const [control, stepped] = [byChange('none'), byChange('immunityPeriod')];
  const settling = control && stepped ? settlingOf(stepped, control, day) : [];
  const ahead = outcomes.filter(({ foresight, policy }) => foresight > 0 && policy !== 'surprise');
  return {
    answer: [
      ...ahead.map(savedWords),
      exitWords(ahead),
      nullWords(outcomes.filter(({ foresight, policy }) => foresight === 0 && policy !== 'surprise')),
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
        heading: 'Day by day',
        blocks: [
          {
            kind: 'chart',
            name: 'policies',
            caption: `Deployed compute around the change of day ${day} (dashed), miners that look three weeks ahead; mean over ${study.seeds} seeds with its 95 % interval.`,
            spec: chartOf(cells, day),
          },
        ],
      },
      {
        heading: 'How long until an effect can be read',
        blocks: [settlingTable(settling), paragraph(settlingWhy)],
      },
    ],
    limits: [
      'A regretted device is given up before it has paid back the cost of changing to it; models and data are not lost with it.',
      'Miners weigh an announced change when they choose a device; they do not sell, register or leave because of it.',
      'A ramp changes the rules on other days than a step, so it differs also for miners that ignore the future.',
      'The intervals cover the seeds of this model, not the distance between the model and the chain.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A14', 'A30', 'A31', 'A32', 'A33'],
  };
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
    `${differenceText(early[0].reading)}, on the seventh ${differenceText(early[2].reading)}.`
  );
}

const settlingWhy =
  'The effect is the gap to the same world without the step, seed by seed. Its band is the 95 % interval of the mean gap of the last five ' +
  'days; it is settled from the first look after which the mean gap over a trailing day stays inside. The error of an early reading is its distance from the mean of those days.';

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
    ...[1, 3, 7].map((day) => ({ title: `read on day ${day}`, align: 'right' as const })),
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
