import { element } from '../../panel/view/element.ts';

/** Milliseconds between two epochs that are played. */
const pace = 120;

/** Steps through epochs: a slider, one back, one on, and playing them. */
export class EpochSteps {
  readonly node: HTMLElement;
  private readonly most: number;
  private readonly choose: (epoch: number) => void;
  private readonly slider: HTMLInputElement;
  private readonly said = element('output', { class: 'panel-level', for: 'epoch-epoch' });
  private readonly player: HTMLButtonElement;
  private timer = 0;
  private epoch = 1;

  constructor(most: number, choose: (epoch: number) => void) {
    this.most = most;
    this.choose = choose;
    this.slider = element('input', {
      ...{ type: 'range', id: 'epoch-epoch', min: 1, max: most, step: 1 },
      input: () => {
        this.pause();
        choose(Number(this.slider.value));
      },
    });
    const button = (label: string, click: () => void) => element('button', { type: 'button', click }, label);
    this.player = button('Play', () => (this.timer === 0 ? this.play() : this.pause()));
    this.node = element(
      'div',
      { class: 'panel-knob' },
      element('label', { for: this.slider.id }, 'epoch ', this.said),
      element(
        'p',
        { class: 'panel-note' },
        'Stakes stay, and who is active sets the same weights again before each epoch. Bonds move.',
      ),
      this.slider,
      button('One back', () => this.step(-1)),
      button('One on', () => this.step(1)),
      this.player,
    );
  }

  show(epoch: number): void {
    this.epoch = epoch;
    this.slider.value = String(epoch);
    this.said.textContent = `${epoch} of ${this.most}`;
  }

  private step(by: number): void {
    this.pause();
    this.choose(Math.min(this.most, Math.max(1, this.epoch + by)));
  }

  private play(): void {
    if (this.epoch >= this.most) this.choose(1);
    this.player.textContent = 'Pause';
    this.timer = window.setInterval(() => {
      if (this.epoch >= this.most) this.pause();
      else this.choose(this.epoch + 1);
    }, pace);
  }

  private pause(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.player.textContent = 'Play';
  }
}
