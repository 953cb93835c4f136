import { measuresPage } from './measuresPage.ts';
import { scenariosPage } from './scenariosPage.ts';
import { settingsPage } from './settingsPage.ts';

/** Pages of `docs/` that are written from catalogues, by name. */
export const referencePages: Readonly<Record<string, () => string>> = {
  'measures.md': measuresPage,
  'settings.md': settingsPage,
  'scenarios.md': scenariosPage,
};
