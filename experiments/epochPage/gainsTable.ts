import { escaped } from '../base/escaped.ts';
import { tokens } from './changeText.ts';
import { type Hotkeys, uidCells } from './hotkeys.ts';
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
  readonly hotkeys: Hotkeys;
  /** The uids that a reader looks for, and no others; null: all. */
  readonly found?: readonly number[] | null;
  /** What stands over the values that it is compared with. */
  readonly before?: string;
  /** Nothing in the page can be pointed at: hotkeys are whole, in a column of their own. */
  readonly isStill?: boolean;
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
export function gainsTable(outcome: Outcome, shape: Shape): string {
  const { sorting, token, isWhole, hotkeys, found = null, before = 'before', isStill = false } = shape;
  const rows = sorted(outcome, sorting).filter(({ uid }) => found === null || found.includes(uid));
  const shown = isWhole || found !== null ? rows : rows.slice(0, shortest);
  const keys = isStill && hotkeys.some((hotkey) => hotkey) ? hotkeys : null;
  const head = [
    ['uid', ''],
    [`change, ${token}`, 'number'],
    [`pay now, ${token}`, 'number'],
    [before, 'number'],
    ['incentive now', 'number'],
    [before, 'number'],
    ['dividends now', 'number'],
    [before, 'number'],
    ...(keys === null ? [] : [['hotkey', '']]),
  ] as const;
  const firsts = uidCells(
    shown.map(({ uid }) => uid),
    isStill ? [] : hotkeys,
  );
  const body = shown.map((row, place) => {
    const key = keys === null ? '' : `<td>${escaped(keys[row.uid] ?? '')}</td>`;
    return `<tr data-uid="${row.uid}">${firsts[place]}${numbersOf(row)}${key}</tr>`;
  });
  const titles = head.map(
    ([title, side]) => `<th scope="col"${side === '' ? '' : ` class="${side}"`}>${escaped(title)}</th>`,
  );
  const caption = captionOf(shown.length, outcome.uids.length, sorting, found !== null);
  return `<p class="epoch-caption">${caption}</p><table><thead><tr>${titles.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const sortedBy: Readonly<Record<Sorting, string>> = {
  change: 'the largest changes first',
  pay: 'the best paid first',
  uid: 'by uid',
};

function captionOf(shown: number, all: number, sorting: Sorting, isFound: boolean): string {
  const which = isFound
    ? `The ${shown === 1 ? 'uid' : `${shown} uids`} found, of ${all}`
    : `${shown === all ? `All ${all}` : `${shown} of ${all}`} uids`;
  return `${which}, ${sortedBy[sorting]}. Shares are of all incentive or dividends.`;
}

function numbersOf(row: UidOutcome): string {
  const { gain, pay, payBefore } = row;
  const sign = gain > 0 ? '▲ ' : gain < 0 ? '▼ ' : '';
  const cells = [
    `<span class="${gain > 0 ? 'epoch-more' : gain < 0 ? 'epoch-less' : 'epoch-same'}">${sign}${gain === 0 ? '0' : exactGain(row)}</span>`,
    tokens(BigInt(pay)),
    tokens(BigInt(payBefore)),
    ...[row.incentive, row.incentiveBefore, row.dividends, row.dividendsBefore].map((share) =>
      share === 0 ? '0' : percent(share, 4),
    ),
  ];
  return cells.map((cell) => `<td class="number">${cell}</td>`).join('');
}

/** Every digit as CSV: shares as decimals, pay in RAO; hotkeys last, where the file has them. */
export function gainsCsv(outcome: Outcome, hotkeys: Hotkeys = []): string {
  const isNamed = hotkeys.some((hotkey) => hotkey);
  const head = 'uid,pay_rao,pay_before_rao,incentive,incentive_before,dividends,dividends_before';
  const lines = sorted(outcome, 'uid').map(
    ({ uid, pay, payBefore, incentive, incentiveBefore, dividends, dividendsBefore }) =>
      [
        ...[uid, pay, payBefore, incentive, incentiveBefore, dividends, dividendsBefore],
        ...(isNamed ? [quoted(hotkeys[uid] ?? '')] : []),
      ].join(','),
  );
  return `${[`${head}${isNamed ? ',hotkey' : ''}`, ...lines].join('\n')}\n`;
}

/** A text as a cell of a CSV file. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
