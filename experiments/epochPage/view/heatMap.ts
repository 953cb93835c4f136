import { element } from '../../panel/view/element.ts';
import type { Heat } from '../heat.ts';

/** Pixels of a cell: no narrower, so that a column can be told from its neighbour; wide maps scroll. */
const narrowest = 3;
const widest = 22;

/** A map of pairs on a canvas. The darker a cell, the larger its value; what the clip cuts is left hollow. */
export class HeatMap {
  readonly node: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly frame: HTMLElement;
  private readonly said = element('p', { class: 'panel-note epoch-heat-words' });
  private readonly title: string;
  private readonly tell: (validator: number, miner: number) => string;
  private heat: Heat | null = null;

  /** `tell` says what a pair comes to; `choose` is told which pair a reader clicks on. */
  constructor(
    id: string,
    title: string,
    tell: (validator: number, miner: number) => string,
    choose: (validator: number, miner: number) => void,
  ) {
    this.title = title;
    this.tell = tell;
    this.canvas = element('canvas', {
      ...{ id, role: 'img' },
      mousemove: (event) => this.over(event, (...pair) => (this.said.textContent = this.tell(...pair))),
      click: (event) => this.over(event, choose),
    });
    this.frame = element(
      'div',
      { class: 'epoch-heat', tabindex: 0, role: 'region', 'aria-label': `${title}, map` },
      this.canvas,
    );
    this.node = element('div', {}, element('h4', {}, title), this.frame, this.said);
  }

  /** Draws the map with a line along the pair that is looked at. */
  show(heat: Heat, validator: number, miner: number): void {
    this.heat = heat;
    const { validators, miners, largest } = heat;
    this.said.textContent = this.tell(validator, miner);
    this.canvas.setAttribute(
      'aria-label',
      `${this.title}: ${validators.length} validators, the largest stake first, by ${miners.length} miners, the best paid first. The largest value is ${(100 * largest).toFixed(1)} %. The table below has the numbers of the chosen pair.`,
    );
    this.draw(heat, validator, miner);
  }

  private draw(
    { validators, miners, values, counted, largest }: Heat,
    validator: number,
    miner: number,
  ): void {
    const { wide, high } = this.cell();
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.max(1, wide * miners.length), Math.max(1, high * validators.length)];
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const pen = this.canvas.getContext('2d');
    if (pen === null) return;
    const { ink, mark } = coloursOf(this.node);
    pen.scale(scale, scale);
    const gap = wide > 6 ? 1 : 0;
    for (let row = 0; row < validators.length; row++)
      for (let column = 0; column < miners.length; column++) {
        const value = values[row * miners.length + column];
        if (value === 0) continue;
        const left = counted[row * miners.length + column];
        const [x, y, w, h] = [column * wide, row * high, wide - gap, high - 1];
        pen.globalAlpha = 0.15 + 0.85 * Math.sqrt(value / largest);
        pen.fillStyle = mark;
        pen.fillRect(x, y + h * (1 - left), w, h * left);
        if (left > 0.98) continue;
        pen.globalAlpha = 0.3;
        pen.fillStyle = ink;
        pen.fillRect(x, y, w, 1);
        pen.fillRect(x, y, 0.5, h * (1 - left));
      }
    pen.globalAlpha = 1;
    pen.strokeStyle = ink;
    pen.lineWidth = 1;
    const [row, column] = [validators.indexOf(validator), miners.indexOf(miner)];
    if (row >= 0) pen.strokeRect(0.5, row * high - 0.5, width - 1, high);
    if (column >= 0) pen.strokeRect(column * wide - 0.5, 0.5, wide + 0.5, height - 1);
  }

  private cell(): { readonly wide: number; readonly high: number } {
    const { miners, validators } = this.heat ?? { miners: [], validators: [] };
    const room = this.frame.clientWidth || 600;
    return {
      wide: Math.min(widest, Math.max(narrowest, room / Math.max(1, miners.length))),
      high: Math.min(16, Math.max(6, 360 / Math.max(1, validators.length))),
    };
  }

  private over(event: Event, act: (validator: number, miner: number) => void): void {
    if (!(event instanceof MouseEvent) || this.heat === null) return;
    const { wide, high } = this.cell();
    const validator = this.heat.validators[Math.floor(event.offsetY / high)];
    const miner = this.heat.miners[Math.floor(event.offsetX / wide)];
    if (validator !== undefined && miner !== undefined) act(validator, miner);
  }
}

/** The colours of the page, light or dark. */
function coloursOf(node: HTMLElement): { readonly ink: string; readonly mark: string } {
  const style = getComputedStyle(node);
  const of = (name: string, other: string) => style.getPropertyValue(name).trim() || other;
  return { ink: of('--ink', '#22262b'), mark: of('--mark', '#0072b2') };
}
