import { type BroughtWorld, broughtWorlds } from './brought.ts';
import { bundleApart, dataScript, textScript, zipped } from './bundle.ts';
import type { PanelFacts } from './facts.ts';
import { panelStyle } from './style.ts';

/** The parts of a page that make its panel live. */
export interface EmbeddedPanel {
  /** Its section, which without scripts says what is missing. */
  readonly section: string;
  /** Settled worlds as text, which belong before the scripts: as many as the page has room for. */
  readonly settled: readonly string[];
  /** What is needed seldom, for the end of the page. */
  readonly last: string;
  /** Data and scripts, for the beginning of the page: the engine starts while the rest is read. */
  readonly scripts: string;
  readonly style: string;
  /** What the page's content security policy must allow besides: this script and no other, workers and WebAssembly of its own. */
  readonly policy: string;
}

/** A panel as parts of a page: its script by hash, the engine and the facts as text that no browser runs by itself. */
export async function embedPanel(facts: PanelFacts): Promise<EmbeddedPanel> {
  const { engine, networkReader, starter, early, view, tables, policy } = await bundleApart(import.meta.url);
  const brought = broughtWorlds(facts);
  const known = Object.fromEntries(brought.map(({ seed, measures }) => [seed, measures]));
  return {
    section: sectionOf(),
    settled: brought.flatMap(settledScript),
    scripts: [
      textScript('panel-starter', starter),
      ...(facts.runsAtOnce ? [`<script>${early}</script>`] : []),
      dataScript('panel-facts', facts),
      dataScript('panel-known', known),
      textScript('panel-engine', zipped(engine)),
      dataScript('panel-tables', tables),
      `<script>${view}</script>`,
    ].join('\n'),
    last: textScript('panel-network-reader', zipped(networkReader)),
    style: panelStyle,
    policy,
  };
}

/** A settled world as text that no browser runs. */
const settledScript = ({ seed, settled }: BroughtWorld): string[] =>
  settled === null
    ? []
    : [`<script type="text/plain" class="panel-settled" data-seed="${inText(seed)}">${settled}</script>`];

/** The section of a page that could have a panel and has none: why. */
export const withoutPanel = (reason: string): Pick<EmbeddedPanel, 'section' | 'style'> => ({
  section: `<section id="try" class="panel">\n<h2>${heading}</h2>\n<p class="panel-static">No setting can be tried in this page: ${inText(reason)}.</p>\n</section>`,
  style: panelStyle,
});

const heading = 'Try a setting of your own';

const sectionOf = (): string => `<section id="try" class="panel">
<h2>${heading}</h2>
<p>This page carries the laboratory’s engine. Move a knob, and worlds run here, in your browser: nothing is sent anywhere.</p>
<p class="panel-static">It needs JavaScript, which is switched off or has not started. The rest of the page is complete without it.</p>
</section>`;

const inText = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
