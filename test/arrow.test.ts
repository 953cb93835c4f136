import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['sim', 'agents', 'experiments', 'notebooks'] as const;

/** The rooms of experiments/ from the bottom up: each imports only those before it. `boot` only starts `main.ts`. */
const layers = [
  'base',
  'statistics',
  'plan',
  'input',
  'import',
  'run',
  'analysis',
  'panel',
  'sweep',
  'queue',
  'report',
  'tables',
  'figures',
  'studies',
  'methods',
  'evidence',
  'epochPage',
  'calibrate',
  'cluster',
  'build',
  'index.ts',
  'notebook',
  'site',
  'cli',
  'main.ts',
  'boot',
] as const;

/** The files that each file imports, types included, and by `import()` too; ours as paths from the root, others by name. */
type Imports = ReadonlyMap<string, readonly string[]>;

const files = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs|cjs)$/.test(name))
    .map((name) => join(room, name)),
);
const sourceOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

function importsOf(file: string): string[] {
  const names = [...(sourceOf.get(file) ?? '').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1],
  );
  return names.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
  );
}

const imports: Imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Imports from a lower top-level folder or room into a higher one, and into tests. */
function arrowsUp(imports: Imports): string[] {
  const wrong: string[] = [];
  for (const [file, names] of imports) {
    const [room, place] = heightOf(file);
    for (const name of names) {
      const [otherRoom, otherPlace] = heightOf(name);
      const isUp = otherRoom > room || (otherRoom === room && otherPlace > place);
      if (isUp || name.startsWith('test/')) wrong.push(`${file} → ${name}`);
    }
  }
  return wrong;
}

function heightOf(name: string): readonly [number, number] {
  const [room, layer] = name.split('/');
  return [
    rooms.findIndex((known) => known === room),
    room === 'experiments' ? layers.findIndex((known) => known === layer) : 0,
  ];
}

/** Groups of nodes that reach each other (Tarjan 1972), each with more than one. */
function circlesOf(arrows: Imports): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) circles.push(group.sort());
  };
  for (const node of arrows.keys()) if (!index.has(node)) visit(node);
  return circles;
}

/** Arrows between folders; a folder and the folders in it are one place for each other. */
function foldersOf(imports: Imports): Imports {
  const arrows = new Map<string, string[]>();
  for (const [file, names] of imports) {
    const from = dirname(file);
    const to = names.filter((name) => imports.has(name)).map((name) => dirname(name));
    const others = to.filter(
      (other) => other !== from && !other.startsWith(`${from}/`) && !from.startsWith(`${other}/`),
    );
    arrows.set(from, [...(arrows.get(from) ?? []), ...others]);
  }
  return arrows;
}

describe('imports run one way', () => {
  it('every file of experiments/ lies in a room that has a place in the order', () => {
    const homeless = files.filter((file) => heightOf(file)[1] < 0);
    expect(homeless).toEqual([]);
  });

  it('nothing imports from a room above it, types included, and nothing imports tests', () => {
    expect(arrowsUp(imports)).toEqual([]);
  });

  it('no file imports itself by a circle, types included', () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it('no folder imports itself by a circle through others, types included', () => {
    expect(circlesOf(foldersOf(imports))).toEqual([]);
  });

  it('one import up, one circle of two files, and one of two folders would each be noticed', () => {
    const lowest = 'experiments/base/userError.ts';
    const highest = 'experiments/cli/verb.ts';
    const withArrow = new Map([...imports, [lowest, [highest]]]);
    expect(arrowsUp(withArrow)).toEqual([`${lowest} → ${highest}`]);
    const withType = new Map([
      ['sim/a.ts', ['sim/b.ts']],
      ['sim/b.ts', ['sim/a.ts']],
    ]);
    expect(circlesOf(withType)).toEqual([['sim/a.ts', 'sim/b.ts']]);
    const withFolders = new Map([
      ['agents/one/a.ts', ['agents/two/b.ts']],
      ['agents/two/b.ts', []],
      ['agents/two/c.ts', ['agents/one/d.ts']],
      ['agents/one/d.ts', []],
    ]);
    expect(circlesOf(withFolders)).toEqual([]);
    expect(circlesOf(foldersOf(withFolders))).toEqual([['agents/one', 'agents/two']]);
  });
});

describe('the command starts at once', () => {
  /** What is loaded with a file: its imports and theirs, without types and without what an `import()` loads later. */
  function loadedWith(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file) || !sourceOf.has(file)) return seen;
    seen.add(file);
    const source = (sourceOf.get(file) ?? '').replace(/^import type [\s\S]*?;$/gm, '');
    for (const [, name] of source.matchAll(/from '(\.[^']+)'/g))
      loadedWith(relative(root, resolve(root, dirname(file), name)), seen);
    return seen;
  }

  it('help and version load no verb, no world and no statistics: a verb is loaded when it is called', () => {
    const loaded = [...loadedWith('experiments/main.ts')];
    expect(loaded).toContain('experiments/cli/verbs.ts');
    expect(loaded).toContain('sim/math/nearest.ts');
    expect(loaded.length).toBeLessThanOrEqual(15);
    expect(loadedWith('experiments/cli/sweep.ts').size).toBeGreaterThan(100);
  });
});

describe('what a file reads beside itself', () => {
  /** Places that files name by `new URL(…, import.meta.url)`, as far as they are written out. */
  const placesOf = (file: string): string[] =>
    [...(sourceOf.get(file) ?? '').matchAll(/new URL\(\s*['`]([^'`$]+)[^'`]*['`],\s*import\.meta\.url/g)].map(
      (match) => match[1].replace(/[^/]*$/, ''),
    );

  it('lies in a folder that exists: a moved file takes its paths with it', () => {
    const places = files.flatMap((file) => placesOf(file).map((place) => ({ file, place })));
    expect(places.length).toBeGreaterThan(15);
    const missing = places.filter(({ file, place }) => !existsSync(resolve(root, dirname(file), place)));
    expect(missing).toEqual([]);
  });
});

describe('sim and agents are pure', () => {
  it('they touch no file, clock, process or global randomness', () => {
    const pure = files.filter((file) => /^(sim|agents)\//.test(file));
    const node = pure.filter((file) =>
      importsOf(file).some((name) => /^(node:|fs|path|os|crypto)\b/.test(name)),
    );
    expect(node).toEqual([]);
    const code = (file: string) => (sourceOf.get(file) ?? '').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const impure = pure.filter((file) =>
      /Math\.random|Date\b|performance\.|process\.|globalThis/.test(code(file)),
    );
    expect(impure).toEqual([]);
  });

  it('no source file is longer than 400 lines', () => {
    const long = files.filter((file) => (sourceOf.get(file) ?? '').split('\n').length > 401);
    expect(long).toEqual([]);
  });
});
