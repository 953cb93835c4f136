import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';
import { runnable } from '../base/runnable.ts';

/** What a page with a panel carries of the laboratory. */
export interface PanelBundle {
  /** The engine as the script of a worker, gzip in base64. */
  readonly engine: string;
  /** The script of the page itself. */
  readonly view: string;
}

let made: Promise<PanelBundle> | null = null;

/** The engine and the view, bundled once in a process: the same files that run under Node, without a change. */
export function panelBundle(): Promise<PanelBundle> {
  made ??= make();
  return made;
}

async function make(): Promise<PanelBundle> {
  const [engine, view] = await Promise.all([scriptOf('./engine/worker.ts'), scriptOf('./view/main.ts')]);
  return { engine: gzipSync(engine, { level: 9 }).toString('base64'), view };
}

/** A module with all that it imports as one classic script: module workers do not start from a file. */
export async function scriptOf(module: string | URL): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...bundleOptions(new URL(module, import.meta.url)),
    plugins: [readWhenAsked],
    // A browser reads a script of ASCII alone a byte a letter, in half the room.
    charset: 'ascii',
  });
  return outputFiles[0].text;
}

/** Length of a part from which it is read only when a world asks for it. */
const large = 1000;

/**
 * Data files whose large parts stay text until they are first read: an engine that starts does not read tables that its world has no use
 * for.
 */
const readWhenAsked: Plugin = {
  name: 'data that is read when it is asked for',
  setup({ onLoad }) {
    onLoad({ filter: /\.data\.json$/ }, async ({ path }) => {
      const parts = Object.entries(JSON.parse(await readFile(path, 'utf8'))).map(partOf);
      return { contents: `export default {${parts.join(',')}}`, loader: 'js' };
    });
  },
};

function partOf([name, value]: readonly [string, unknown]): string {
  const text = JSON.stringify(value);
  const key = JSON.stringify(name);
  if (text.length < large) return `${key}:${text}`;
  const read = `const value=JSON.parse(${JSON.stringify(text)});Object.defineProperty(this,${key},{value});return value`;
  return `get ${key}(){${read}}`;
}

/** How esbuild makes a classic script of a module. */
export const bundleOptions = (module: URL): BuildOptions & { readonly write: false } => ({
  entryPoints: [fileURLToPath(runnable(module))],
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  // A page has no error stream: what is said there is dropped.
  define: { 'process.stderr.write': 'String' },
});
