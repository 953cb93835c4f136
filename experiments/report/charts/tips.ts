import type { View } from 'vega';
import { rowWords } from './told.ts';

/** A point of a chart that says what it is: where it lies in the units of its SVG, and its words. */
export type Tip = readonly [x: number, y: number, words: string];

/** What is read of Vega's scene: marks hold items, and items of groups hold marks. */
interface SceneMark {
  readonly marktype?: string;
  readonly items?: readonly SceneItem[];
}
interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly items?: readonly SceneMark[];
}

/** Marks whose items are places; an area has the points of its line once more. */
const placed = new Set(['symbol', 'line', 'rect', 'rule']);

/** The points of a drawn chart that have words, from the left and the top of its SVG; of very many those at equal distances. */
export function tipsOf(view: View, svg: string): Tip[] {
  const found = new Map<string, Tip>();
  const [left, top] = firstShift(svg);
  // Vega's types leave out the root of a scene.
  const { root } = view.scenegraph() as unknown as { readonly root: SceneMark };
  collect(root, left, top, found);
  const all = [...found.values()].sort(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2);
  const stride = Math.ceil(all.length / mostTips);
  return all.filter((_, k) => k % stride === 0);
}

const mostTips = 1500;

/** Padding and origin of the chart: the first translation of its SVG. */
function firstShift(svg: string): [number, number] {
  const [, x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(svg) ?? [];
  return [Number(x ?? 0), Number(y ?? 0)];
}

function collect({ marktype, items = [] }: SceneMark, left: number, top: number, found: Map<string, Tip>) {
  for (const item of items) {
    const { x = 0, y = 0, datum } = item;
    if (marktype === 'group') {
      for (const mark of item.items ?? []) collect(mark, left + x, top + y, found);
      continue;
    }
    const words = placed.has(marktype ?? '') && datum !== undefined ? rowWords(datum) : null;
    if (words !== null) {
      const isArea = marktype === 'rect';
      const at = [
        left + x + (isArea ? (item.width ?? 0) / 2 : 0),
        top + y + (isArea ? (item.height ?? 0) / 2 : 0),
      ];
      const [px, py] = at.map((value) => Math.round(value * 10) / 10);
      // A rule and its point say the same of one row: the point comes last and is where a reader looks.
      found.set(`${left} ${top} ${words}`, [px, py, words]);
    }
  }
}
