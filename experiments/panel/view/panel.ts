import type { Level } from '../../plan/rows.ts';
import { number2 } from '../../statistics/format.ts';
import { addressOf, commandOf, readAddress } from '../address.ts';
import { type Compared, compared, type PairResult } from '../comparison.ts';
import type { PanelFacts, Setting } from '../facts.ts';
import { moved, pairOf, seedsOf } from '../pair.ts';
import { Answer } from './answer.ts';
import { choicesOf } from './choices.ts';
import { Crew, type Task } from './crew.ts';
import { element } from './element.ts';
import { type Control, controlOf, words } from './knobs.ts';
import { passOn } from './passOn.ts';

/** What became of a pair: its measures, or why it has none. */
type Outcome = PairResult | { readonly seed: string; readonly fault: string };

/** Time that a knob rests before worlds run, ms. */
const rest = 120;
/** Workers, at most. */
const mostWorkers = 4;

/** The panel in its section: what a reader has set, what has run, and what is shown of it. */
export class Panel {
  private readonly facts: PanelFacts;
  private readonly engine: () => Promise<string>;
  private readonly controls: readonly Control[];
  private readonly answer: Answer;
  private readonly outcomes = new Map<string, Outcome>();
  private setting: Setting;
  private crew: Crew | null = null;
  private isLoading = false;
  /** A fault of what was asked, which stops the run. */
  private refusal: string | null = null;
  private timer = 0;

  constructor(facts: PanelFacts, section: HTMLElement, engine: () => Promise<string>) {
    this.facts = facts;
    this.engine = engine;
    const { setting, faults } = readAddress(facts, location.hash);
    this.setting = setting;
    this.controls = facts.knobs.map((knob) => controlOf(knob, (level) => this.choose(knob.name, level)));
    this.answer = new Answer(facts, () => this.start());
    section.append(this.body());
    for (const { knob, show } of this.controls) show(setting.levels[knob.name]);
    this.answer.note(faults);
    this.show();
    new ResizeObserver(() => this.show()).observe(this.answer.plot);
  }

  /** Loads the engine, if it is not there, and runs what is missing. */
  start(): void {
    if (this.crew !== null) this.run();
    if (this.isLoading) return;
    this.isLoading = true;
    this.engine().then(
      (script) => this.hire(script),
      (error: unknown) => this.answer.broken(String(error)),
    );
  }

  private hire(script: string): void {
    const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency || 1));
    try {
      this.crew = new Crew(script, size, {
        ready: (isTwin) => this.answer.ready(isTwin),
        settling: (task, day, of) => this.isCurrent(task) && this.answer.settling(task.pair.seed, day, of),
        finished: ({ key, pair: { seed } }, { statusQuo, setting }) =>
          this.keep(key, { seed, statusQuo, setting }),
        failed: (task, message, isInput) => this.fail(task, message, isInput),
        broken: (message) => this.answer.broken(message),
      });
    } catch (error) {
      this.answer.broken(String(error));
      return;
    }
    this.run();
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

  private show(): void {
    const { facts, setting } = this;
    const outcomes = seedsOf(facts, setting).flatMap((seed) => this.outcomes.get(this.keyOf(seed)) ?? []);
    const done = outcomes.filter((one) => 'setting' in one);
    const measure = facts.measures.find(({ name }) => name === setting.measure) ?? facts.measures[0];
    const shown: Compared = compared(measure, done);
    this.answer.show({
      compared: shown,
      failed: outcomes.flatMap((one) => ('fault' in one ? [one] : [])),
      wanted: setting.worlds,
      isStatusQuo: this.isStatusQuo,
      refusal: this.refusal,
      isStarted: this.isLoading,
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
    const scenario = levels.scenario ?? world.scenario;
    const settles =
      world.settlingDays === 0
        ? 'from its founding on'
        : `settles for ${dayText(world.settlingDays)} under the status quo`;
    const from =
      founded.length === 0
        ? ''
        : ` One side has ${founded.join(' and ')} from the founding on, as no running world would notice the change.`;
    const then = changes === '' ? '' : ` In one of the two ${changes}.`;
    return `Each dot is a pair of worlds of ${scenario} under ${world.ruleset} with the same luck. Each ${settles}.${then}${from} Then ${dayText(days)} are measured.`;
  }

  private get isStatusQuo(): boolean {
    return moved(this.facts, this.setting).length === 0;
  }

  private isCurrent({ key, pair: { seed } }: Task): boolean {
    return key === this.keyOf(seed);
  }

  private keyOf(seed: string): string {
    const { levels, days } = this.setting;
    return JSON.stringify([levels, days, seed]);
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

  private body(): HTMLElement {
    const asked = this.controls.filter(({ knob }) => knob.acts !== 'common');
    const common = this.controls.filter(({ knob }) => knob.acts === 'common');
    const set = (legend: string, ...nodes: readonly HTMLElement[]) =>
      element('fieldset', {}, element('legend', {}, legend), ...nodes);
    return element(
      'div',
      { class: 'panel-body' },
      element(
        'div',
        { class: 'panel-knobs' },
        set(
          'Your setting',
          ...asked.map(({ node }) => node),
          element('button', { type: 'button', click: () => this.reset() }, 'Back to the status quo'),
        ),
        ...(common.length === 0 ? [] : [set('In which world', ...common.map(({ node }) => node))]),
        set('What is run', ...choicesOf(this.facts, this.setting, (part) => this.change(part))),
      ),
      element(
        'div',
        { class: 'panel-result' },
        this.answer.node,
        passOn(() => ({
          link: location.href.replace(/#.*$/, '') + addressOf(this.setting),
          command: commandOf(this.facts, this.setting),
        })),
      ),
    );
  }
}

const dayText = (days: number): string => `${number2(days)} ${days === 1 ? 'day' : 'days'}`;
