import { element } from '../../panel/view/element.ts';
import { passOn } from '../../panel/view/passOn.ts';
import { addressOf, commandOf } from '../address.ts';
import { countOf } from '../changes.ts';
import type { Reply } from '../engine/messages.ts';
import type { PageNetwork } from '../pageNetwork.ts';
import { mostEpochs, type PageSetting } from '../setting.ts';
import type { Shown } from '../shown.ts';
import { Controls } from './controls.ts';
import type { Question } from './engine.ts';
import { FindUid } from './findUid.ts';
import { PinnedState } from './pinnedState.ts';
import { Results } from './results.ts';

/** Milliseconds of quiet after which the address of the page follows, and the courses are run. */
const quiet = 250;

interface PanelParts {
  /** How the laboratory is called in a terminal. */
  readonly lab: string;
  readonly network: PageNetwork;
  readonly setting: PageSetting;
  /** What was wrong with the link. */
  readonly faults: readonly string[];
  readonly isTwin: boolean;
  readonly ask: (question: Question) => number;
  /** Where a network of one’s own comes in, or the way back. */
  readonly networkPart: HTMLElement;
}

/** One network in the page: what can be moved, and what the epoch comes to. */
export class EpochPanel {
  readonly body: HTMLElement;
  private readonly parts: PanelParts;
  private readonly controls: Controls;
  private readonly results: Results;
  private readonly pinned: PinnedState;
  private readonly state = element('p', { class: 'panel-state' });
  private readonly alarm = element('p', { class: 'panel-alarm', role: 'alert' });
  /** What was wrong with the link, until something is changed. */
  private notice: string;
  private setting: PageSetting;
  /** The setting that was asked for under each number, until a later one is answered. */
  private readonly asked = new Map<number, PageSetting>();
  private shown: Shown | null = null;
  /** The setting of what is shown. */
  private drawn: PageSetting;
  private timer = 0;

