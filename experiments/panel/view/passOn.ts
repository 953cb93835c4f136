import { element } from './element.ts';

/** What a reader may hand on. */
interface Passed {
  readonly link: string;
  readonly command: string;
}

/** Buttons that copy the setting as a link and as a command; where the clipboard is shut, the text is shown to be copied by hand. */
export function passOn(current: () => Passed): HTMLElement {
  const said = element('p', { class: 'panel-copied', role: 'status' });
  const text = element('textarea', {
    class: 'panel-text',
    rows: 3,
    readonly: true,
    'aria-label': 'what was copied',
  });
  text.hidden = true;
  const copy = (kind: keyof Passed) => async () => {
    const value = current()[kind];
    text.value = value;
    text.hidden = false;
    try {
      await navigator.clipboard.writeText(value);
      said.textContent = `The ${kind} is copied:`;
    } catch {
      text.focus();
      text.select();
      said.textContent = `This browser lets no page copy: the ${kind} is selected below.`;
    }
  };
  return element(
    'div',
    { class: 'panel-pass' },
    element('button', { type: 'button', click: copy('link') }, 'Copy link to this setting'),
    element('button', { type: 'button', click: copy('command') }, 'Copy command that repeats it'),
    said,
    text,
  );
}
