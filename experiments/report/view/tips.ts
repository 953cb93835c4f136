import { element } from '../../panel/view/element.ts';
import type { Tip } from '../charts/tips.ts';

type Form = 'broad' | 'narrow';

/** A pointer this near to a point means it, px on the screen. */
const reach = 36;

/** What every point says, for the pointer and for the keyboard: arrows go from point to point. */
export function startTips(plot: HTMLElement, tipsOf: (form: Form) => Promise<readonly Tip[]>): void {
  const box = element('div', { class: 'tip' });
  const ring = element('div', { class: 'tip-at' });
  const heard = element('span', { class: 'heard', role: 'status' });
  let at = -1;
  const hide = () => {
    box.remove();
    ring.remove();
    at = -1;
  };
  const shown = () => {
    const form: Form = plot.querySelector('.broad')?.getClientRects().length ? 'broad' : 'narrow';
    const svg = plot.querySelector<SVGSVGElement>(`.${form} svg`);
    return svg === null ? null : { form, svg };
  };
  const show = ([x, y, words]: Tip, svg: SVGSVGElement) => {
    const [left, top] = placeOf(x, y, svg, plot);
    ring.style.left = `${left}px`;
    ring.style.top = `${top}px`;
    box.textContent = words;
    plot.append(ring, box);
    const room = plot.clientWidth - box.offsetWidth;
    box.style.left = `${Math.max(0, Math.min(room, left - box.offsetWidth / 2))}px`;
    box.style.top = `${top - box.offsetHeight - 12 < 0 ? top + 14 : top - box.offsetHeight - 12}px`;
  };

  plot.addEventListener('pointermove', async (event) => {
    const found = shown();
    if (found === null) return;
    const tips = await tipsOf(found.form);
    const frame = plot.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    let best = reach;
    let nearest = -1;
    tips.forEach(([x, y], k) => {
      const [left, top] = placeOf(x, y, found.svg, plot);
      const far = Math.hypot(left - px, top - py);
      if (far < best) [best, nearest] = [far, k];
    });
    if (nearest < 0) return hide();
    at = nearest;
    show(tips[nearest], found.svg);
  });
  plot.addEventListener('pointerleave', hide);
  plot.addEventListener('blur', hide);
  plot.addEventListener('keydown', async (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') return hide();
    const found = shown();
    if (step === undefined || found === null) return;
    event.preventDefault();
    const tips = await tipsOf(found.form);
    if (tips.length === 0) return;
    at = (at + step + tips.length) % tips.length;
    show(tips[at], found.svg);
    heard.textContent = tips[at][2];
    plot.after(heard);
  });
}

/** A place of the chart in px of its frame: a chart may be drawn smaller than it is. */
function placeOf(x: number, y: number, svg: SVGSVGElement, plot: HTMLElement): [number, number] {
  const inner = svg.getBoundingClientRect();
  const outer = plot.getBoundingClientRect();
  const scale = inner.width / svg.viewBox.baseVal.width;
  return [inner.left - outer.left + x * scale, inner.top - outer.top + y * scale];
}
