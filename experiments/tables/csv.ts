import type { Cell } from './table.ts';

/** A line of CSV (RFC 4180, with a bare newline): numbers with all their digits, a missing value empty, an empty text in quotes. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\n`;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
