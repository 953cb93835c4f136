import { escaped } from '../base/escaped.ts';
import { tokens } from './changeText.ts';
import type { Outcome, UidOutcome } from './outcome.ts';
import { exactGain, percent } from './words.ts';

/** By what the table is sorted. */
export const sortings = ['change', 'pay', 'uid'] as const;
export type Sorting = (typeof sortings)[number];

/** Uids that are shown of a long table: as many of those who gain as of those who lose. */
const shortest = 16;

interface Shape {
  readonly sorting: Sorting;
  readonly token: string;
  readonly isWhole: boolean;
  /** [uid] beside its number; null: nothing. */
  readonly hotkeys: readonly (string | null)[];
}

/** The uids in the order of the table: by the size of the change, what they gain first among equals. */
export function sorted({ uids }: Outcome, sorting: Sorting): UidOutcome[] {
  const by = {
    change: (one: UidOutcome, other: UidOutcome) =>
      Math.abs(other.gain) - Math.abs(one.gain) || other.pay - one.pay,
    pay: (one: UidOutcome, other: UidOutcome) => other.pay - one.pay,
    uid: () => 0,
  } as const;
  return [...uids].sort((one, other) => by[sorting](one, other) || one.uid - other.uid);
}

/** The table of what each uid gets, as markup: before and now side by side, every digit of the chain. */
export function gainsTable(outcome: Outcome, { sorting, token, isWhole, hotkeys }: Shape): string {
  const rows = sorted(outcome, sorting);
  const shown = isWhole ? rows : rows.slice(0, shortest);
  const head = [
    ['uid', ''],
    [`change, ${token}`, 'number'],
    [`pay now, ${token}`, 'number'],
    ['before', 'number'],
    ['incentive now', 'number'],
    ['before', 'number'],
    ['dividends now', 'number'],
    ['before', 'number'],
  ] as const;
  return `<p class="epoch-caption">${captionOf(shown.length, rows.length, sorting)}</p><table><thead><tr>${head
    .map(([title, side]) => `<th scope="col"${side === '' ? '' : ` class="${side}"`}>${escaped(title)}</th>`)
    .join(
      '',
    )}</tr></thead><tbody>${shown.map((row) => rowHtml(row, hotkeys[row.uid])).join('')}</tbody></table>`;
}

const sortedBy: Readonly<Record<Sorting, string>> = {
  change: 'the largest changes first',
  pay: 'the best paid first',
  uid: 'by uid',
};

const captionOf = (shown: number, all: number, sorting: Sorting): string =>
  `${shown === all ? `All ${all}` : `${shown} of ${all}`} uids, ${sortedBy[sorting]}. Shares are of all incentive or dividends.`;

function rowHtml(row: UidOutcome, hotkey: string | null | undefined): string {
  const { uid, gain, pay, payBefore } = row;
  const sign = gain > 0 ? '▲ ' : gain < 0 ? '▼ ' : '';
  const name =
    hotkey === null || hotkey === undefined
      ? ''
      : ` <span class="epoch-key">${escaped(hotkey.slice(0, 8))}…</span>`;
  const cells = [
    `<span class="${gain > 0 ? 'epoch-more' : gain < 0 ? 'epoch-less' : 'epoch-same'}">${sign}${gain === 0 ? '0' : exactGain(row)}</span>`,
    tokens(BigInt(pay)),
    tokens(BigInt(payBefore)),
    ...[row.incentive, row.incentiveBefore, row.dividends, row.dividendsBefore].map((share) =>
      share === 0 ? '0' : percent(share, 4),
    ),
  ];
  return `<tr data-uid="${uid}"><th scope="row">${uid}${name}</th>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}</tr>`;
}

/** Every digit as CSV: shares as decimals, pay in RAO. */
export function gainsCsv(outcome: Outcome): string {
  const head = 'uid,pay_rao,pay_before_rao,incentive,incentive_before,dividends,dividends_before';
  const lines = sorted(outcome, 'uid').map(
    ({ uid, pay, payBefore, incentive, incentiveBefore, dividends, dividendsBefore }) =>
      [uid, pay, payBefore, incentive, incentiveBefore, dividends, dividendsBefore].join(','),
  );
  return `${[head, ...lines].join('\n')}\n`;
}
