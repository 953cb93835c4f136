import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';
import { runnable } from '../base/runnable.ts';

/** What a page that runs carries of the laboratory. */
export interface PageBundle {
  /** The engine as the script of a worker. */
  readonly engine: string;
  /** The script of the page itself. */
  readonly view: string;
  /** What a content security policy must allow: this script and no other, workers and WebAssembly of the page's own. */
  readonly policy: string;
}

/** A bundle whose engine reads its large tables where the page puts them. */
export interface ApartBundle extends PageBundle {
  /** JSON as gzip in base64, by the name of a table. */
  readonly tables: Readonly<Record<string, string>>;
}

const made = new Map<string, Promise<ApartBundle>>();

/**
 * The engine and the view beside a module (`./engine/worker.ts`, `./view/main.ts`), bundled once in a process: the same files that run under
 * Node, without a change. The engine has its large tables in its script, to be read when they are asked for.
 */
export const bundleBeside = (module: string): Promise<PageBundle> => bundled(module, false);

/** The same with the large tables of the engine apart: its script is less than half as long, and calls `readTable(name)` for one. */
export const bundleApart = (module: string): Promise<ApartBundle> => bundled(module, true);

function bundled(module: string, isApart: boolean): Promise<ApartBundle> {
  const bundle = made.get(module) ?? make(module, isApart);
  made.set(module, bundle);
  return bundle;
}

async function make(module: string, isApart: boolean): Promise<ApartBundle> {
  const tables: Record<string, string> = {};
  const [engine, view] = await Promise.all([
    scriptOf(new URL('./engine/worker.ts', module), isApart ? tables : undefined),
    scriptOf(new URL('./view/main.ts', module)),
  ]);
  const hash = createHash('sha256').update(view).digest('base64');
  return {
    engine,
    view,
    // By name: files are read at once, and the one that is read first is not always the same.
    tables: Object.fromEntries(Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1))),
    policy: `script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:`,
  };
}

/** What makes a page live: its facts and its engine as text that no browser runs by itself, then its script. `name` begins their ids. */
export const bundleScripts = (name: string, facts: object, { engine, view }: PageBundle): string =>
  [
    dataScript(`${name}-facts`, facts),
    textScript(`${name}-engine`, zipped(engine)),
    `<script>${view}</script>`,
  ].join('\n');

/** Text of a page that no browser runs, as it is. Throws where it would end its own script. */
export function textScript(id: string, text: string): string {
  if (/<!--|<\/script/i.test(text))
    throw new Error(
      `the text of ${id} holds <!-- or </script, which would end it in a page (write the letters apart)`,
    );
  return `<script type="text/plain" id="${id}">${text}</script>`;
}

/** Text as gzip in base64. */
export const zipped = (text: string): string => gzipSync(text, { level: 9 }).toString('base64');

/** Data of a page as text that no browser runs. */
export const dataScript = (id: string, data: object): string =>
  `<script type="application/json" id="${id}">${inScript(JSON.stringify(data))}</script>`;

/** JSON that cannot end its script. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c');

/**
 * A module with all that it imports as one classic script: module workers do not start from a file. `apart` takes its large tables, which
 * the script then asks of `readTable`.
 */
export async function scriptOf(module: URL, apart?: Record<string, string>): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    ...bundleOptions(module),
    plugins: [readWhenAsked(apart)],
    // A browser reads a script of ASCII alone a byte a letter, in half the room.
    charset: 'ascii',
  });
  return outputFiles[0].text;
}

/** Lengths of a part from which it is read only when a world asks for it, and from which it may lie apart. */
const large = 1000;
const largest = 10_000;

/**
 * Data files whose large parts stay text until they are first read: an engine that starts does not read tables that its world has no use
 * for.
 */
const readWhenAsked = (apart?: Record<string, string>): Plugin => ({
  name: 'data that is read when it is asked for',
  setup({ onLoad }) {
    onLoad({ filter: /\.data\.json$/ }, async ({ path }) => {
      const parts = Object.entries(JSON.parse(await readFile(path, 'utf8'))).map(([name, value]) =>
        partOf(name, JSON.stringify(value), (text) => readerOf(`${basename(path)}#${name}`, text, apart)),
      );
      return { contents: `export default {${parts.join(',')}}`, loader: 'js' };
    });
  },
});

/** The expression that reads a table, which is put apart where there is a place for it. */
function readerOf(table: string, text: string, apart?: Record<string, string>): string {
  if (apart === undefined || text.length < largest) return `JSON.parse(${JSON.stringify(text)})`;
  apart[table] = zipped(text);
  return `self.readTable(${JSON.stringify(table)})`;
}

function partOf(name: string, text: string, reader: (text: string) => string): string {
  const key = JSON.stringify(name);
  if (text.length < large) return `${key}:${text}`;
  const read = `const value=${reader(text)};Object.defineProperty(this,${key},{value});return value`;
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
