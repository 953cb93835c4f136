import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['sim', 'agents', 'experiments', 'notebooks'] as const;

const files = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => join(room, name)),
);
const sourceOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** Modules a file imports, types included; ours as paths from the root, others by name. */
function importsOf(file: string): string[] {
  const source = sourceOf.get(file) ?? '';
  const names = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);
  return names.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name,
  );
}

/** What runs when a file is loaded: imports of types alone do not count. */
function loadedBy(file: string): string[] {
  const source = (sourceOf.get(file) ?? '').replace(/import type[^;]*;/g, '');
  const names = [...source.matchAll(/from\s*'(\.[^']+)'/g)].map((match) => match[1]);
  return names.map((name) => relative(root, resolve(root, dirname(file), name)));
}

describe('imports run one way', () => {
  it.each(rooms.map((room, place) => [room, rooms.slice(place + 1)] as const))(
    '%s imports nothing of %s',
    (room, later) => {
      const wrong = files
        .filter((file) => file.startsWith(`${room}/`))
        .flatMap((file) => importsOf(file).map((name) => [file, name] as const))
        .filter(([, name]) => [...later, 'test'].some((other) => name.startsWith(`${other}/`)));
      expect(wrong).toEqual([]);
    },
  );

  it('no file loads itself by a circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of loadedBy(file)) if (sourceOf.has(next)) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('sim and agents touch no file, clock, process or global randomness', () => {
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
