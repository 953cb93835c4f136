import { element } from '../../panel/view/element.ts';

/** Where a reader's choice is kept, if the browser keeps anything for a file. */
const place = 'yuma-lab-theme';

/** A button between light and dark; without a choice the page follows the system. */
export function startTheme(): void {
  const { dataset } = document.documentElement;
  const kept = recall();
  if (kept !== null) dataset.theme = kept;
  const isDark = () =>
    dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : dataset.theme === 'dark';
  const button = element('button', { type: 'button', class: 'tool', id: 'page-theme' });
  const name = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
  };
  button.addEventListener('click', () => {
    dataset.theme = isDark() ? 'light' : 'dark';
    remember(dataset.theme);
    name();
  });
  name();
  document.body.append(element('div', { class: 'tools' }, button));
}

function recall(): string | null {
  try {
    const kept = localStorage.getItem(place);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing for files shows what was chosen until the page is closed. */
function remember(theme: string): void {
  try {
    localStorage.setItem(place, theme);
  } catch {}
}
