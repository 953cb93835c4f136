import { escaped } from '../base/escaped.ts';
import { drawn } from './plot/draw.ts';
import type { Shown } from './shown.ts';

/** Widths in pixels for which a chart is drawn; the page shows the one that fits. */
const widths = { wide: 720, narrow: 310 } as const;

/** What a cell has shown, as markup: the same in Node and in the page. */
export const shownHtml = (all: readonly Shown[]): string => all.map(oneHtml).join('\n');

function oneHtml(shown: Shown): string {
  switch (shown.kind) {
    case 'text':
      return `<p>${escaped(shown.text)}</p>`;
    case 'value':
      return `<p class="shown-value">${shown.label === '' ? '' : `${escaped(shown.label)}: `}${plainHtml(shown.value)}${shown.unit === '' ? '' : ` ${escaped(shown.unit)}`}</p>`;
    case 'table':
      return tableHtml(shown);
    case 'chart': {
      const { chart } = shown;
      const svgs = Object.entries(widths).map(
        ([name, width]) => `<div class="plot-${name}">${drawn(chart, width)}</div>`,
      );
      return `<figure class="wide"><figcaption>${escaped(chart.title)}</figcaption>${svgs.join('')}</figure>`;
    }
  }
}

function tableHtml({ label, columns, rows }: Extract<Shown, { kind: 'table' }>): string {
  const isNumber = columns.map((_, k) => rows.some((row) => typeof row[k] === 'number'));
  const side = (k: number) => (isNumber[k] ? ' class="number"' : '');
  const head = columns.map((title, k) => `<th scope="col"${side(k)}>${escaped(title)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((value, k) => `<td${side(k)}>${plainHtml(value)}</td>`).join('')}</tr>`)
    .join('\n');
  const caption = label === '' ? '' : `<p class="caption">${escaped(label)}</p>`;
  const region = `<div class="table" tabindex="0" role="region" aria-label="${escaped(label === '' ? 'table' : label)}">`;
  return `${caption}${region}<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

/** A number with its whole value at hand: six digits are read, all of them can be copied. */
function plainHtml(value: number | string | boolean | null): string {
  if (value === null) return '–';
  if (typeof value !== 'number') return escaped(String(value));
  return `<data value="${value}" title="${value}">${escaped(readable(value))}</data>`;
}

/** Whole numbers whole, others with six digits. */
const readable = (value: number): string =>
  (Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 6 })
  ).replace('-', '−');
