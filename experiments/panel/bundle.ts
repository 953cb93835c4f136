import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';
import { runnable } from '../base/runnable.ts';

/** What a page that runs carries of the laboratory. */
export interface PageBundle {
  /** The engine as the script of a worker, gzip in base64. */
  readonly engine: string;
  /** The script of the page itself. */
  readonly view: string;
  /** What a content security policy must allow: this script and no other, workers and WebAssembly of the page's own. */
  readonly policy: string;
}

const made = new Map<string, Promise<PageBundle>>();

/**
 * The engine and the view beside a module (`./engine/worker.ts`, `./view/main.ts`), bundled once in a process: the same files that run under
 * Node, without a change.
 */
export function bundleBeside(module: string): Promise<PageBundle> {
  const bundle = made.get(module) ?? make(module);
  made.set(module, bundle);
  return bundle;
}

async function make(module: string): Promise<PageBundle> {
  const [engine, view] = await Promise.all(
    ['./engine/worker.ts', './view/main.ts'].map((file) => scriptOf(new URL(file, module))),
  );
  const hash = createHash('sha256').update(view).digest('base64');
  return {
    engine: gzipSync(engine, { level: 9 }).toString('base64'),
    view,
    policy: `script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:`,
  };
}

/** What makes a page live: its facts and its engine as text that no browser runs by itself, then its script. `name` begins their ids. */
export const bundleScripts = (name: string, facts: object, { engine, view }: PageBundle): string =>
  [
    dataScript(`${name}-facts`, facts),
    `<script type="text/plain" id="${name}-engine">${engine}</script>`,
    `<script>${view}</script>`,
  ].join('\n');

/** Data of a page as text that no browser runs. */
export const dataScript = (id: string, data: object): string =>
  `<script type="application/json" id="${id}">${inScript(JSON.stringify(data))}</script>`;

/** JSON that cannot end its script. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c');

/** A module with all that it imports as one classic script: module workers do not start from a file. */
export async function scriptOf(module: URL): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...bundleOptions(module),
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
