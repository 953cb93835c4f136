import { join } from 'node:path';
import { specText } from '../report/charts/render.ts';
import { replaceFolder } from '../run/system/replaceFolder.ts';
import { columnsCsv, tableCsv } from './csv.ts';
import { type Drawing, draw, png } from './draw.ts';
import type { Figure, FigureResult } from './figure.ts';
import { page } from './page.ts';

/** A figure on disk. */
export interface WrittenFigure {
  readonly figure: Figure;
  readonly result: FigureResult;
  /** Its folder and its page. */
  readonly folder: string;
  readonly page: string;
  readonly drawings: readonly Drawing[];
}

export const folderName = ({ id, name }: Figure): string => `${id}-${name}`;

/** Writes charts, tables and page into `<out>/<id>-<name>/`, which is made again: the same bytes for the same result. */
export async function writeFigure(figure: Figure, result: FigureResult, out: string): Promise<WrittenFigure> {
  const drawings = await draw(result.charts);
  const contents = new Map<string, string | Buffer>([['index.html', page(figure, result, drawings)]]);
  for (const {
    figure: { name, broad, spec },
  } of drawings) {
    contents.set(`${name}.svg`, broad.svg);
    contents.set(`${name}.png`, png(broad.svg, 2 * broad.width));
    contents.set(`${name}.vl.json`, specText(spec));
  }
  for (const table of result.tables) {
    contents.set(`${table.name}.csv`, tableCsv(table));
    contents.set(`${table.name}.columns.csv`, columnsCsv(table));
  }
  const folder = join(out, folderName(figure));
  replaceFolder(folder, contents);
  return { figure, result, folder, page: join(folder, 'index.html'), drawings };
}
