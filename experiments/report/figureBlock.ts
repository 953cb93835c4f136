import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../run/system/writeWhole.ts';
import type { TopLevelSpec } from './charts/chart.ts';
import { drawn } from './charts/drawn.ts';
import { specText } from './charts/render.ts';
import type { Figure } from './document.ts';

/** A chart as a block of a page, drawn for its widths. `isWide`: it has the whole column. */
export async function figureBlock(
  name: string,
  caption: string,
  spec: TopLevelSpec,
  isWide = false,
): Promise<Figure> {
  return { kind: 'figure', name, caption, isWide, ...(await drawn(spec, isWide)) };
}

/** Writes `figures/<name>.svg` and `figures/<name>.vl.json` into a results folder: what the page shows on a wide screen. */
export function writeFigure(
  folder: string,
  { name, broad, spec }: Pick<Figure, 'name' | 'broad' | 'spec'>,
): void {
  const figures = join(folder, 'figures');
  mkdirSync(figures, { recursive: true });
  writeWhole(join(figures, `${name}.svg`), broad.svg);
  writeWhole(join(figures, `${name}.vl.json`), specText(spec));
}
