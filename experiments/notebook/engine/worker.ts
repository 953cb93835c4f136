import { pageModule } from '../modules.ts';
import type { BuildData } from '../program.ts';
import { type About, type Showable, shownOf } from '../shown.ts';
import type { Reply } from './messages.ts';

/** A program of cells, as `functionSource` writes it. */
type CellFunction = (
  require: (name: string) => object,
  exports: object,
  show: (value: Showable, about?: About) => void,
  at: (cell: number) => void,
  data: BuildData,
) => Promise<void>;

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  postMessage(reply: Reply): void;
  /** Called by the text that follows this one in the worker's script. */
  runNotebook(program: CellFunction, data: BuildData): Promise<void>;
};

self.runNotebook = async (program, data) => {
  let cell = 0;
  const at = (next: number): void => {
    cell = next;
    self.postMessage({ kind: 'at', cell });
  };
  const show = (value: Showable, about?: About): void =>
    self.postMessage({ kind: 'show', cell, shown: shownOf(value, about) });
  try {
    await program(pageModule, {}, show, at, data);
    self.postMessage({ kind: 'end' });
  } catch (error) {
    const isError = error instanceof Error;
    const message = isError ? `${error.name}: ${error.message}` : String(error);
    self.postMessage({ kind: 'fault', cell, message, stack: (isError && error.stack) || '' });
  }
};
