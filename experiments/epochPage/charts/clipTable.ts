import type { Clip } from '../clip.ts';
import { percent } from '../words.ts';

/** The vote on a miner as a table, as markup: what the chart shows, in digits. */
export const clipTable = ({ voters, miner }: Clip): string =>
  `<p class="epoch-caption">The vote on uid ${miner}, the largest weight first.</p><table><thead><tr><th scope="col">validator</th>${[
    'share of the stake',
    'weight',
    'of it counts',
    'is cut',
  ]
    .map((title) => `<th scope="col" class="number">${title}</th>`)
    .join('')}</tr></thead><tbody>${voters
    .map(
      ({ uid, stake, weight, counted }) =>
        `<tr><th scope="row">uid ${uid}</th>${[stake, weight, counted, weight - counted]
          .map((share) => `<td class="number">${share === 0 ? '0' : percent(share, 4)}</td>`)
          .join('')}</tr>`,
    )
    .join('')}</tbody></table>`;
