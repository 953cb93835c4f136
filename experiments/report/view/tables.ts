import { element } from '../../panel/view/element.ts';

/** Tables with at least so many rows sort, and with so many filter. */
const fewestToSort = 4;
const fewestToFilter = 16;

/** Lets a reader sort and filter the tables of the page; a table that does not scroll is no stop for the keyboard. */
export function startTables(): void {
  for (const region of document.querySelectorAll<HTMLElement>('.table')) {
    const table = region.querySelector('table');
    if (table === null) continue;
    const rows = [...table.tBodies[0].rows];
    if (rows.length >= fewestToSort) sortable(table, rows);
    if (rows.length >= fewestToFilter) filterable(region, rows);
  }
}

function sortable(table: HTMLTableElement, rows: readonly HTMLTableRowElement[]): void {
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  heads.forEach((head, column) => {
    const words = [...head.childNodes];
    const button = element('button', { type: 'button' }, ...words);
    button.addEventListener('click', () => {
      const next = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', next);
      table.tBodies[0].append(...sorted(rows, column, next === 'ascending' ? 1 : -1));
    });
    head.append(button);
  });
}

/** Rows by a column: by number where a cell begins with one, then by word; cells without a value last. */
function sorted(rows: readonly HTMLTableRowElement[], column: number, sign: 1 | -1): HTMLTableRowElement[] {
  const keys = new Map(rows.map((row) => [row, row.cells[column]?.textContent?.trim() ?? '']));
  return rows.toSorted((one, other) => {
    const [a, b] = [keys.get(one) ?? '', keys.get(other) ?? ''];
    const [x, y] = [numberOf(a), numberOf(b)];
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
    if (x !== null && y !== null) return sign * (x - y);
    if (x !== null || y !== null) return x !== null ? -1 : 1;
    return sign * a.localeCompare(b);
  });
}

const isMissing = (text: string): boolean => text === '' || text === '–';

/** The number that a text begins with: `−0.0113 ± 0.0025` is −0.0113. */
function numberOf(text: string): number | null {
  const [found] = /^[+−-]?[\d,]*\.?\d+(e[+−-]?\d+)?/.exec(text) ?? [];
  return found === undefined ? null : Number(found.replaceAll(',', '').replaceAll('−', '-'));
}

function filterable(region: HTMLElement, rows: readonly HTMLTableRowElement[]): void {
  const field = element('input', {
    class: 'filter',
    type: 'search',
  });
  const label = element('label', { class: 'filtered' }, `Filter ${rows.length} rows: `, field);
  const told = element('p', { class: 'filtered', role: 'status' });
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent?.toLowerCase() ?? '';
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    told.textContent = field.value === '' ? '' : `${shown} of ${rows.length} rows`;
  });
  region.before(label, told);
}
