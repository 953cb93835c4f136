import type { Behaviour } from '../../../sim/controllers/loopBehaviour.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import type { Table } from '../../report/document.ts';
import type { ModelPage } from '../../report/models/modelPage.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { differenceText, estimateText, none, number2 } from '../../statistics/format.ts';
import type { MeanInterval } from '../../statistics/meanInterval.ts';
import { type LoopCell, loopCells, quietGain } from './cells.ts';
import { loopCaption, loopPicture } from './picture.ts';
import { loopGains, loopGrounds, loopNotices } from './plan.ts';
import { alikeOf, daysWords, does } from './words.ts';

/** A cell that is compared. */
type Costed = LoopCell & { readonly added: MeanInterval };

/** The cell that costs clients most; null where none is compared. */
function worstOf(cells: readonly LoopCell[]): Costed | null {
  const costed = cells.flatMap((cell) => (cell.added === null ? [] : [{ ...cell, added: cell.added }]));
  return costed.reduce<Costed | null>(
    (worst, cell) => (worst === null || cell.added.mean > worst.added.mean ? cell : worst),
    null,
  );
}

/** Up to which gain loops come to rest everywhere, and what the worst gain costs clients. */
function loopAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const cells = loopCells(rows, study);
  const worst = worstOf(cells);
  if (worst === null) return 'Nothing can be compared yet: too few runs have ended.';
  const quiet = quietGain(cells);
  const within = `With up to ${daysWords(Math.max(...loopNotices))}’ notice`;
  const rest =
    quiet === null
      ? `${within} no gain lets all loops rest`
      : `${within} loops rest in most worlds up to gain ${quiet}`;
  const { gain, behaviour, added, ground } = worst;
  const knob = ground.set.knob === 'immunityPeriod' ? 'immunity' : 'the price';
  const crowd = ground.set.arrivals > loopGrounds[0].set.arrivals ? ' in a crowded subnet' : '';
  const end = `with 20-fold steps ${does[behaviour]}${crowd}: clients’ loss ${added.low > 0 ? 'rises' : 'changes'} by ${estimateText(added)} nats.`;
  return fitting(`${rest}; gain ${gain} on ${knob} ${end}`, `${rest}; gain ${gain} ${end}`);
}

function loopYardsticks(rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] {
  const worst = worstOf(loopCells(rows, study));
  return worst === null ? [] : [yardstickOf(study, worst.added, 'what the worst gain costs')];
}

function loopSure(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const cells = loopCells(rows, study);
  if (cells.length === 0) return [];
  const asSaid = cells.filter(({ behaviour, theory }) => behaviour === theory).length;
  const calmer = cells.filter((cell) => rank(cell.behaviour) < rank(cell.theory)).length;
  const split = cells.filter(({ seen }) => new Set(seen).size > 1).length;
  const costly = cells.filter(({ added }) => added !== null && added.low > study.margin);
  const alike = cells.filter(
    ({ added }) => added !== null && added.high <= study.margin && added.low >= -study.margin,
  );
  const compared = cells.filter(({ added }) => added !== null).length;
  return [
    `Of ${cells.length} cells (gain, notice, ground) ${asSaid} behave as the linear loop of the same gain and delay does, ${calmer} are calmer and ${cells.length - asSaid - calmer} wilder; in ${split} the worlds do not all behave alike, and a cell is what most of them are.`,
    `Beside gain ${loopGains[0]} clients lose more than ${number2(study.margin)} nats for certain in ${costly.length} of ${compared} cells, are served alike within ± ${number2(study.margin)} in ${alike.length}, and the rest is not decided (paired by seed, joint 95 % intervals).`,
  ];
}

const rank = (behaviour: Behaviour): number => ['stable', 'rings', 'diverges'].indexOf(behaviour);

/** A table with a row for each ground and notice, a column for each gain. */
function tableOf(cells: readonly LoopCell[], caption: string, told: (cell: LoopCell) => string): Table {
  const places = [
    ...new Map(cells.map(({ ground, notice }) => [`${ground.name} ${notice}`, { ground, notice }])).values(),
  ];
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'where', shrinks: true },
      { title: 'notice, days', align: 'right' },
      ...loopGains.map((gain) => ({ title: `gain ${gain}` })),
    ],
    rows: places.map(({ ground, notice }) => [
      ground.words,
      String(notice),
      ...loopGains.map((gain) => {
        const cell = cells.find((one) => one.ground === ground && one.notice === notice && one.gain === gain);
        return cell === undefined ? none : told(cell);
      }),
    ]),
  };
}

const behaviourText = (cell: LoopCell): string => {
  const { behaviour, theory, seen } = cell;
  const same = alikeOf(cell);
  const worlds = same === seen.length ? '' : ` in ${same} of ${seen.length}`;
  return `${does[behaviour]}${worlds}${theory === behaviour ? '' : ` (linear: ${does[theory]})`}`;
};

