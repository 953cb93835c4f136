import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as esbuild from 'esbuild';
import { bundleOptions } from '../panel/bundle.ts';

/** A script of a page with its hash for the content security policy. */
export interface PageScript {
  readonly text: string;
  readonly source: string;
}

let made: PageScript | null = null;

/** What every page can do by itself: light and dark, tooltips, downloads, tables that sort. Bundled once in a process. */
export function pageScript(): PageScript {
  made ??= make();
  return made;
}

function make(): PageScript {
  // A page is put together in one go, so that the bundle is made without waiting.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const { outputFiles } = buildSync(bundleOptions(new URL('./view/main.ts', import.meta.url)));
  return hashed(outputFiles[0].text);
}

const hashed = (text: string): PageScript => ({
  text,
  source: `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
});
