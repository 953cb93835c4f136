import { labCommand } from '../base/runnable.ts';
import { embedPanel, withoutPanel } from '../panel/embed.ts';
import { NoPanel, type PanelRequest, panelFacts } from '../panel/factsOf.ts';
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
  ({ study, warmUp }) => {
    const whole = settled(study, warmUp);
    const asked = named.includes(study.name) ? `${study.name} --size ${study.size}` : planIn(folder);
    // What a rule found is read from the pilots, which a reader of the page need not have.
    const days = whole.warmUpDays === study.warmUpDays ? '' : ` --settle ${whole.warmUpDays}`;
    return pagePanel({ study: whole, command: `${labCommand} try ${asked}${days}`, start });
  };

/** The panel of a study whose plan lies in a folder: live, or a sentence that says why its worlds run in no page. */
export const pagePanelIn = (folder: string, request: Omit<PanelRequest, 'command'>): Promise<PagePanel> =>
  pagePanel({ ...request, command: `${labCommand} try ${planIn(folder)}` });

async function pagePanel(request: PanelRequest): Promise<PagePanel> {
  try {
    return await embedPanel(panelFacts(request));
  } catch (error) {
    if (error instanceof NoPanel) return withoutPanel(error.message);
    throw error;
  }
}

const planIn = (folder: string): string => `${folder}/study.json`;
