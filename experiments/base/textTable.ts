/** A column of a text table; numbers go right, and some columns may give way on a narrow terminal. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Its cells wrap where the table would be wider than the terminal. */
  readonly shrinks?: boolean;
  /** With `shrinks`: its cells are cut with … instead, so that a row of a long list stays one line. */
  readonly isCut?: boolean;
}

const gap = '  ';
const narrowest = 12;
const widthOfPipe = 120;

/** Width to write for, in characters: the terminal's, or what `COLUMNS` says, or 120 in a pipe. */
export function terminalWidth(): number {
  const told = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (Number.isInteger(told) && told > 0 ? told : widthOfPipe);
}

/** Rows `[row][column]` of text under their titles, aligned, no line longer than `width` where columns may shrink. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number = terminalWidth(),
): string {
  const widths = fittedWidths(columns, naturalWidths(columns, rows), width);
  const titles = columns.map((column) => column.title);
  const rule = widths.map((size) => '─'.repeat(size)).join(gap);
  const [head, ...body] = [titles, ...rows].map((cells) => linesOf(columns, widths, cells));
  return [...head, rule, ...body.flat()].join('\n');
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map((column, index) => {
    const cells = rows.map((row) => lengthOf(row[index] ?? ''));
    return cells.reduce((widest, cell) => Math.max(widest, cell), lengthOf(column.title));
  });
}

/** Takes from the widest column that may shrink, again and again, so that the narrower ones stay whole. */
function fittedWidths(columns: readonly Column[], natural: readonly number[], width: number): number[] {
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

/** A row of the table: as many lines as its longest cell needs. */
function linesOf(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly string[],
): readonly string[] {
  const fitted = columns.map(({ isCut }, index) => {
    const cell = cells[index] ?? '';
    return isCut ? [cutTo(widths[index], cell)] : wrappedLines(cell, widths[index]);
  });
  const height = Math.max(...fitted.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, index) => {
        const text = fitted[index][line] ?? '';
        const blanks = ' '.repeat(widths[index] - lengthOf(text));
        return align === 'right' ? blanks + text : text + blanks;
      })
      .join(gap)
      .trimEnd(),
  );
}

const cutTo = (width: number, cell: string): string =>
  lengthOf(cell) <= width ? cell : `${[...cell].slice(0, width - 1).join('')}…`;

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

const wrapped = (text: string, width: number, indent: number): string =>
  wrappedLines(text, width).join(`\n${' '.repeat(indent)}`);

/** Sentences for a terminal: lines that are longer than `width` go on in the next, two characters further in. */
export function prose(text: string, width = terminalWidth()): string {
  return text
    .split('\n')
    .flatMap((line) => {
      if (lengthOf(line) <= width) return [line];
      const [margin] = /^ */.exec(line) ?? [''];
      const [first, ...others] = wrappedLines(line.trimStart(), width - margin.length - 2);
      return [margin + first, ...others.map((part) => `${margin}  ${part}`)];
    })
    .join('\n');
}

/** A space that is not within a command: one between two backticks is typed as it is. */
const between = / (?=(?:[^`]*`[^`]*`)*[^`]*$)/;

/**
 * A text in lines of at most `width` characters, broken between words; a longer word is broken where it must be. What is between
 * backticks is one word.
 */
export function wrappedLines(text: string, width: number): string[] {
  if (lengthOf(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(between).flatMap((word) => pieces(word, width))) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  const characters = [...word];
  if (characters.length <= width) return [word];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, k) =>
    characters.slice(k * width, (k + 1) * width).join(''),
  );
}
