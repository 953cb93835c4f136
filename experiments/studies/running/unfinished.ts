import { duration } from '../../base/duration.ts';
import { escaped } from '../../base/escaped.ts';
import { shell } from '../../report/html.ts';
import { paceWords } from '../../run/progress.ts';
import type { SeenRun } from '../../sweep/atTerminal.ts';

/** What the page of an unfinished run says at its top. */
export interface Unfinished extends SeenRun {
  /** Seconds since the run was started, and the moment by the calendar. */
  readonly seconds: number;
  readonly moment: Date;
  /** The run was stopped and no longer renews the page. */
  readonly isStopped: boolean;
  /** Finished trials that the report below rests on; null: there is none below. */
  readonly known: number | null;
}

/** The report over the rows so far, with what is not finished at its top. */
export function withNotice(page: string, run: Unfinished): string {
  return page
    .replace('<title>', () => `<title>${percentOf(run)} %: `)
    .replace('</style>', () => `${noticeStyle}</style>`)
    .replace('<main>', () => `<main>\n${notice(run)}`);
}

/** The page of a run of which nothing can be reported yet. */
export function emptyPage(question: string, run: Unfinished): string {
  const { stage, done, failed } = run;
  const state =
    stage === 'warm-up'
      ? 'The worlds of this study settle first. No trial of the question itself has begun.'
      : done === 0
        ? 'No trial has finished yet, so nothing is known.'
        : done === failed
          ? 'Every trial that ended has failed, so nothing is known. Their reasons are in journal.ndjson.'
          : 'Trials have finished, but too few for the report of this study.';
  return withNotice(shell({ title: question, body: `<p>${state}</p>` }), run);
}

const percentOf = ({ done, total }: Unfinished): number =>
  total > 0 ? Math.min(99, Math.floor((100 * done) / total)) : 0;

function notice(run: Unfinished): string {
  const { stage, done, total, failed, pace, best, seconds, moment, isStopped, known } = run;
  const what = stage === 'warm-up' ? 'pilots' : 'trials';
  const far = [`${done} of ${total} ${what}`, ...(failed > 0 ? [`${failed} failed`] : [])];
  const state = isStopped ? 'Stopped before its end' : 'Not finished';
  const when = `Written ${duration(seconds)} after the start, at ${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
  const next = isStopped
    ? 'The same command goes on from here.'
    : 'The run renews this page every minute: load it again. If it does not change, the run was stopped, and the same command goes on.';
  const lines = [
    `<strong>${state}: ${[...far, ...(isStopped ? [] : paceWords(pace))].join(', ')}.</strong>`,
    ...(best === '' ? [] : [`${escaped(best[0].toUpperCase() + best.slice(1))}.`]),
    ...(known === null
      ? []
      : [
          `Below is the report over the ${known} trials that had finished when it was made. To stop a run because of what it shows errs more often than its intervals say.`,
        ]),
    `${when} ${next}`,
  ];
  return `<div class="unfinished" role="note">
<progress value="${done}" max="${Math.max(1, total)}" aria-label="${what} done"></progress>
${lines.map((line) => `<p>${line}</p>`).join('\n')}
</div>`;
}

const noticeStyle = `
.unfinished{border:1px solid var(--hair);border-left:4px solid var(--mark);background:var(--soft);border-radius:0 6px 6px 0;padding:14px 18px 6px;margin:0 0 24px}
.unfinished p{max-width:none;margin:0 0 8px}.unfinished progress{display:block;width:100%;height:10px;margin:0 0 10px;accent-color:var(--mark)}
`;
