import { escaped } from '../base/escaped.ts';

/** [uid] its hotkey, as far as the file has kept it. */
export type Hotkeys = readonly (string | null | undefined)[];

/** A hotkey as a line has room for: its first six letters and its last four; a short one whole. */
export const shortKey = (hotkey: string): string =>
  hotkey.length <= 13 ? hotkey : `${hotkey.slice(0, 6)}…${hotkey.slice(-4)}`;

/** What follows a uid in a sentence: ` (5CkQab…zXW3)`; nothing where its hotkey is not known. */
export function keyBehind(hotkeys: Hotkeys, uid: number): string {
  const hotkey = hotkeys[uid];
  return hotkey ? ` (${shortKey(hotkey)})` : '';
}

/** A uid with its whole hotkey, for a tooltip: `uid 6, 5CkQ…`. */
export function wholeName(hotkeys: Hotkeys, uid: number): string {
  const hotkey = hotkeys[uid];
  return hotkey ? `uid ${uid}, ${hotkey}` : `uid ${uid}`;
}

/** The short hotkey as markup that shows the whole one where it is pointed at or focused; nothing where it is not known. */
export function keyHtml(hotkeys: Hotkeys, uid: number, isStop: boolean): string {
  const hotkey = hotkeys[uid];
  if (!hotkey) return '';
  const whole = escaped(hotkey);
  return `<span class="epoch-key" role="img" tabindex="${isStop ? 0 : -1}" data-key="${whole}" aria-label="hotkey ${whole}">${escaped(shortKey(hotkey))}</span>`;
}

/** The first cell of each row of a table: a uid and its short hotkey. The first hotkey is where Tab stops; arrows go on from there. */
export const uidCells = (uids: readonly number[], hotkeys: Hotkeys, before = ''): string[] => {
  const stop = uids.find((uid) => hotkeys[uid]);
  return uids.map((uid) => {
    const key = keyHtml(hotkeys, uid, uid === stop);
    return `<th scope="row">${before}${uid}${key === '' ? '' : ` ${key}`}</th>`;
  });
};
