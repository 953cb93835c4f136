import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, Plugin } from 'esbuild';
import { runnable } from '../base/runnable.ts';
import { tableText } from './tableText.ts';

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
  /** The script with which a worker begins, and to which the engine is sent. */
  readonly starter: string;
  /** The script of the page that starts a worker before the page is read. */
  readonly early: string;
  /** The script that a worker runs besides its engine when it is to read the file of a network. */
  readonly networkReader: string;
  /** JSON as gzip in base64, by the name of a table. */
  readonly tables: Readonly<Record<string, string>>;
}

/** A function of a module's address that runs once for each in a process. */
function once<Bundle>(make: (module: string) => Promise<Bundle>): (module: string) => Promise<Bundle> {
  const made = new Map<string, Promise<Bundle>>();
  return (module) => {
    const bundle = made.get(module) ?? make(module);
    made.set(module, bundle);
    return bundle;
  };
}

/**
 * The engine and the view beside a module (`./engine/worker.ts`, `./view/main.ts`), bundled once in a process: the same files that run under
 * Node, without a change. The engine has its large tables in its script, to be read when they are asked for.
 */
export const bundleBeside = once(async (module): Promise<PageBundle> => {
  const [engine, view] = await Promise.all(
    ['./engine/worker.ts', './view/main.ts'].map((path) => scriptOf(new URL(path, module))),
  );
  const policy = `script-src ${hashOf(view)} 'wasm-unsafe-eval'; worker-src blob:`;
  return { engine, view, policy };
});

/**
 * The same with the large tables of the engine apart, whose script is less than half as long and calls `readTable(name)` for one, and with a
 * worker that starts before there is an engine (`./engine/starter.ts`, `./view/early.ts`); what reads networks is apart too
 * (`./engine/networkReader.ts`).
 */
export const bundleApart = once(async (module): Promise<ApartBundle> => {
  const tables: Record<string, string> = {};
  const [engine, networkReader, starter, early, view] = await Promise.all([
    ...['./engine/worker.ts', './engine/networkReader.ts'].map((path) =>
      scriptOf(new URL(path, module), tables),
    ),
    ...['./engine/starter.ts', './view/early.ts', './view/main.ts'].map((path) =>
      scriptOf(new URL(path, module)),
    ),
  ]);
  return {
    engine,
    networkReader,
    starter,
    early,
    view,
    // By name: files are read at once, and the one that is read first is not always the same.
    tables: Object.fromEntries(Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1))),
    // The starter runs the engine by its blob, which a hash cannot name.
    policy: `script-src ${hashOf(early)} ${hashOf(view)} blob: 'wasm-unsafe-eval'; worker-src blob:`,
  };
});

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

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
        partOf(name, JSON.stringify(value), (text) =>
          readerOf(`${basename(path)}#${name}`, { text, value }, apart),
        ),
      );
      return { contents: `export default {${parts.join(',')}}`, loader: 'js' };
    });
  },
});

/** The expression that reads a table, which is put apart where there is a place for it. */
function readerOf(
  table: string,
  { text, value }: { readonly text: string; readonly value: unknown },
  apart?: Record<string, string>,
): string {
  if (apart === undefined || text.length < largest) return `JSON.parse(${JSON.stringify(text)})`;
  apart[table] = zipped(tableText(value));
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
