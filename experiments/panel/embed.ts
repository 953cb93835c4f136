import { bundleBeside, bundleScripts } from './bundle.ts';
import type { PanelFacts } from './facts.ts';
import { type SettledWorld, settledWorlds } from './settledWorlds.ts';
import { panelStyle } from './style.ts';

/** The parts of a page that make its panel live. */
export interface EmbeddedPanel {
  /** Its section, which without scripts says what is missing. */
  readonly section: string;
  /** Settled worlds as text, which belong before the scripts: as many as the page has room for. */
  readonly settled: readonly string[];
  /** Data and scripts, for the end of the page. */
  readonly scripts: string;
  readonly style: string;
  /** What the page's content security policy must allow besides: this script and no other, workers and WebAssembly of its own. */
  readonly policy: string;
}

/** A panel as parts of a page: its script by hash, the engine and the facts as text that no browser runs by itself. */
export async function embedPanel(facts: PanelFacts): Promise<EmbeddedPanel> {
  const bundle = await bundleBeside(import.meta.url);
  return {
    section: sectionOf(),
    settled: settledWorlds(facts).map(settledScript),
    scripts: bundleScripts('panel', facts, bundle),
    style: panelStyle,
    policy: bundle.policy,
  };
}

/** A settled world as text that no browser runs. */
const settledScript = ({ seed, text }: SettledWorld): string =>
  `<script type="text/plain" class="panel-settled" data-seed="${inText(seed)}">${text}</script>`;

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
