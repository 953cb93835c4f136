import { element } from '../../panel/view/element.ts';
import { save } from '../../report/view/save.ts';
import { countOf, keyOf } from '../changes.ts';
import { clipChart, type Order } from '../charts/clipChart.ts';
import { clipTable } from '../charts/clipTable.ts';
import { coursesChart } from '../charts/coursesChart.ts';
import { gainsChart } from '../charts/gainsChart.ts';
import { clipOf } from '../clip.ts';
import { gainsCsv, gainsTable, type Sorting } from '../gainsTable.ts';
import { bondHeat, pairWords, weightHeat } from '../heat.ts';
import { keyHtml, wholeName } from '../hotkeys.ts';
import { outcomeOf } from '../outcome.ts';
import { type PageNetwork, tokenOf } from '../pageNetwork.ts';
import { rowTable } from '../rowTable.ts';
import type { PageSetting } from '../setting.ts';
import type { Courses, Shown } from '../shown.ts';
import { answerOf, clipWords } from '../words.ts';
import { FoldedTable } from './foldedTable.ts';
import { HeatMap } from './heatMap.ts';
import { UidList } from './uidList.ts';

/** Sorts of the table, in words. */
const sortWords: readonly (readonly [Sorting, string])[] = [
  ['change', 'largest change'],
  ['pay', 'best paid'],
  ['uid', 'uid'],
];
const orderWords: readonly (readonly [Order, string])[] = [
  ['weight', 'by weight, so that κ can be read off'],
  ['stake', 'by stake'],
];

/** What an epoch comes to, drawn anew with every answer of the engine. */
export class Results {
  /** The answer in a sentence, which stays in sight. */
  readonly answer = element('p', { class: 'panel-sentence', role: 'status' });
  readonly node: HTMLElement;
  private readonly network: PageNetwork;
  private readonly gains = element('div', { class: 'epoch-plot' });
  private readonly table = element('div', {
    class: 'table',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Pay by uid',
  });
  private readonly minerList: UidList;
  private readonly clip = element('div', { class: 'epoch-plot' });
  private readonly clipSaid = element('p', {});
  private readonly vote = new FoldedTable('The vote as a table');
  private readonly weightMap: HeatMap;
  private readonly bondMap: HeatMap;
  private readonly row = new FoldedTable('The row of the chosen validator as a table');
  private readonly bondCourses = element('div', { class: 'epoch-plot' });
  private readonly dividendCourses = element('div', { class: 'epoch-plot' });
  private sorting: Sorting = 'change';
  private isWhole = false;
  /** The uids that a reader looks for; null: all. */
  private found: readonly number[] | null = null;
  private order: Order = 'weight';
  private last: { readonly setting: PageSetting; readonly shown: Shown } | null = null;
  private courses: Courses | null = null;

  constructor(network: PageNetwork, choose: (pair: Partial<PageSetting>) => void) {
    this.network = network;
    this.minerList = new UidList('epoch-clip-of', 'Miner', network.hotkeys, (miner) => choose({ miner }));
    const tell = (validator: number, miner: number) =>
      this.last === null ? '' : pairWords(this.last.shown.now, validator, miner, network.hotkeys);
    const pair = (validator: number, miner: number) => choose({ validator, miner });
    this.weightMap = new HeatMap('epoch-weights', 'Weights', tell, pair);
    this.bondMap = new HeatMap('epoch-bonds', 'Bonds', tell, pair);
    this.node = this.laidOut();
  }

  show(setting: PageSetting, shown: Shown): void {
    if (this.last === null) this.fillMiners(shown);
    this.last = { setting, shown };
    const { now, before, knobs } = shown;
    const { changes, epoch, pinned, miner, validator } = setting;
    const { hotkeys } = this.network;
    const token = tokenOf(changes.ruleset ?? this.network.ruleset);
    const outcome = outcomeOf(now, before);
    const kappa =
      Number(changes.settings.kappa ?? knobs.find(({ name }) => name === 'kappa')?.own ?? 0) / 65_535;
    this.answer.innerHTML = answerOf(outcome, now, {
      token,
      changes:
        pinned !== null && keyOf(pinned) === keyOf(changes) ? 0 : countOf(changes) || Number(pinned !== null),
      isPinned: pinned !== null,
      keyOf: (uid) => {
        const key = keyHtml(hotkeys, uid, true);
        return key === '' ? '' : ` (${key})`;
      },
    });
    this.gains.innerHTML = gainsChart(outcome, token, widthOf(this.gains), hotkeys);
    this.table.innerHTML = gainsTable(outcome, {
      ...{ sorting: this.sorting, token, isWhole: this.isWhole, hotkeys, found: this.found },
      before: pinned === null ? 'before' : 'pinned',
    });
    this.minerList.show(miner);
    const vote = clipOf(now, miner);
    this.clip.innerHTML = clipChart(vote, kappa, this.order, widthOf(this.clip), hotkeys);
    this.clipSaid.textContent = clipWords(now, miner, kappa);
    this.vote.show(() => clipTable(vote, hotkeys));
    this.weightMap.show(weightHeat(now, before), validator, miner);
    this.bondMap.show(bondHeat(now, before), validator, miner);
    this.row.show(() => rowTable(now, validator, hotkeys));
    this.drawCourses(epoch);
  }

