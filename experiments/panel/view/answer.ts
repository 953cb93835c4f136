import { answerSentence, type Compared, judgement } from '../comparison.ts';
import { dotPlot, signedText } from '../dotPlot.ts';
import type { PanelFacts } from '../facts.ts';
import { element } from './element.ts';

/** What there is to show. */
export interface Shown {
  readonly compared: Compared;
  readonly failed: readonly { readonly seed: string; readonly fault: string }[];
  /** Pairs that were asked for. */
  readonly wanted: number;
  readonly isStatusQuo: boolean;
  /** Why what was asked cannot run; null: it can. */
  readonly refusal: string | null;
  readonly isStarted: boolean;
  readonly what: string;
}

/** The answer of a panel: a sentence, the dots, how far it has come, and every pair in a table. */
export class Answer {
  readonly node: HTMLElement;
  readonly plot = element('div', { class: 'panel-plot', role: 'img' });
  private readonly sentence = element('p', { class: 'panel-sentence' });
  private readonly verdict = element('p', { class: 'panel-verdict' });
  private readonly state = element('p', { class: 'panel-state' });
  private readonly bar = element('progress', { 'aria-label': 'pairs of worlds that have run' });
  private readonly alarm = element('p', { class: 'panel-alarm', role: 'alert' });
  private readonly notes = element('p', { class: 'panel-alarm' });
  private readonly live = element('p', { class: 'panel-heard', role: 'status' });
  private readonly what = element('p', { class: 'panel-note' });
  private readonly rows = element('tbody');
  private readonly button: HTMLButtonElement;
  /** The engine does not run here: nothing more will come. */
  private isBroken = false;
  private settles = '';
  private speed = '';

  constructor({ runsAtOnce }: PanelFacts, run: () => void) {
    this.button = element('button', { type: 'button', class: 'panel-run', click: run }, 'Run these worlds');
    this.button.hidden = runsAtOnce;
    this.node = element(
      'div',
      { class: 'panel-answer' },
      this.notes,
      this.sentence,
      this.verdict,
      this.plot,
      this.button,
      this.bar,
      this.state,
      this.alarm,
      this.what,
      this.table(),
      this.live,
    );
  }

  note(faults: readonly string[]): void {
    this.notes.textContent = faults.map((fault) => `${fault}.`).join(' ');
  }

  ready(isTwin: boolean): void {
    this.speed = isTwin
      ? ' This browser has no WebAssembly SIMD: the engine’s readable text runs instead, to the same bits and several times slower.'
      : '';
  }

  settling(seed: string, day: number, of: number): void {
    this.settles = ` World ${seed} settles: day ${day} of ${of}.`;
    this.state.textContent = this.state.textContent?.replace(/ World .* settles: .*$/, '') + this.settles;
  }

  broken(message: string): void {
    this.isBroken = true;
    this.alarm.textContent = `The engine does not run in this browser (${message}). The page is complete without it; the command below does the same in a terminal.`;
    this.state.textContent = '';
    this.node.dataset.state = 'broken';
  }

  show(shown: Shown): void {
    const { compared, failed, wanted, isStatusQuo, refusal, isStarted, what } = shown;
    // Read before anything is written: after that a browser lays the page out for it.
    const width = Math.max(260, Math.floor(this.plot.clientWidth));
    const done = compared.dots.length + failed.length;
    const isDone = !isStatusQuo && done === wanted;
    this.sentence.textContent = isStatusQuo
      ? 'This is the status quo. Move a knob to compare.'
      : answerSentence(compared);
    this.verdict.textContent = isStatusQuo || done === 0 ? '' : judgement(compared);
    this.plot.innerHTML = dotPlot(compared, width);
    this.plot.setAttribute(
      'aria-label',
      `${compared.dots.length} dots, a dot a pair of worlds. ${this.sentence.textContent}`,
    );
    this.what.textContent = what;
    this.bar.max = wanted;
    this.bar.value = done;
    this.bar.hidden = isStatusQuo || isDone || this.isBroken || refusal !== null || !isStarted;
    this.button.hidden ||= isStarted;
    if (!this.isBroken) this.alarm.textContent = refusal ?? faultText(failed);
    this.state.textContent = this.stateText(shown, done);
    this.rows.replaceChildren(...rowsOf(compared), ...failed.map(failedRow));
    this.say(isDone ? `${this.sentence.textContent} ${this.verdict.textContent}` : '');
    this.node.dataset.state = this.isBroken
      ? 'broken'
      : refusal !== null
        ? 'refused'
        : isDone
          ? 'done'
          : isStatusQuo
            ? 'status quo'
            : 'running';
    this.time(compared.dots.length, isDone);
  }

  /** What a reader who hears the page is told: the end, not every dot. */
  private say(words: string): void {
    if (this.live.textContent !== words) this.live.textContent = words;
  }

  /** When the first and the last dot came, ms after the page was opened. */
  private time(dots: number, isDone: boolean): void {
    const now = String(Math.round(performance.now()));
    if (dots > 0) this.node.dataset.firstDot ??= now;
    if (isDone) this.node.dataset.lastDot ??= now;
  }

  private stateText({ isStatusQuo, refusal, isStarted, wanted }: Shown, done: number): string {
    if (this.isBroken || isStatusQuo || refusal !== null) return '';
    if (!isStarted) return 'No world has run yet.';
    if (done === 0) return `The engine starts.${this.speed}${this.settles}`;
    return done < wanted
      ? `${done} of ${wanted} pairs of worlds.${this.speed}`
      : `All ${wanted} pairs of worlds have run.${this.speed}`;
  }

  private table(): HTMLElement {
    const head = ['seed', 'status quo', 'your setting', 'difference'];
    return element(
      'details',
      { class: 'panel-worlds' },
      element('summary', {}, 'World by world, to the last digit'),
      element(
        'div',
        { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'World by world' },
        element(
          'table',
          {},
          element(
            'thead',
            {},
            element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title))),
          ),
          this.rows,
        ),
      ),
    );
  }
}

const rowsOf = ({ dots }: Compared): HTMLElement[] =>
  dots.map(({ seed, statusQuo, setting, gap }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, seed),
      ...[statusQuo, setting].map((value) =>
        element('td', { class: 'number' }, value === null ? 'no value' : String(value)),
      ),
      element('td', { class: 'number' }, gap === null ? 'no value' : signedText(gap)),
    ),
  );

const failedRow = ({ seed, fault }: { readonly seed: string; readonly fault: string }): HTMLElement =>
  element('tr', {}, element('th', { scope: 'row' }, seed), element('td', { colspan: 3 }, `failed: ${fault}`));

function faultText(failed: Shown['failed']): string {
  if (failed.length === 0) return '';
  const [{ seed, fault }] = failed;
  const rest = failed.length === 1 ? '' : `, and ${failed.length - 1} more`;
  return `The world of seed ${seed} failed${rest}: ${fault}`;
}
