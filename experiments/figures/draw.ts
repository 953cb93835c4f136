import { existsSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { render } from '../report/charts/render.ts';
import type { FigureChart } from './figure.ts';

export interface Drawing {
  readonly chart: FigureChart;
  readonly svg: string;
}

export async function draw(charts: readonly FigureChart[]): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  // One after the other: the ids of clip paths are counted through the process.
  for (const chart of charts) drawings.push({ chart, svg: await render(chart.spec) });
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

/** Width of a chart in its own units, px. */
export const widthOf = (svg: string): number => Number(/<svg[^>]*\swidth="([\d.]+)"/.exec(svg)?.[1] ?? 600);
