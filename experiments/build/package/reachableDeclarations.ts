import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a declaration names from beside itself: imports, exports and types of a module by its path. */
const specifiers = /(?:from\s+|import\s*\(\s*|import\s+)['"](\.[^'"]+)['"]/g;

/**
 * Declarations that a program can reach from those that it may import, these among them, as paths. A module is named with the end `.ts` or `.js`; one
 * without a declaration, of data, leads no further.
 */
export function reachableDeclarations(roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const ahead = [...roots];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.has(path) || !existsSync(path)) continue;
    found.add(path);
    for (const [, named] of readFileSync(path, 'utf8').matchAll(specifiers))
      ahead.push(join(dirname(path), named.replace(/(\.d)?\.[tj]s$/, '.d.ts')));
  }
  return found;
}
