import type { Measures } from '../beginnings.ts';
import { type PanelFacts, startOf } from '../facts.ts';
import { pairOf } from '../pair.ts';
import { stemKey, stemOf } from '../stem.ts';
import type { Brought } from './crew.ts';
import { Engine, lacking } from './engine.ts';
import { type Dropped, Panel } from './panel.ts';
import { Starter } from './starter.ts';

/** The panel of a page: without what it needs, the page stays the static report and says so. Its engine starts before there is a page. */
function start(): void {
  const facts: PanelFacts = JSON.parse(textOf('panel-facts'));
  const without = lacking();
  const starter = window.panelStarter ?? new Starter(textOf('panel-starter'));
  const script = {
    starter,
    packed: () => textOf('panel-engine'),
    tables: () => JSON.parse(textOf('panel-tables')),
    networkReader: () => textOf('panel-network-reader'),
  };
  const engine = new Engine(script, () => broughtOf(facts));
  if (facts.runsAtOnce && without === null) engine.hire();
  whenRead(async () => {
    await starter.isBegun;
    const section = document.getElementById('try');
    if (section !== null) open(section, facts, engine, without);
  });
}

function open(section: HTMLElement, facts: PanelFacts, engine: Engine, without: string | null): void {
  const told = section.querySelector('.panel-static');
  if (without !== null) {
    if (told !== null)
      told.textContent = `This browser has no ${without}, so no world runs here. The page is complete without it, and this command compares settings in a terminal: ${facts.command}`;
    return;
  }
  told?.remove();
  const panel = mount(facts, section, engine, location.hash);
  if (facts.runsAtOnce) whenNear(section, () => panel.start());
}

/** What came with the page: worlds under the status quo, with the panel's first choice of a world and of days. */
function broughtOf(facts: PanelFacts): Brought {
  const planOf = (seed: string) => pairOf(facts, startOf(facts), seed).statusQuo;
  const scripts = [...document.querySelectorAll<HTMLElement>('.panel-settled')];
  const measures: Record<string, Measures> = JSON.parse(textOf('panel-known'));
  return {
    settled: new Map(
      scripts.map((script) => [
        stemKey(stemOf(planOf(script.dataset.seed ?? ''))),
        () => script.textContent ?? '',
      ]),
    ),
    known: new Map(Object.entries(measures).map(([seed, known]) => [JSON.stringify(planOf(seed)), known])),
  };
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

/** Calls back once the whole page has been read. */
function whenRead(act: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
  else act();
}

start();
