import { existsSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import type { Figure } from '../report/document.ts';
import { figureBlock } from '../report/figureBlock.ts';
import type { FigureChart } from './figure.ts';

export interface Drawing {
  readonly chart: FigureChart;
  readonly figure: Figure;
}

export async function draw(charts: readonly FigureChart[]): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  // One after the other: the ids of clip paths are counted through the process.
  for (const chart of charts) {
    const { name, caption, spec, isWide } = chart;
    drawings.push({ chart, figure: await figureBlock(name, caption, spec, isWide) });
  }
  return drawings;
}

const folder = '/usr/share/fonts/truetype/dejavu';
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']
  .map((file) => `${folder}/${file}`)
  .filter((path) => existsSync(path));

/** The chart as PNG on white, `width` pixels wide; the fonts are DejaVu where Debian keeps them, else the system's. */
export function png(svg: string, width: number): Buffer {
  const image = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: width },
    font: { fontFiles, loadSystemFonts: fontFiles.length === 0, defaultFontFamily: 'DejaVu Sans' },
  });
  return image.render().asPng();
}
