import { element } from '../../panel/view/element.ts';
import type { Heat } from '../heat.ts';
import { type Rgb, rasterOf } from '../raster.ts';

/** Pixels of a cell: no narrower, so that a column can be told from its neighbour; wide maps scroll. */
const narrowest = 3;
const widest = 22;

/** What a pair is told by: its validator and its miner. */
type OfPair<Result> = (validator: number, miner: number) => Result;

/** A map of pairs on a canvas. The darker a cell, the larger its value; what the clip cuts is hatched. */
export class HeatMap {
  readonly node: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly frame: HTMLElement;
  private readonly said = element('p', { class: 'panel-note epoch-heat-words' });
  private readonly title: string;
  private readonly tell: OfPair<string>;
  private heat: Heat | null = null;

  /** `tell` says what a pair comes to; `choose` is told which pair a reader clicks on. */
  constructor(id: string, title: string, tell: OfPair<string>, choose: OfPair<void>) {
    this.title = title;
    this.tell = tell;
    this.canvas = element('canvas', {
      ...{ id, role: 'img' },
      mousemove: (event) =>
        this.over(event, (...pair) => {
          this.said.textContent = this.tell(...pair);
        }),
      click: (event) => this.over(event, choose),
    });
    this.frame = element(
      'div',
      { class: 'epoch-heat', tabindex: 0, role: 'region', 'aria-label': `${title}, map` },
      this.canvas,
    );
    this.node = element('div', {}, element('h4', {}, title), this.frame, this.said);
  }

  /** Draws the map with lines along the pair that is looked at. */
  show(heat: Heat, validator: number, miner: number): void {
    this.heat = heat;
    const { validators, miners, largest } = heat;
    this.said.textContent = this.tell(validator, miner);
    this.canvas.setAttribute(
      'aria-label',
      `${this.title}: ${validators.length} validators, the largest stake first, by ${miners.length} miners, the largest incentive first. The largest value is ${(100 * largest).toFixed(1)} %. The table below has the numbers of the chosen pair.`,
    );
    this.draw(heat, validators.indexOf(validator), miners.indexOf(miner));
  }

  private draw(heat: Heat, row: number, column: number): void {
    const { validators, miners } = heat;
    const { canvas } = this;
    const { wide, high, scale } = this.cell();
    canvas.width = Math.max(1, wide * miners.length);
    canvas.height = Math.max(1, high * validators.length);
    canvas.style.width = `${canvas.width / scale}px`;
    canvas.style.height = `${canvas.height / scale}px`;
    const pen = canvas.getContext('2d');
    if (pen === null || validators.length === 0 || miners.length === 0) return;
    const ink = colourOf(this.node, pen, '--ink', '#22262b');
    const mark = colourOf(this.node, pen, '--mark', '#0072b2');
    const pixels = rasterOf(heat, { wide, high, mark, ink });
    pen.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
    pen.strokeStyle = `rgb(${ink.join(' ')})`;
    pen.lineWidth = scale;
    if (row >= 0) pen.strokeRect(scale / 2, row * high - scale / 2, canvas.width - scale, high);
    if (column >= 0)
      pen.strokeRect(column * wide - scale / 2, scale / 2, wide + scale / 2, canvas.height - scale);
  }

  /** Pixels of the screen that a cell has, whole ones, and how many of them are a pixel of the page. */
  private cell(): { readonly wide: number; readonly high: number; readonly scale: number } {
    const { miners, validators } = this.heat ?? { miners: [], validators: [] };
    const scale = Math.max(1, Math.round(window.devicePixelRatio || 1));
    const room = this.frame.clientWidth || 600;
    const wide = Math.min(widest, Math.max(narrowest, room / Math.max(1, miners.length)));
    const high = Math.min(16, Math.max(6, 360 / Math.max(1, validators.length)));
    return { wide: Math.floor(wide * scale), high: Math.floor(high * scale), scale };
  }

  private over(event: Event, act: OfPair<void>): void {
    if (!(event instanceof MouseEvent) || this.heat === null) return;
    const { wide, high, scale } = this.cell();
    const validator = this.heat.validators[Math.floor((event.offsetY * scale) / high)];
    const miner = this.heat.miners[Math.floor((event.offsetX * scale) / wide)];
    if (validator !== undefined && miner !== undefined) act(validator, miner);
  }
}

/** A colour of the page, light or dark. */
function colourOf(node: HTMLElement, pen: CanvasRenderingContext2D, name: string, other: string): Rgb {
  pen.fillStyle = other;
  pen.fillStyle = getComputedStyle(node).getPropertyValue(name).trim() || other;
  const digits = /^#(..)(..)(..)$/.exec(String(pen.fillStyle));
  const part = (place: number) => Number.parseInt(digits?.[place] ?? '80', 16);
  return [part(1), part(2), part(3)];
}
