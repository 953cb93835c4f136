import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const stem = 'confirmation';

/**
 * Where a proposal keeps the trials on fresh seeds that confirm its choice: a results folder within the study's own. `knob`: the setting,
 * where the study asks about several.
 */
export const confirmationFolder = (folder: string, knob: string | null = null): string =>
  join(folder, knob === null ? stem : `${stem}-${knob}`);

/** All that there are in a results folder. */
export const confirmationFolders = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name === stem || name.startsWith(`${stem}-`))
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'study.json')))
    .sort();
