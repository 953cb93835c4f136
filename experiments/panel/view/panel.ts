import type { Level } from '../../plan/rows.ts';
import { number2 } from '../../statistics/format.ts';
import { addressOf, commandOf, readAddress } from '../address.ts';
import { type Compared, compared, type PairResult } from '../comparison.ts';
import type { PanelFacts, Setting } from '../facts.ts';
import { moved, pairOf, seedsOf } from '../pair.ts';
import { Answer } from './answer.ts';
import { choicesOf } from './choices.ts';
import type { Crew, Listener, Task } from './crew.ts';
import { dropZone } from './dropZone.ts';
import { element } from './element.ts';
import type { Engine } from './engine.ts';
import { type Control, controlOf, words } from './knobs.ts';
import { passOn } from './passOn.ts';

/** What became of a pair: its measures, or why it has none. */
type Outcome = PairResult | { readonly seed: string; readonly fault: string };

/** Time that a knob rests before worlds run, ms. */
const rest = 120;

/** A file of one’s own that a panel is about. */
export interface Dropped {
  readonly file: string;
  readonly note: string;
  /** The panel before it. */
  readonly before: PanelFacts;
}

/** What a panel is made of. */
export interface PanelParts {
  readonly facts: PanelFacts;
  readonly engine: Engine;
  /** The end of the page's address, which may hold a setting. */
  readonly address: string;
  readonly network?: Dropped;
}

/** The panel in its section: what a reader has set, what has run, and what is shown of it. */
export class Panel {
  readonly body: HTMLElement;
  private readonly facts: PanelFacts;
  private readonly engine: Engine;
  private readonly network: Dropped | null;
  private readonly controls: readonly Control[];
  private readonly answer: Answer;
  private readonly outcomes = new Map<string, Outcome>();
  private readonly listener: Listener;
  private setting: Setting;
  private crew: Crew | null = null;
  private isStarted = false;
  /** A fault of what was asked, which stops the run. */
  private refusal: string | null = null;
  private timer = 0;

  /** `replace` puts another panel into the place of this one. */
  constructor(
    { facts, engine, address, network }: PanelParts,
    replace: (facts: PanelFacts, network?: Dropped) => void,
  ) {
    this.facts = facts;
    this.engine = engine;
    this.network = network ?? null;
    const { setting, faults } = readAddress(facts, address);
    this.setting = setting;
    this.listener = this.listening();
    this.controls = facts.knobs.map((knob) => controlOf(knob, (level) => this.choose(knob.name, level)));
    this.answer = new Answer(facts, () => this.start());
    this.body = this.laidOut(replace);
    for (const { knob, show } of this.controls) show(setting.levels[knob.name]);
    this.answer.note(faults);
    new ResizeObserver(() => this.show()).observe(this.answer.plot);
  }

  /** Loads the engine, if it is not there, and runs what is missing. */
  start(): void {
    if (this.crew !== null) this.run();
    if (this.isStarted) return;
    this.isStarted = true;
    this.show();
    this.engine.crew(this.listener).then(
      (crew) => {
        this.crew = crew;
        this.run();
      },
      (error: unknown) => this.answer.broken(error instanceof Error ? error.message : String(error)),
    );
  }

  private listening(): Listener {
    return {
      ready: (isTwin) => this.answer.ready(isTwin),
      settling: (task, day, of) => {
        if (this.isCurrent(task)) this.answer.settling(task.pair.seed, day, of);
      },
      finished: ({ key, pair: { seed } }, { statusQuo, setting }) =>
        this.keep(key, { seed, statusQuo, setting }),
      failed: (task, message, isInput) => this.fail(task, message, isInput),
      broken: (message) => this.answer.broken(message),
    };
  }

  private choose(name: string, level: Level): void {
    this.change({ levels: { ...this.setting.levels, [name]: level } });
  }

