import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { canonical, sha256 } from '../../base/canonical.ts';
import { UserError } from '../../base/userError.ts';
import type { OwnFile } from '../../plan/ownFiles.ts';
import { labModuleNames } from './labModules.ts';

/** A file of one's own with all that it imports, as the body of a CommonJS module that requires the running lab and nothing else. */
export interface OwnBundle extends OwnFile {
  readonly code: string;
}

const running: Plugin = {
  name: 'the running lab',
  setup(build) {
    build.onResolve({ filter: /^yuma-lab(\/|$)/ }, ({ path }) => {
      if (labModuleNames.includes(path)) return { path, external: true };
      return { errors: [{ text: `the lab has no ${path}: import from ${labModuleNames.join(', ')}` }] };
    });
  },
};

/** What would make two runs of one plan differ. */
const banned = ['Math.random', 'Date.now', 'performance.now'];
const refusal =
  'const unkeyed = () => { throw new Error("an agent has no clock and no luck of its own: draw from the `random` that act is given"); };';

/**
 * Compiles a file of one's own, TypeScript or JavaScript. Its hash is over the file and every file that it imports, the lab apart: their
 * paths from its folder and their contents. `shown` is its path as a plan keeps it. Throws `UserError` for a file that is not there or
 * does not compile.
 */
export async function bundleOf(path: string, shown = shownPath(path)): Promise<OwnBundle> {
  const folder = resolve(dirname(path));
  if (!existsSync(path))
    throw new UserError(`${path} does not exist: name a .ts or .js file of your own definitions`);
  const { build } = await import('esbuild');
  const built = await build({
    entryPoints: [resolve(path)],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2023',
    logLevel: 'silent',
    charset: 'utf8',
    banner: { js: refusal },
    define: Object.fromEntries(banned.map((name) => [name, 'unkeyed'])),
    plugins: [running],
  }).catch((error: unknown) => {
    throw new UserError(`${shown} does not compile: ${messageOf(error)}`);
  });
  const sources = Object.keys(built.metafile.inputs).map((name) => ({
    path: relative(folder, isAbsolute(name) ? name : join(folder, name)).replaceAll('\\', '/'),
    sha256: sha256(readFileSync(join(folder, name), 'utf8')),
  }));
  sources.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { file: shown, sha256: sha256(canonical(sources)), code: built.outputFiles[0].text };
}

/** A path as a plan keeps it: from the folder in which the command runs. */
const shownPath = (path: string): string => (relative('.', path) || basename(path)).replaceAll('\\', '/');

/** The first fault of a compiler, with its place. */
function messageOf(error: unknown): string {
  const [first] = Object(error).errors ?? [];
  if (first === undefined) return error instanceof Error ? error.message : String(error);
  const { text, location } = first;
  return location === null ? text : `line ${location.line}, column ${location.column + 1}: ${text}`;
}
