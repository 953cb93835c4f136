import { escaped } from '../../base/escaped.ts';
import { byStake, type Clip, type Voter } from '../clip.ts';
import { type Hotkeys, wholeName } from '../hotkeys.ts';
import { percent } from '../words.ts';
import { letter, px, svgOf, ticksOf } from './axis.ts';

/** In which order the validators stand. */
export type Order = 'weight' | 'stake';

/** Heights in pixels. */
const top = 40;
const plot = 190;
const foot = 46;

interface Frame {
  readonly width: number;
  readonly left: number;
  readonly x: (stake: number) => number;
  readonly y: (weight: number) => number;
}

/**
 * The vote on a miner: a bar for each validator, as wide as its share of the stake and as high as its weight. Ordered by weight, the
 * consensus is the height that the bars have where κ of the stake is reached.
 */
export function clipChart(
  clip: Clip,
  kappa: number,
  order: Order,
  width: number,
  hotkeys: Hotkeys = [],
): string {
  const { consensus, miner } = clip;
  const voters = order === 'weight' ? clip.voters : byStake(clip.voters);
  const highest = Math.max(consensus, ...voters.map(({ weight }) => weight));
  const most = highest === 0 ? 1 : highest * 1.04;
  const ticks = ticksOf(0, 100 * most, 4);
  const left = 14 + letter * (2 + Math.max(...ticks.map(({ text }) => text.length)));
  const right = 8;
  const frame: Frame = {
    ...{ width, left },
    x: (stake) => left + (width - left - right) * stake,
    y: (weight) => top + plot * (1 - weight / most),
  };
  const label = `Weights of ${voters.length} validators on uid ${miner}, by stake: the consensus is ${percent(consensus)}, and what lies above it is cut`;
  return svgOf(width, top + plot + foot, label, [
    hatch,
    `<text class="ink" x="0" y="12">Weight on uid ${miner}, % of the validator’s row</text>`,
    ...ticks.map(
      ({ value, text }) =>
        `<path class="grid" d="M${px(left)} ${px(frame.y(value / 100))}H${width - right}"/><text class="faint" x="${px(left - 6)}" y="${px(frame.y(value / 100) + 4)}" text-anchor="end">${text} %</text>`,
    ),
    barsOf(voters, frame, hotkeys),
    `<path class="axis" d="M${px(left)} ${top + plot}H${width - right}"/>`,
    stakeAxis(frame),
    order === 'weight' ? kappaLine(kappa, frame) : '',
    consensusLine(consensus, frame),
  ]);
}

/** What is cut is hatched, so that it is not told by colour alone. */
const hatch =
  '<defs><pattern id="epoch-cut" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="cut-ground" width="6" height="6"/><path class="cut-line" d="M0 0V6"/></pattern></defs>';

function barsOf(voters: readonly Voter[], { x, y }: Frame, hotkeys: Hotkeys): string {
  let from = 0;
  return voters
    .map(({ uid, stake, weight, counted }) => {
      const [start, end] = [x(from), x(from + stake)];
      from += stake;
      const wide = Math.max(0.5, end - start - (end - start > 3 ? 1 : 0));
      const part = (kind: string, low: number, high: number) =>
        high > low
          ? `<rect class="${kind}" x="${px(start)}" y="${px(y(high))}" width="${px(wide)}" height="${px(y(low) - y(high))}"/>`
          : '';
      const name =
        end - start >= letter * String(uid).length + 4
          ? `<text class="faint" x="${px((start + end) / 2)}" y="${px(y(0) + 15)}" text-anchor="middle">${uid}</text>`
          : '';
      const title = `${wholeName(hotkeys, uid)}, ${percent(stake, 1)} of the stake: weight ${percent(weight)}, of which ${percent(counted)} counts`;
      return `<g>${part('kept', 0, counted)}${part('cut', counted, weight)}<title>${escaped(title)}</title>${name}</g>`;
    })
    .join('');
}

const stakeAxis = ({ x, left }: Frame): string =>
  `${[0, 0.5, 1]
    .map(
      (share) =>
        `<text class="faint" x="${px(x(share))}" y="${top + plot + 31}" text-anchor="${share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}">${100 * share} %</text>`,
    )
    .join(
      '',
    )}<text class="faint" x="${px(left)}" y="${top + plot + 44}">validators (uid), as wide as their stake</text>`;

function kappaLine(kappa: number, { x, width }: Frame): string {
  const at = x(kappa);
  const words = `κ = ${percent(kappa, 1)} of the stake`;
  const isRight = at + 6 + letter * words.length > width;
  return `<path class="kappa" d="M${px(at)} ${top - 10}V${top + plot}"/><text class="ink" x="${px(at + (isRight ? -5 : 5))}" y="${top - 12}" text-anchor="${isRight ? 'end' : 'start'}">${words}</text>`;
}

const consensusLine = (consensus: number, { y, left, width }: Frame): string =>
  `<path class="consensus" d="M${px(left)} ${px(y(consensus))}H${width - 8}"/><text class="ink halo" x="${width - 10}" y="${px(y(consensus) - 5)}" text-anchor="end">consensus ${percent(consensus)}</text>`;
