/** A column of a text table; numbers go right, and some columns may give way on a narrow terminal. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Cut with … where the table would be wider than the terminal. */
  readonly shrinks?: boolean;
}

const gap = '  ';
const narrowest = 12;

/** Width of the terminal in characters; no limit in a pipe. */
export function terminalWidth(): number {
  return process.stdout.columns ?? Number.POSITIVE_INFINITY;
}

/** Rows `[row][column]` of text under their titles, aligned, no line longer than `width` where columns may shrink. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number = terminalWidth(),
): string {
  const widths = fitted(columns, naturalWidths(columns, rows), width);
  const titles = columns.map((column) => column.title);
  const rule = widths.map((size) => '─'.repeat(size)).join(gap);
  const lines = [titles, ...rows].map((cells) => lineOf(columns, widths, cells));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map((column, index) => {
    const cells = rows.map((row) => lengthOf(row[index] ?? ''));
    return cells.reduce((widest, cell) => Math.max(widest, cell), lengthOf(column.title));
  });
}

/** Takes from the widest column that may shrink, again and again, so that the narrower ones stay whole. */
function fitted(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, size) => sum + size + gap.length, -gap.length) - width;
  for (; excess > 0; excess--) {
    const shrinkable = widths.map((size, index) => (columns[index].shrinks && size > narrowest ? size : 0));
    const widest = Math.max(...shrinkable);
    if (widest === 0) break;
    widths[shrinkable.lastIndexOf(widest)]--;
  }
  return widths;
}

function lineOf(columns: readonly Column[], widths: readonly number[], cells: readonly string[]): string {
  const padded = columns.map((column, index) => {
    const cell = shortened(cells[index] ?? '', widths[index]);
    const blanks = ' '.repeat(widths[index] - lengthOf(cell));
    return column.align === 'right' ? blanks + cell : cell + blanks;
  });
  return padded.join(gap).trimEnd();
}

function shortened(cell: string, width: number): string {
  return lengthOf(cell) <= width ? cell : `${[...cell].slice(0, width - 1).join('')}…`;
}

/** Characters, not UTF-16 units. */
function lengthOf(cell: string): number {
  return [...cell].length;
}

/** `name  value` lines with the values aligned; long values wrap under themselves. */
export function textRecord(entries: readonly (readonly [string, string])[], width = terminalWidth()): string {
  const indent = Math.max(...entries.map(([name]) => lengthOf(name))) + gap.length;
  return entries
    .map(([name, value]) => name.padEnd(indent) + wrapped(value, Math.max(30, width - indent), indent))
    .join('\n');
}

function wrapped(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
