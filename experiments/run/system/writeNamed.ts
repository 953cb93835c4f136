import { realpathSync, statSync, writeFileSync } from 'node:fs';
import { writeWhole } from './writeWhole.ts';

/**
 * Writes a file that a user has named, whole or not at all. A link is followed, and what is no file, such as `/dev/stdout` or a pipe, is
 * written to as it is.
 */
export function writeNamed(path: string, content: string | Buffer): void {
  const known = statSync(path, { throwIfNoEntry: false });
  if (known === undefined) writeWhole(path, content);
  else if (known.isFile()) writeWhole(realpathSync(path), content);
  else writeFileSync(path, content);
}
