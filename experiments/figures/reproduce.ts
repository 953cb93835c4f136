import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { unknownName } from '../base/userError.ts';
import { writeWhole } from '../run/system/writeWhole.ts';
import type { Context, Figure } from './figure.ts';
import { indexPage } from './indexPage.ts';
import { countVerdicts } from './verdicts.ts';
import { type WrittenFigure, writeFigure } from './writeFigure.ts';

/** The figures that a word names: an id, a name, an id with its name, or `all`. Throws `UserError` at any other. */
export function figuresNamed(word: string, catalogue: readonly Figure[]): readonly Figure[] {
  if (word === 'all') return catalogue;
  const wanted = word.toLowerCase();
  const found = catalogue.filter(({ id, name }) =>
    [id, name, `${id}-${name}`].some((known) => known.toLowerCase() === wanted),
  );
  if (found.length > 0) return found;
  throw unknownName('figure', word, ['all', ...catalogue.flatMap(({ id, name }) => [name, id])]);
}

/** Computes and writes figures one after the other; of more than one also `<out>/index.html`, unless they are a part of what was asked. */
export async function reproduce(
  figures: readonly Figure[],
  out: string,
  progress: (figure: Figure, share: number, doing: string) => void = () => {},
  isWhole = true,
): Promise<WrittenFigure[]> {
  const written: WrittenFigure[] = [];
  for (const figure of figures) {
    const context: Context = { progress: (share, doing) => progress(figure, share, doing) };
    context.progress(0, '');
    written.push(await writeFigure(figure, await figure.compute(context), out));
    context.progress(1, '');
  }
  if (written.length > 1 && isWhole) {
    mkdirSync(out, { recursive: true });
    writeWhole(join(out, 'index.html'), indexPage(written));
  }
  return written;
}

/** 1 if a published value is not met, else 0. */
export const exitCodeOf = (written: readonly WrittenFigure[]): 0 | 1 =>
  written.some(({ result }) => countVerdicts(result.checks).notMet > 0) ? 1 : 0;
