import type { Block, Figure, Section } from './document.ts';
import { figureBlock, writeFigure } from './figureBlock.ts';
import type { ChartBlock, PageSection } from './pageSection.ts';

/** A chart drawn for its page, its files written into the folder. */
export async function drawnFigure(folder: string, { name, caption, spec }: ChartBlock): Promise<Figure> {
  const figure = await figureBlock(name, caption, spec, true);
  writeFigure(folder, figure);
  return figure;
}

/** Parts of a page with their charts drawn; the picture of the page is not shown a second time. */
export async function drawnSections(
  folder: string,
  sections: readonly PageSection[],
  picture: ChartBlock | null,
): Promise<Section[]> {
  const all: Section[] = [];
  for (const { heading, blocks } of sections) {
    const others = blocks.filter((block) => block.kind !== 'chart' || block.name !== picture?.name);
    const drawn: Block[] = [];
    for (const block of others) drawn.push(block.kind === 'chart' ? await drawnFigure(folder, block) : block);
    if (drawn.length > 0) all.push({ id: idOf(heading), heading, blocks: drawn });
  }
  return all;
}

const idOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z]+/g, '-');
