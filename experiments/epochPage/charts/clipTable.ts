import type { Clip } from '../clip.ts';
import { type Hotkeys, uidCells } from '../hotkeys.ts';
import { percent } from '../words.ts';

/** The vote on a miner as a table, as markup: what the chart shows, in digits. */
export function clipTable({ voters, miner }: Clip, hotkeys: Hotkeys = []): string {
  const titles = ['share of the stake', 'weight', 'of it counts', 'is cut'];
  const head = titles.map((title) => `<th scope="col" class="number">${title}</th>`);
  const uids = voters.map(({ uid }) => uid);
  const firsts = uidCells(uids, hotkeys, 'uid ');
  const rows = voters.map(({ stake, weight, counted }, place) => {
    const shares = [stake, weight, counted, weight - counted];
    const cells = shares.map((share) => `<td class="number">${share === 0 ? '0' : percent(share, 4)}</td>`);
    return `<tr>${firsts[place]}${cells.join('')}</tr>`;
  });
  return `<p class="epoch-caption">The vote on uid ${miner}, the largest weight first.</p><table><thead><tr><th scope="col">validator</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
