import { labCommand } from '../base/runnable.ts';
import { embedPanel, withoutPanel } from '../panel/embed.ts';
import { NoPanel, panelFacts } from '../panel/factsOf.ts';
import type { Level } from '../plan/rows.ts';
import { settled } from '../sweep/finding.ts';
import type { PagePanel } from './document.ts';
import type { Results } from './readResults.ts';

/** Makes the panel of a page from what its folder holds. */
export type PanelMaker = (results: Results) => Promise<PagePanel>;

/**
 * The panels of pages about a results folder: live, or a sentence that says why worlds of this study run in no page. `named`: the studies
 * that a command can call by their name; `start`: levels that the page recommends.
 */
export const panelMaker =
  (folder: string, named: readonly string[], start: Readonly<Record<string, Level>> = {}): PanelMaker =>
  async ({ study, warmUp }) => {
    const asked = named.includes(study.name) ? `${study.name} --size ${study.size}` : `${folder}/study.json`;
    try {
      const whole = settled(study, warmUp);
      // What a rule found is read from the pilots, which a reader of the page need not have.
      const days = whole.warmUpDays === study.warmUpDays ? '' : ` --settle ${whole.warmUpDays}`;
      const facts = panelFacts({ study: whole, command: `${labCommand} try ${asked}${days}`, start });
      return await embedPanel(facts);
    } catch (error) {
      if (error instanceof NoPanel) return withoutPanel(error.message);
      throw error;
    }
  };
