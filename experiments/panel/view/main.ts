import type { PanelFacts } from '../facts.ts';
import { engineScript, lacking } from './engineScript.ts';
import { Panel } from './panel.ts';

/** The panel of a page: without what it needs, the page stays the static report and says so. */
function start(section: HTMLElement): void {
  const facts: PanelFacts = JSON.parse(textOf('panel-facts'));
  const without = lacking();
  if (without !== null) {
    const state = section.querySelector('.panel-static');
    if (state !== null)
      state.textContent = `This browser has no ${without}, so no world runs here. The page is complete without it, and this command does the same: ${facts.command}`;
    return;
  }
  section.querySelector('.panel-static')?.remove();
  const panel = new Panel(facts, section, () => engineScript(textOf('panel-engine')));
  if (facts.runsAtOnce) whenNear(section, () => panel.start());
}

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? '';

/** Calls back once the section is about to be seen. */
function whenNear(section: HTMLElement, act: () => void): void {
  const observer = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      observer.disconnect();
      act();
    },
    { rootMargin: '600px' },
  );
  observer.observe(section);
}

const section = document.getElementById('try');
if (section !== null) start(section);