  constructor(parts: PanelParts) {
    this.parts = parts;
    this.setting = parts.setting;
    this.drawn = parts.setting;
    const { network, setting } = parts;
    const change = (part: Partial<PageSetting>) => this.change(part);
    this.results = new Results(network, change);
    this.pinned = this.pinning();
    const find = new FindUid(network, { choose: change, filter: (uids) => this.results.filter(uids) });
    const beside = { first: find.node, pinned: this.pinned.list };
    this.controls = new Controls(network, setting, beside, change);
    this.notice = parts.faults.join(' ');
    this.body = element(
      'div',
      { class: 'panel-body epoch-body' },
      element(
        'div',
        { class: 'epoch-answer' },
        this.results.answer,
        element('div', { class: 'epoch-said' }, this.state, this.pinned.line),
        this.alarm,
      ),
      this.controls.node,
      this.results.node,
      element(
        'div',
        { class: 'epoch-more' },
        passOn(() => ({
          link: location.href.replace(/#.*$/, '') + addressOf(this.setting),
          command: commandOf(parts.lab, parts.network.file, this.setting),
        })),
        parts.networkPart,
      ),
    );
  }

  /** Asks for the epoch of the setting. */
  start(): void {
    const { changes, epoch, pinned } = this.setting;
    const job = this.parts.ask({ kind: 'show', changes, epoch, pinned });
    this.asked.set(job, this.setting);
    this.body.dataset.state = 'running';
  }

  /** Takes what the engine says of what was asked here. */
  hear(reply: Reply): void {
    if (reply.kind === 'courses') this.results.showCourses(reply.courses);
    if (reply.kind === 'running' && this.asked.has(reply.job))
      this.state.textContent = `Running: ${reply.epoch} of ${this.asked.get(reply.job)?.epoch} epochs.`;
    if (reply.kind === 'fault') this.failed(reply.job, reply.message, reply.isInput);
    if (reply.kind !== 'shown') return;
    const setting = this.asked.get(reply.job);
    if (setting === undefined) return;
    this.forget(reply.job);
    this.alarm.textContent = this.notice;
    this.drawn = setting;
    this.draw(setting, reply.shown, reply.milliseconds);
  }

  /** The engine does not start, or has stopped. */
  broken(message: string): void {
    this.body.dataset.state = 'broken';
    this.alarm.textContent = `The engine does not run in this browser (${message}). The command repeats the setting in a terminal: ${commandOf(this.parts.lab, this.parts.network.file, this.setting)}`;
  }

  /** Another panel takes its place: its address is no longer this one’s to write. */
  leave(): void {
    window.clearTimeout(this.timer);
  }

  redraw(): void {
    this.results.redraw();
  }

  private change(part: Partial<PageSetting>): void {
    const before = this.setting;
    this.setting = { ...before, ...part };
    this.notice = '';
    this.controls.take(this.setting);
    const { changes, epoch, pinned } = this.setting;
    this.pinned.show(this.drawn.changes, pinned);
    if (changes !== before.changes || epoch !== before.epoch || pinned !== before.pinned) this.start();
    else if (this.shown !== null) this.draw(this.setting, this.shown, null);
    this.follow();
  }

  private draw(setting: PageSetting, shown: Shown, milliseconds: number | null): void {
    const from = performance.now();
    this.shown = shown;
    this.pinned.show(this.drawn.changes, this.setting.pinned);
    // The pair that is looked at may have changed since it was asked.
    const { validator, miner } = this.setting;
    const isNewest = this.asked.size === 0;
    this.controls.show(this.setting, shown);
    this.results.show({ ...setting, validator, miner }, shown);
    const drawing = performance.now() - from;
    if (milliseconds !== null) this.body.dataset.epochMs = milliseconds.toFixed(1);
    this.state.textContent = this.stateWords(shown, milliseconds);
    this.body.dataset.redrawMs = drawing.toFixed(1);
    if (isNewest) {
      this.body.dataset.state = 'done';
      this.follow();
    }
  }

  private stateWords({ now: { epoch, block } }: Shown, milliseconds: number | null): string {
    const time = milliseconds === null ? '' : `: ${milliseconds.toFixed(0)} ms`;
    const twin = this.parts.isTwin
      ? ' This browser has no WebAssembly SIMD: the TypeScript text runs, to the same digits, and slower.'
      : '';
    return `Epoch ${epoch}, block ${block.toLocaleString('en')}${time}.${twin}`;
  }

  private failed(job: number, message: string, isInput: boolean): void {
    const setting = this.asked.get(job);
    if (setting === undefined) return;
    this.forget(job);
    if (this.asked.size > 0) return;
    if (this.shown === null && setting.pinned !== null) {
      this.startUnpinned(message);
      return;
    }
    this.body.dataset.state = 'refused';
    this.alarm.textContent = `${isInput ? '' : 'The epoch failed: '}${message}. What is shown is the epoch before this change.`;
    if (this.shown !== null) this.controls.show(this.setting, this.shown);
  }

  /** The buttons that pin what is shown, and let go of it. */
  private pinning(): PinnedState {
    return new PinnedState(this.parts.network, {
      pin: () => {
        const { changes } = this.drawn;
        this.change({ pinned: countOf(changes) === 0 ? null : changes });
      },
      unpin: () => this.change({ pinned: null }),
      goBack: () => this.change({ changes: this.setting.pinned ?? this.setting.changes }),
    });
  }

  /** A link whose pinned state cannot be is shown beside the file. */
  private startUnpinned(message: string): void {
    this.setting = { ...this.setting, pinned: null };
    this.notice = `What the link has pinned cannot be: ${message}. The epoch is compared with the file.`;
    this.start();
  }

  private forget(job: number): void {
    for (const older of [...this.asked.keys()]) if (older <= job) this.asked.delete(older);
  }

  /** Once nothing moves: the address says the setting, and the courses of the pair are run. */
  private follow(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.asked.size > 0) return;
      history.replaceState(null, '', addressOf(this.setting));
      const { miner, validator } = this.setting;
      this.parts.ask({ kind: 'courses', miner, validator, epochs: mostEpochs });
    }, quiet);
  }
}
