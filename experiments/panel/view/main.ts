import { type PanelFacts, startOf } from '../facts.ts';
import { pairOf } from '../pair.ts';
import { stemKey, stemOf } from '../stem.ts';
import type { SettledTexts } from './crew.ts';
import { Engine, lacking } from './engine.ts';
import { type Dropped, Panel } from './panel.ts';

/** The panel of a page: without what it needs, the page stays the static report and says so. */
function start(section: HTMLElement): void {
  const facts: PanelFacts = JSON.parse(textOf('panel-facts'));
  const told = section.querySelector('.panel-static');
  const without = lacking();
  if (without !== null) {
    if (told !== null)
      told.textContent = `This browser has no ${without}, so no world runs here. The page is complete without it, and this command compares settings in a terminal: ${facts.command}`;
    return;
  }
  told?.remove();
  const engine = new Engine(() => textOf('panel-engine'), settledTexts(facts));
  // The workers start while the page is laid out.
  if (facts.runsAtOnce) engine.hire();
  const panel = mount(facts, section, engine, location.hash);
  if (facts.runsAtOnce) whenNear(section, () => panel.start());
}

/** The settled worlds that came with the page: those of the status quo, under the panel's first choice of a world. */
function settledTexts(facts: PanelFacts): SettledTexts {
  const scripts = [...document.querySelectorAll<HTMLElement>('.panel-settled')];
  return new Map(
    scripts.map((script) => {
      const { statusQuo } = pairOf(facts, startOf(facts), script.dataset.seed ?? '');
      return [stemKey(stemOf(statusQuo)), () => script.textContent ?? ''];
    }),
  );
}

/** Puts a panel into its section, in place of one that is there. */
function mount(
  facts: PanelFacts,
  section: HTMLElement,
  engine: Engine,
  address: string,
  network?: Dropped,
): Panel {
  const own = network === undefined ? {} : { network };
  const panel = new Panel({ facts, engine, address, ...own }, (next, dropped) =>
    mount(next, section, engine, '', dropped).start(),
  );
  section.querySelector('.panel-body')?.remove();
  section.append(panel.body);
  panel.show();
  return panel;
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
