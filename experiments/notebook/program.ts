import type { Cell } from './notebook.ts';

/** Names and values that build cells export, by the number of the cell: plain JSON. */
export type BuildData = Readonly<Record<number, Readonly<Record<string, unknown>>>>;

/** Cells one below the other as one text, in which each may use what those above it have declared. */
export interface Program {
  readonly text: string;
  /** The cell and its line, both from 0, of a line of the text, from 1; null before the first cell. */
  placeOf(line: number): Place | null;
}

export interface Place {
  readonly cell: number;
  readonly line: number;
}

/** The program of some cells as the page and the builder run it: each cell says where it begins, and a build cell is what it exported. */
export function programOf(cells: readonly Cell[], data: BuildData): Program {
  return joined(
    cells.map(({ kind, source }, cell) => {
      if (kind === 'page') return source;
      const names = Object.keys(data[cell] ?? {}).join(', ');
      return `const { ${names} } = $data[${cell}];`;
    }),
  );
}

/** The program of the build cells alone. */
export const buildProgramOf = (cells: readonly Cell[]): Program =>
  joined(cells.map(({ kind, source }) => (kind === 'build' ? source : '')));

function joined(texts: readonly string[]): Program {
  const starts: number[] = [];
  const lines: string[] = [];
  for (const [cell, text] of texts.entries()) {
    lines.push(`$at(${cell});`);
    starts.push(lines.length);
    lines.push(...text.split('\n'));
  }
  return {
    text: lines.join('\n'),
    placeOf(line) {
      const cell = starts.findLastIndex((start) => start < line);
      return cell < 0 ? null : { cell, line: line - 1 - starts[cell] };
    },
  };
}
