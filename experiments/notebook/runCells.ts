import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import * as lab from '../index.ts';
import { pageModule, pageModules } from './modules.ts';
import type { Cell, Notebook } from './notebook.ts';
import { type BuildData, buildProgramOf, type Place, type Program, programOf } from './program.ts';
import { type Show, type Shown, shownOf } from './shown.ts';
import { functionSource, SyntaxFault } from './strip.ts';

/** What the cells of a notebook came to. */
export interface CellRun {
  readonly data: BuildData;
  /** [cell] what it has shown. */
  readonly shown: readonly (readonly Shown[])[];
}

type CellFunction = (
  require: (name: string) => object,
  exports: Record<string, unknown>,
  show: Show,
  at: (cell: number) => void,
  data: BuildData,
) => Promise<void>;

/**
 * Runs the cells of a notebook in Node as a page does, once those that need files have run. Throws an error that names the notebook, the
 * cell and the line for a cell that fails.
 */
export async function runCells({ name, cells }: Pick<Notebook, 'name' | 'cells'>): Promise<CellRun> {
  const built = cells.some(({ kind }) => kind === 'build')
    ? await run(name, cells, buildProgramOf(cells), {}, nodeModule)
    : { exported: {}, shown: [] };
  const data: BuildData = JSON.parse(JSON.stringify(built.exported));
  const { shown } = await run(name, cells, programOf(cells, data), data, pageModule);
  return {
    data,
    shown: shown.map((all, cell) => (cells[cell].kind === 'build' ? (built.shown[cell] ?? []) : all)),
  };
}

async function run(
  name: string,
  cells: readonly Cell[],
  program: Program,
  data: BuildData,
  require: (name: string) => object,
): Promise<{ exported: Record<number, Record<string, unknown>>; shown: Shown[][] }> {
  const shown: Shown[][] = cells.map(() => []);
  const exported: Record<number, Record<string, unknown>> = {};
  let current = 0;
  const exports: Record<string, unknown> = {};
  /** Exports of a program are one record: what was added since the last cell is the last cell's. */
  const keep = (): void => {
    const known = Object.values(exported).flatMap((record) => Object.keys(record));
    const added = Object.entries(exports).filter(([key]) => !known.includes(key));
    if (added.length > 0) exported[current] = Object.fromEntries(added);
  };
  const at = (cell: number): void => {
    keep();
    current = cell;
  };
  try {
    const cellFunction: CellFunction = new Script(functionSource(program), {
      filename: `${name}.cells.js`,
    }).runInThisContext();
    await cellFunction(
      require,
      exports,
      (value, about) => shown[current].push(shownOf(value, about)),
      at,
      data,
    );
  } catch (error) {
    throw located(name, program, error);
  }
  keep();
  return { exported, shown };
}

const nodeRequire = createRequire(import.meta.url);

/** What a cell may import while the page is built: all of the laboratory, and Node. */
const nodeModule = (name: string): object =>
  name === 'yuma-lab'
    ? { ...pageModules['yuma-lab'], ...lab }
    : name.startsWith('node:')
      ? nodeRequire(name)
      : pageModule(name);

function located(name: string, program: Program, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const place = placeOfError(program, error);
  const where = place === null ? '' : `, cell ${place.cell + 1}, line ${place.line + 1}`;
  return new Error(`${name}${where}: ${message}`, { cause: error });
}

function placeOfError(program: Program, error: unknown): Place | null {
  if (error instanceof SyntaxFault) return program.placeOf(error.line);
  const frame = /\.cells\.js:(\d+)/.exec(error instanceof Error ? (error.stack ?? '') : '');
  return frame === null ? null : program.placeOf(Number(frame[1]) - 1);
}