  private change(part: Partial<Setting>): void {
    this.setting = { ...this.setting, ...part };
    this.refusal = null;
    this.show();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.start(), rest);
  }

  private run(): void {
    const seeds = this.isStatusQuo || this.refusal !== null ? [] : seedsOf(this.facts, this.setting);
    const tasks = seeds.map((seed, place) => ({
      key: this.keyOf(seed),
      place,
      pair: pairOf(this.facts, this.setting, seed),
    }));
    this.crew?.run(tasks.filter(({ key }) => !this.outcomes.has(key)));
    this.show();
  }

  private keep(key: string, outcome: Outcome): void {
    this.outcomes.set(key, outcome);
    this.show();
  }

  private fail(task: Task, message: string, isInput: boolean): void {
    if (!isInput) this.keep(task.key, { seed: task.pair.seed, fault: message });
    else if (this.isCurrent(task)) {
      this.refusal = message;
      this.crew?.run([]);
      this.show();
    }
  }

  show(): void {
    const { facts, setting } = this;
    const outcomes = seedsOf(facts, setting).flatMap((seed) => this.outcomes.get(this.keyOf(seed)) ?? []);
    const done = outcomes.filter((one) => 'setting' in one);
    const measure = facts.measures.find(({ name }) => name === setting.measure) ?? facts.measures[0];
    const span = { days: setting.days, studyDays: facts.studyDays };
    const shown: Compared = compared(measure, span, done);
    this.answer.show({
      compared: shown,
      failed: outcomes.flatMap((one) => ('fault' in one ? [one] : [])),
      wanted: setting.worlds,
      isStatusQuo: this.isStatusQuo,
      refusal: this.refusal,
      isStarted: this.isStarted,
      what: this.what(),
    });
  }

  /** What runs, in a sentence. */
  private what(): string {
    const { world } = this.facts;
    const { levels, days } = this.setting;
    const asked = moved(this.facts, this.setting);
    const name = (acts: string) =>
      asked
        .filter((knob) => knob.acts === acts)
        .map((knob) => `${knob.name} becomes ${words(knob, levels[knob.name])}`);
    const changes = name('changes').join(' and ');
    const founded = asked
      .filter(({ acts }) => acts === 'founds')
      .map((knob) => `${knob.name} ${words(knob, levels[knob.name])}`);
    const scenario = world.network?.name ?? levels.scenario ?? world.scenario;
    const settles =
      world.settlingDays === 0
        ? 'from its founding on'
        : `settles for ${dayText(world.settlingDays)} under the status quo`;
    const from =
      founded.length === 0
        ? ''
        : ` One side has ${founded.join(' and ')} from the founding on, as no running world would notice the change.`;
    const then = changes === '' ? '' : ` In one of the two ${changes}.`;
    return `Each dot is a pair of worlds of ${scenario} under ${world.ruleset} with the same luck. Each ${settles}.${then}${from} Then ${dayText(days)} are measured.${this.band()}`;
  }

  /** What the grey band is. */
  private band(): string {
    const { measures } = this.facts;
    const { margin, unit } = measures.find(({ name }) => name === this.setting.measure) ?? measures[0];
    return margin === 0 ? '' : ` Grey: differences that do not matter, up to ${number2(margin)} ${unit}.`;
  }

  /** Where a network of one’s own comes in; or whose network it is, and the way back. */
  private networkPart(replace: (facts: PanelFacts, network?: Dropped) => void): HTMLElement {
    const { network } = this;
    if (network === null) return dropZone((name, text) => this.read(name, text, replace));
    return element(
      'div',
      { class: 'panel-drop' },
      element('p', {}, network.note),
      element(
        'button',
        { type: 'button', click: () => replace(network.before) },
        'Back to the world of the study',
      ),
    );
  }

  /** Reads a network file and puts its panel here; else says what is wrong with it. */
  private async read(
    name: string,
    text: string,
    replace: (facts: PanelFacts, network?: Dropped) => void,
  ): Promise<string | null> {
    const crew = await this.engine.crew(this.listener);
    const reader = this.engine.networkReader();
    const answer = await crew.ask({ kind: 'network', facts: this.facts, name, text, reader });
    if (answer.kind === 'fault') return answer.message;
    if (answer.kind === 'network')
      replace(answer.own.facts, { file: name, note: answer.own.note, before: this.facts });
    return null;
  }

  private get isStatusQuo(): boolean {
    return moved(this.facts, this.setting).length === 0;
  }

  private isCurrent({ key, pair: { seed } }: Task): boolean {
    return key === this.keyOf(seed);
  }

  private keyOf(seed: string): string {
    const { levels, days } = this.setting;
    return JSON.stringify([this.network?.file ?? null, levels, days, seed]);
  }

  private reset(): void {
    const levels = { ...this.setting.levels };
    for (const { knob, show } of this.controls) {
      if (knob.acts === 'common') continue;
      levels[knob.name] = knob.statusQuo;
      show(knob.statusQuo);
    }
    this.change({ levels });
  }

  private laidOut(replace: (facts: PanelFacts, network?: Dropped) => void): HTMLElement {
    const asked = this.controls.filter(({ knob }) => knob.acts !== 'common');
    const common = this.controls.filter(({ knob }) => knob.acts === 'common');
    const set = (legend: string, ...nodes: readonly HTMLElement[]) =>
      element('fieldset', {}, element('legend', {}, legend), ...nodes);
    return element(
      'div',
      { class: 'panel-body' },
      set(
        'Your setting',
        ...asked.map(({ node }) => node),
        element('button', { type: 'button', click: () => this.reset() }, 'Back to the status quo'),
      ),
      this.answer.node,
      element(
        'div',
        { class: 'panel-more' },
        ...(common.length === 0 ? [] : [set('In which world', ...common.map(({ node }) => node))]),
        set('What is run', ...choicesOf(this.facts, this.setting, (part) => this.change(part))),
        this.networkPart(replace),
      ),
      passOn(() => ({
        link: location.href.replace(/#.*$/, '') + addressOf(this.setting),
        command: commandOf(this.facts, this.setting, this.network?.file),
      })),
    );
  }
}

const dayText = (days: number): string => `${number2(days)} ${days === 1 ? 'day' : 'days'}`;
