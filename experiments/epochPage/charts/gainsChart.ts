import { escaped } from '../../base/escaped.ts';
import { type Hotkeys, wholeName } from '../hotkeys.ts';
import type { Outcome } from '../outcome.ts';
import { amount } from '../words.ts';
import { letter, px, svgOf, type Tick, ticksOf } from './axis.ts';

/** Heights in pixels. */
const top = 22;
const plot = 150;
const foot = 30;

interface Bar {
  readonly uid: number;
  /** Tokens. */
  readonly value: number;
}

/** A bar for every uid whose pay moves, who gains first; or, where none moves, for every uid that is paid. */
export function gainsChart(outcome: Outcome, token: string, width: number, hotkeys: Hotkeys = []): string {
  const isMoved = outcome.gaining + outcome.losing > 0;
  const bars: Bar[] = outcome.uids
    .map(({ uid, gain, pay }) => ({ uid, value: (isMoved ? gain : pay) / 1e9 }))
    .filter(({ value }) => value !== 0)
    .sort((one, other) => other.value - one.value || one.uid - other.uid);
  if (bars.length === 0) return '';
  const [low, high] = [Math.min(0, bars[bars.length - 1].value), Math.max(0, bars[0].value)];
  const ticks = ticksOf(low, high, 4);
  const left = 10 + letter * Math.max(...ticks.map(({ text }) => text.length));
  const y = (value: number) => top + (plot * (high - value)) / (high - low);
  const title = `${isMoved ? 'Change of pay' : 'Pay'}, ${token} an epoch`;
  const what = `${title}: ${bars.length} uids from ${bars.slice(0, 1).map(said(token))} to ${bars.slice(-1).map(said(token))}`;
  return svgOf(width, top + plot + foot, escaped(what), [
    `<text class="ink" x="0" y="12">${title}</text>`,
    ...ticks.map((tick) => levelOf(tick, y(tick.value), left, width)),
    barsOf(bars, left, width, y, (uid, value) => `${wholeName(hotkeys, uid)}: ${amount(value * 1e9, token)}`),
    `<text class="faint" x="${left}" y="${top + plot + foot - 6}">${bars.length} uids, ${isMoved ? 'who gains most first' : 'the best paid first'}</text>`,
  ]);
}

const said =
  (token: string) =>
  ({ uid, value }: Bar): string =>
    `uid ${uid}, ${amount(value * 1e9, token)}`;

const levelOf = ({ value, text }: Tick, at: number, left: number, width: number): string =>
  `<path class="${value === 0 ? 'axis' : 'grid'}" d="M${px(left)} ${px(at)}H${width}"/><text class="faint" x="${px(left - 6)}" y="${px(at + 4)}" text-anchor="end">${text}</text>`;

function barsOf(
  bars: readonly Bar[],
  left: number,
  width: number,
  y: (value: number) => number,
  tell: (uid: number, value: number) => string,
): string {
  const step = Math.min(34, (width - left) / bars.length);
  const wide = Math.max(1, step - (step > 4 ? 2 : 0.5));
  const isNamed = step >= 24;
  return bars
    .map(({ uid, value }, place) => {
      const at = left + place * step;
      const [high, low] = [Math.min(y(0), y(value)), Math.max(y(0), y(value))];
      const name = isNamed
        ? `<text class="faint" x="${px(at + wide / 2)}" y="${px(value > 0 ? y(0) + 14 : y(0) - 5)}" text-anchor="middle">${uid}</text>`
        : '';
      return `<g><rect class="${value > 0 ? 'gain' : 'loss'}" x="${px(at)}" y="${px(high)}" width="${px(wide)}" height="${px(Math.max(0.5, low - high))}"/><title>${escaped(tell(uid, value))}</title>${name}</g>`;
    })
    .join('');
}
