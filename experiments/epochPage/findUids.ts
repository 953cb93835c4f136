import type { Hotkeys } from './hotkeys.ts';

/**
 * The uids that a reader asks for, the likeliest first: by a number of up to three digits those it begins, itself first; by any other
 * text those whose hotkey has it, in either case, or begins and ends as a short hotkey does. Null where nothing is asked.
 */
export function findUids(asked: string, size: number, hotkeys: Hotkeys): number[] | null {
  const text = asked
    .trim()
    .replace(/^uid\s*(?=\d)/i, '')
    .toLowerCase();
  if (text === '') return null;
  const uids = Array.from({ length: size }, (_, uid) => uid);
  if (/^\d{1,3}$/.test(text)) return uids.filter((uid) => String(uid).startsWith(String(Number(text))));
  const [head, ...others] = text.split(/…|\.{3}/);
  const tail = others.join('');
  const rank = (uid: number) => {
    const hotkey = hotkeys[uid]?.toLowerCase() ?? '';
    if (others.length > 0) return hotkey.startsWith(head) && hotkey.endsWith(tail) && hotkey !== '' ? 1 : 0;
    return hotkey.startsWith(text) ? 2 : Number(hotkey.includes(text));
  };
  return uids.filter((uid) => rank(uid) > 0).sort((one, other) => rank(other) - rank(one) || one - other);
}
