import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../base/userError.ts';
import { writeNamed } from '../run/system/writeNamed.ts';
import { type EpochPageParts, epochPage } from './page.ts';
import { mostEpochs } from './setting.ts';

/** Writes the page of an epoch and returns its path. Throws `UserError` as `epochPage` does, and for more epochs than a page runs. */
export async function writeEpochPage(path: string, parts: EpochPageParts): Promise<string> {
  if (!/\.html?$/i.test(path))
    throw new UserError(`--page names an HTML file, such as epoch.html; received ${path}`);
  if (parts.epochs > mostEpochs)
    throw new UserError(`--epochs of a page is 1 … ${mostEpochs}; received ${parts.epochs}`);
  const page = await epochPage(parts);
  mkdirSync(dirname(path), { recursive: true });
  writeNamed(path, page);
  return path;
}