export const loopMapPage: ModelPage = {
  answer: loopAnswer,
  yardsticks: loopYardsticks,
  picture: (rows, study) => {
    const cells = loopCells(rows, study);
    if (cells.length === 0) return null;
    return { kind: 'chart', name: 'map', caption: loopCaption(study), spec: loopPicture(cells, study) };
  },
  sure: loopSure,
  sections: (rows, study) => {
    const cells = loopCells(rows, study);
    const how = `How the loop behaves: what most of ${study.seeds} worlds are, and where the linear loop differs, what that does.`;
    const cost = `Served loss beside that at gain ${loopGains[0]}, nats: paired by seed, all intervals hold together at 95 %.`;
    return [
      {
        heading: 'The map in tables',
        blocks: [
          tableOf(cells, how, behaviourText),
          tableOf(cells, cost, ({ added }) => differenceText(added)),
        ],
      },
    ];
  },
  limits: [
    'Four gains and two notices: where a loop begins to ring lies between two of them. Notice of two weeks is not in the map: at gain 0.1 (seeds 15001 to 15005) all five loops on the price rest, of those on immunity three rest and two ring.',
    'The gain is reckoned with the answer that theory gives a setting: −1 for the half-life where the price binds, 0.99 for immunity. Where hardly more want in than the price lets, registrations answer an eighth of that, so the same gain is calmer.',
    'A change may be a factor of 20 a day, so that the loop and not its limit is seen. Chains limit a change to a half at most, which hides a loop that runs away behind one that swings between its limits.',
    'Where five times as many look, at gain 3 and a day of notice, no world of the quick size runs to its end. Every sixth day or so the half-life falls to 22 to 68 blocks, 300 to 600 register on such a day, and after 154 to 182 days newcomers have burned the 1.82 million alpha that circulate outside the cast. Until then the loop runs away there too (standard deviation of ln(setting) 2.4). On seed 12003 gain 1, steps of a half at most, or twice as many who look instead of five times, each run to the end.',
    'What a wild loop costs hangs on its largest step. With a half at most, as `autopilot-worlds` has, the dearest cell costs 0.001 and 0.005 nats on seeds 13001 and 13002, with a factor of 20 it costs 0.270 and 0.271; with twice as many who look instead of five times, 0.067 on seed 13001. At gain 0.1 on immunity with four days of notice 9 of 12 further worlds rest and 3 ring.',
    'Another start changes little: with half, 1.2 times and double the start (seeds 14001 to 14007, the three starts of a seed not independent) 19 of 21 runs on immunity rest at gain 0.1 with four days of notice and 2 ring, at gain 1 with a day of notice 20 ring and 1 runs away; on the price at gain 1 with a day of notice all 21 rest, and all 12 ring where it is crowded (4 seeds). A window of 90 days is less sure: by the last 90 of the 200 days 15, 16, 18 and 12 of these runs are still told so, and no majority turns; at gain 0.1 the rings are as many as noise alone gives linear loops over 90 days.',
    '“Comes to rest” means neither wild nor swinging, not still: the standard deviation of ln(setting) is 0.01 to 0.20 at gain 0.1, but 0.59 to 0.69, a factor of two, at gain 1 on the price with a day of notice (0.51 to 1.00 on seeds 14001 to 14007, at the border of running away). And “rings” may be faint: 0.03 to 0.04 at gain 0.35 in the crowded subnet with four days. On immunity at gain 1 with a day of notice worlds lie near both borders (0.66 to 1.00, lowest autocorrelation −0.37 to −0.63).',
    'A loop that sums up noise goes far without ringing: its spread may pass 1 where nothing swings, and it counts as running away.',
  ],
  assumptions: [
    'The busy subnet of `autopilot-worlds` (256 uids, 12 validators) without a shock, settled for 15 days; the loop begins at a setting 1.2 times too long, and 10 days under it are not measured.',
    '80 people a day look at the subnet, of whom 15 register; where it is crowded, 400. No source for 400: it is the spam of `autopilot-worlds`, here of people who run models.',
    'The loop aims at 13.2 registrations a day or at 3.6 % of slots immune, the means of calm worlds of other seeds.',
  ],
  method: [
    'A loop runs away where ln(setting) has a standard deviation above 1 over the measured days, and rings where its lowest autocorrelation over lags of 1 to 20 days lies below −0.4: the rules of the map of the cheap market (figure `autopilot`), stated before the worlds ran. By it noise alone looks like ringing in 0 to 7 of 100 linear loops at rest over 200 days (2,000 drawn of each gain and notice), in 11 to 29 over 90 and in 56 to 72 over 45: a first run of 45 days, on other seeds, is given up for that.',
    'The linear loop: ln(setting) moves by −gain · error, which the plant answers after the notice (Levin and May 1976); it runs away where a pole lies outside the unit circle, and rings where it overshoots by more than 5 %.',
  ],
};
