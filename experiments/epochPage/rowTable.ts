import { bondIn, type Frame, weightOn } from './frame.ts';
import { type Hotkeys, uidCells } from './hotkeys.ts';
import { percent } from './words.ts';

/** What a validator says and holds, as a table, as markup: its weights as they count, what of them is clipped, and its bonds. */
export function rowTable(frame: Frame, validator: number, hotkeys: Hotkeys = []): string {
  const { weights, bonds, consensus } = frame;
  const targets = new Set([...weights[validator].targets, ...bonds[validator].targets]);
  const rows = [...targets]
    .map((uid) => ({ uid, weight: weightOn(weights[validator], uid), bond: bondIn(bonds[validator], uid) }))
    .sort((one, other) => other.weight - one.weight || other.bond - one.bond);
  if (rows.length === 0) return `<p>Uid ${validator} has no weights that count, and holds no bonds.</p>`;
  const targetUids = rows.map(({ uid }) => uid);
  const firsts = uidCells(targetUids, hotkeys, 'uid ');
  const titles = ['weight', 'of it counts', 'bond, of 65,535'];
  return `<p class="epoch-caption">Uid ${validator}: ${rows.length} miners, the largest weight first.</p><table><thead><tr><th scope="col">miner</th>${titles
    .map((title) => `<th scope="col" class="number">${title}</th>`)
    .join('')}</tr></thead><tbody>${rows
    .map(
      ({ uid, weight, bond }, place) =>
        `<tr>${firsts[place]}<td class="number">${percent(weight, 4)}</td><td class="number">${percent(Math.min(weight, consensus[uid]), 4)}</td><td class="number">${bond.toLocaleString('en')}</td></tr>`,
    )
    .join('')}</tbody></table>`;
}
