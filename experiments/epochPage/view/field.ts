import { element } from '../../panel/view/element.ts';

/** What a slider with a field for the exact value is made of. */
interface FieldSpec<Value> {
  readonly id: string;
  readonly label: string | HTMLElement;
  readonly note: string;
  /** How large a value is, to find the nearest stop. */
  readonly sizeOf: (value: Value) => number;
  /** A value in words, with its unit. */
  readonly words: (value: Value) => string;
  /** A value as the field has it, and the way back, which throws with the rule. */
  readonly written: (value: Value) => string;
  readonly read: (text: string) => Value;
  readonly choose: (value: Value) => void;
}

/** A slider, its value in words, a field for any value between its stops, and a mark at the value of the file. */
export class Field<Value> {
  readonly node: HTMLElement;
  private readonly spec: FieldSpec<Value>;
  private readonly said: HTMLOutputElement;
  private readonly note: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly exact: HTMLInputElement;
  private readonly mark = element('span', { class: 'panel-mark' });
  private readonly fault: HTMLElement;
  private stops: readonly Value[] = [];
  /** The text in the field is a reader's, and not taken yet: no answer of the engine may write over it. */
  private isDraft = false;
  /** The value as the field has it when it is no draft. */
  private settled = '';

  constructor(spec: FieldSpec<Value>) {
    this.spec = spec;
    const { id, label } = spec;
    this.said = element('output', { class: 'panel-level', for: `${id}-slider` });
    this.note = element('p', { class: 'panel-note', id: `${id}-note` });
    this.fault = element('p', { class: 'panel-fault', id: `${id}-fault`, role: 'alert' });
    this.slider = element('input', {
      ...{ type: 'range', id: `${id}-slider`, min: 0, step: 1, 'aria-describedby': this.note.id },
      input: () => spec.choose(this.stops[Number(this.slider.value)]),
    });
    this.exact = element('input', {
      ...{
        type: 'text',
        inputmode: 'decimal',
        size: 14,
        id: `${id}-exact`,
        'aria-describedby': this.fault.id,
      },
      'aria-label': `${typeof label === 'string' ? label : (label.textContent ?? '')}, exact value`,
      input: () => {
        this.isDraft = true;
      },
      change: () => this.take(),
      blur: () => this.settle(),
    });
    this.node = element(
      'div',
      { class: 'panel-knob' },
      element('label', { for: this.slider.id }, label, ' ', this.said),
      this.note,
      element('div', { class: 'panel-slide' }, this.slider, this.mark),
      this.exact,
      this.fault,
    );
  }

  /** Shows a value between its stops, with the one of the file marked. */
  show(value: Value, own: Value, stops: readonly Value[], note = this.spec.note): void {
    const { words, written } = this.spec;
    this.stops = stops;
    this.slider.max = String(Math.max(0, stops.length - 1));
    this.slider.value = String(this.nearest(value));
    this.slider.setAttribute('aria-valuetext', words(value));
    this.said.textContent = words(value);
    this.note.textContent = note;
    this.settled = written(value);
    if (!this.isDraft) {
      this.exact.value = this.settled;
      this.complain('');
    }
    const place = this.nearest(own) / Math.max(1, stops.length - 1);
    this.mark.textContent = `in the file ${words(own)}`;
    this.mark.style.setProperty('--place', String(place));
    this.mark.dataset.side = place < 0.35 ? 'left' : place > 0.65 ? 'right' : 'middle';
  }

  private take(): void {
    this.isDraft = false;
    try {
      this.spec.choose(this.spec.read(this.exact.value));
    } catch (error) {
      this.complain(error instanceof Error ? error.message : String(error));
    }
  }

  /** A draft that was given up, typed back to what it was: the value shows again. */
  private settle(): void {
    if (this.isDraft) this.exact.value = this.settled;
    this.isDraft = false;
  }

  private complain(message: string): void {
    this.fault.textContent = message;
    this.exact.setAttribute('aria-invalid', String(message !== ''));
  }

  private nearest(value: Value): number {
    const { sizeOf } = this.spec;
    const size = sizeOf(value);
    return this.stops.reduce(
      (best, stop, k) =>
        Math.abs(sizeOf(stop) - size) < Math.abs(sizeOf(this.stops[best]) - size) ? k : best,
      0,
    );
  }
}
