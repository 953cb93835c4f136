import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as esbuild from 'esbuild';
import packageJson from '../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('..', import.meta.url));
/** Below `node_modules`, so that what is compiled finds its libraries. */
const shelf = join(root, 'node_modules/.cache/yuma-lab-compiled');
/** What is compiled: the laboratory, and the programs of tests. */
const rooms = ['sim', 'agents', 'experiments', 'test/fixtures'];
/** Of another language, which only looks like TypeScript; its WebAssembly is committed. */
const isAssembly = /\/assembly\//;
/** A compiled tree of other sources is thrown away after so long, or as one of too many: until then a test may still run it. */
const hour = 3_600_000;
const most = 16;

let made: string | null = null;

/**
 * A folder with the laboratory and the programs of tests as JavaScript, laid out as the checkout: a process or a thread that starts there
 * needs a third of the processor time that it needs with tsx. By the compiler that tsx uses, without a check of types. Made once for the same
 * sources, whatever process asks first; the package as it ships is made by `npm run build`, and test/pack.test.ts tries it.
 */
export function compiled(): string {
  made ??= kept();
  return made;
}

/** What Node is given to run the command. */
export const labWords = (): string[] => [join(compiled(), 'experiments/main.js')];

/** What a module of the laboratory or of the tests is compiled to, by their addresses; null for what is not compiled. */
export function compiledTwin(href: string): string | null {
  const home = pathToFileURL(root).href;
  if (!href.startsWith(home) || !isTypeScript(href)) return null;
  const file = href.slice(home.length);
  if (!rooms.some((room) => file.startsWith(`${room}/`))) return null;
  return pathToFileURL(join(compiled(), file.replace(/ts$/, 'js'))).href;
}

function kept(): string {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
      .filter((file) => !isAssembly.test(file)),
  );
  const folder = join(shelf, hashOf(files.sort()));
  if (!existsSync(folder)) make(folder, files);
  const now = Date.now() / 1000;
  utimesSync(folder, now, now);
  return folder;
}

/** Of all that is compiled or copied; what is linked is read where it is. */
function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(
    `${root} ${packageJson.dependencies.esbuild} ${packageJson.version}`,
  );
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of files) {
    hash.update(`\0${file}\0`);
    if (isProgram(file)) hash.update(readFileSync(root + file));
  }
  return hash.digest('hex').slice(0, 32);
}

const isTypeScript = (file: string): boolean => /(?<!\.d)\.ts$/.test(file);
const isProgram = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);

/** Makes it in a place of its own and moves it at once: of two processes that do so, one is too late and takes what is there. */
function make(folder: string, files: readonly string[]): void {
  mkdirSync(shelf, { recursive: true });
  sweepOld();
  const place = mkdtempSync(join(shelf, 'new-'));
  try {
    compile(place, files.filter(isTypeScript));
    for (const file of files.filter((one) => !isTypeScript(one))) put(place, file);
    symlinkSync(join(root, 'results'), join(place, 'results'));
    const { version, engines } = packageJson;
    writeFileSync(join(place, 'package.json'), JSON.stringify({ version, engines, type: 'module' }));
    renameSync(place, folder);
  } catch (fault) {
    rmSync(place, { recursive: true });
    if (!existsSync(folder)) throw fault;
  }
}

/** Throws away what has not been used for an hour, and all but the newest of what many changed sources left. */
function sweepOld(): void {
  const ages = readdirSync(shelf).flatMap((name) => {
    const stat = statSync(join(shelf, name), { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ name, age: Date.now() - stat.mtimeMs }];
  });
  for (const [k, { name, age }] of ages.sort((one, other) => one.age - other.age).entries())
    if (age > hour || k >= most) rmSync(join(shelf, name), { recursive: true, force: true });
}

/** Links what is only read; copies programs, which find their neighbours by where they are. */
function put(place: string, file: string): void {
  const [from, to] = [join(root, file), join(place, file)];
  mkdirSync(dirname(to), { recursive: true });
  if (isProgram(file)) copyFileSync(from, to);
  else symlinkSync(from, to);
}

/** Compiles files into a place; modules name one another by the files that they are compiled to. */
function compile(place: string, files: readonly string[]): void {
  // Loaded by the one process that compiles.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const { outputFiles } = buildSync({
    entryPoints: files.map((file) => join(root, file)),
    outbase: root,
    outdir: place,
    write: false,
    format: 'esm',
    target: 'esnext',
    logLevel: 'silent',
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll(/((?:from|import) ?\(?")(\.{1,2}\/[^"\n]*)\.ts"/g, '$1$2.js"'));
  }
}
