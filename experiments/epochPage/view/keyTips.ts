import { element } from '../../panel/view/element.ts';

/** Where a whole hotkey is kept. */
const keyed = '[data-key]';

/** Shows the whole hotkey of what is pointed at, tapped or focused; within a table the arrows go from one to the next, and Escape hides it. */
export function startKeyTips(section: HTMLElement): void {
  const tip = element('div', { class: 'tip epoch-tip', 'aria-hidden': 'true' });
  let at: HTMLElement | null = null;
  const hide = () => {
    at = null;
    tip.remove();
  };
  const show = (target: HTMLElement) => {
    at = target;
    tip.textContent = target.dataset.key ?? '';
    document.body.append(tip);
    put(tip, target);
  };
  const focused = () => keyOf(document.activeElement);

  section.addEventListener('pointerover', ({ target }) => {
    const found = keyOf(target) ?? focused();
    if (found === null) hide();
    else show(found);
  });
  section.addEventListener('pointerleave', () => {
    if (at !== null && at !== focused()) hide();
  });
  section.addEventListener('focusin', ({ target }) => {
    const found = keyOf(target);
    if (found !== null) show(found);
  });
  section.addEventListener('focusout', hide);
  section.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const found = keyOf(event.target);
    if (step === undefined || found === null || !moved(found, step)) return;
    event.preventDefault();
  });
  // A list shows another hotkey once another uid is chosen; a table that is drawn anew has lost the one that was pointed at.
  const follow = () => {
    if (at === null) return;
    if (at.isConnected && at.dataset.key) show(at);
    else hide();
  };
  new MutationObserver(follow).observe(section, {
    ...{ subtree: true, childList: true, attributes: true },
    attributeFilter: ['data-key'],
  });
  document.addEventListener('scroll', follow, { capture: true, passive: true });
}

const keyOf = (target: unknown): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(keyed) : null;

/** Above what it tells of, so that what stands below it or opens there is free, or below where there is no room; never beyond the window. */
function put(tip: HTMLElement, target: HTMLElement): void {
  const { left, top, bottom } = target.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = tip;
  const isAbove = top - offsetHeight - 4 > 0;
  const room = document.documentElement.clientWidth - offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(room, left))}px`;
  tip.style.top = `${isAbove ? top - offsetHeight - 4 : bottom + 4}px`;
}

/** Whether the focus has gone to the next hotkey of the same table, which is then where Tab stops. */
function moved(from: HTMLElement, step: number): boolean {
  const all = [...(from.closest('table')?.querySelectorAll<HTMLElement>(keyed) ?? [])];
  const next = all[all.indexOf(from) + step];
  if (next === undefined) return all.length > 0;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return true;
}
