import { UserError } from '../base/userError.ts';
import { Place } from './fields.ts';

/** A table of text with a line of names. */
export interface CsvText {
  readonly names: readonly string[];
  /** [row] an object of its cells by name; empty cells are absent. */
  readonly rows: readonly Place[];
}

/** Whether a text begins with a line of names joined by commas. */
export const looksLikeCsv = (text: string): boolean =>
  /^\uFEFF?[A-Za-z_]\w*(?:,"?[A-Za-z_][\w.]*"?)+\s*(?:\r?\n|$)/.test(text);

/** Reads comma-separated values. Throws `UserError` with file and line for a row of another length. */
export function csvOf(text: string, file: string): CsvText {
  const [head, ...body] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(head, file, 1);
  const rows = body.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = cellsOf(line, file, index + 2);
    if (cells.length !== names.length)
      throw new UserError(
        `${file}, line ${index + 2}: a row must have ${names.length} cells, as the line of names; received ${cells.length} (the file may be cut: write it again)`,
      );
    const object = Object.assign(
      Object.create(null),
      Object.fromEntries(names.flatMap((name, k) => (cells[k] === '' ? [] : [[name, cells[k]]]))),
    );
    return [new Place(file, `line ${index + 2}`, object)];
  });
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new UserError(`${file}, line 1: a column must be named once; received ${twice} again (remove one)`);
  return { names, rows };
}

function cellsOf(line: string, file: string, at: number): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map((match) =>
    match[1] === undefined ? match[2].trim() : match[1].replaceAll('""', '"'),
  );
  const length = line.replace(/"(?:[^"]|"")*"/g, '').split(',').length;
  if (cells.length !== length || (line.match(/"/g)?.length ?? 0) % 2 === 1)
    throw new UserError(
      `${file}, line ${at}: a cell must close its quotation marks; received ${line.slice(0, 40)} (correct it there)`,
    );
  return cells;
}