  /** Shows these uids in the table, and no others; null: all. */
  filter(uids: readonly number[] | null): void {
    this.found = uids;
    this.redraw();
  }

  showCourses(courses: Courses): void {
    this.courses = courses;
    this.drawCourses(this.last?.setting.epoch ?? 1);
  }

  /** What was answered last, drawn anew: the window has another width, or the colours have changed. */
  redraw(): void {
    if (this.last !== null) this.show(this.last.setting, this.last.shown);
  }

  private drawCourses(epoch: number): void {
    if (this.courses === null) return;
    const { miner, validator, holders, dividends, dividendsBefore } = this.courses;
    const bonds = holders.map(({ uid, bonds: values }) => ({
      name: `uid ${uid}`,
      title: wholeName(this.network.hotkeys, uid),
      values: values.map((bond) => (100 * bond) / 65_535),
    }));
    const perCent = (values: readonly number[]) => values.map((share) => 100 * share);
    this.bondCourses.innerHTML = coursesChart(
      `Largest bonds in uid ${miner}, % of 65,535`,
      bonds,
      epoch,
      widthOf(this.bondCourses),
    );
    this.dividendCourses.innerHTML = coursesChart(
      `Dividends of uid ${validator}, % of all`,
      [
        { name: 'now', values: perCent(dividends) },
        { name: this.last?.setting.pinned ? 'pinned' : 'before', values: perCent(dividendsBefore) },
      ],
      epoch,
      widthOf(this.dividendCourses),
    );
  }

  private fillMiners({ before: { incentive } }: Shown): void {
    const uids = [...incentive.keys()].sort((one, other) => incentive[other] - incentive[one]);
    this.minerList.fill(
      uids.map((uid) => ({
        uid,
        words: incentive[uid] === 0 ? 'not paid' : `${(100 * incentive[uid]).toFixed(2)} % of the incentive`,
      })),
    );
  }

  /** The table as a file, every digit. */
  private download(): void {
    if (this.last === null) return;
    const { now, before } = this.last.shown;
    save('epoch.csv', 'text/csv', gainsCsv(outcomeOf(now, before), this.network.hotkeys));
  }

  private laidOut(): HTMLElement {
    const whole = element('input', {
      ...{ type: 'checkbox', id: 'epoch-whole' },
      change: () => {
        this.isWhole = whole.checked;
        this.redraw();
      },
    });
    const sortings = choiceOf('epoch-sorting', 'Sort by', sortWords, (sorting) => {
      this.sorting = sorting;
      this.redraw();
    });
    const orders = choiceOf('epoch-order', 'Validators stand', orderWords, (order) => {
      this.order = order;
      this.redraw();
    });
    const part = (id: string, heading: string, ...nodes: readonly HTMLElement[]) =>
      element('section', { id, class: 'epoch-part' }, element('h3', {}, heading), ...nodes);
    return element(
      'div',
      { class: 'epoch-results' },
      part(
        'gains',
        'Who gains and who loses',
        this.gains,
        element(
          'div',
          { class: 'epoch-bar' },
          sortings,
          element('label', { for: whole.id }, whole, ' all uids'),
          element('button', { type: 'button', click: () => this.download() }, 'Download CSV'),
        ),
        this.table,
      ),
      part(
        'clipped',
        'What is clipped',
        element('div', { class: 'epoch-bar' }, this.minerList.node, orders),
        this.clip,
        this.clipSaid,
        this.vote.node,
      ),
      part(
        'maps',
        'Weights and bonds of all pairs',
        element(
          'p',
          { class: 'panel-note' },
          'A row for each validator, the largest stake first; a column for each miner, the largest incentive first. The stronger its colour, the larger. The hatched part of a cell is cut. Click on a cell, or choose a stake and a weight, to look at its pair.',
        ),
        this.weightMap.node,
        this.bondMap.node,
        this.row.node,
      ),
      part('courses', 'Over the epochs', this.bondCourses, this.dividendCourses),
    );
  }
}

/** Pixels for a chart: what its place has. */
const widthOf = (node: HTMLElement): number => Math.max(280, Math.floor(node.clientWidth || 720));

/** Named choices as a list. */
function choiceOf<Name extends string>(
  id: string,
  label: string,
  names: readonly (readonly [Name, string])[],
  choose: (name: Name) => void,
): HTMLElement {
  const list = element('select', { id, change: () => choose(names[list.selectedIndex][0]) });
  for (const [, words] of names) list.append(element('option', {}, words));
  return element('div', { class: 'epoch-list' }, element('label', { for: id }, label), list);
}
