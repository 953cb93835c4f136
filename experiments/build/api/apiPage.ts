import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declarationOf, plainComment, type ReadDeclarations } from './declarations.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A module that people import, by its name, and its file. */
export interface EntryPoint {
  readonly name: string;
  readonly path: string;
}

export const entryPoints: readonly EntryPoint[] = [
  { name: 'yuma-lab', path: 'experiments/index.ts' },
  { name: 'yuma-lab/sim', path: 'sim/index.ts' },
  { name: 'yuma-lab/agents', path: 'agents/index.ts' },
];

/** Something an entry point exports, and where from. */
export interface Exported {
  /** As people import it, and as its own file calls it. */
  readonly name: string;
  readonly inside: string;
  readonly path: string;
}

/** What an entry point exports under one heading. */
interface Section {
  readonly heading: string;
  readonly exported: readonly Exported[];
}

/** The sections of an entry point, as its file has them: a comment of one line, then what it exports. */
export function sectionsOf({ path }: EntryPoint): Section[] {
  const source = readFileSync(join(root, path), 'utf8');
  return source
    .split(/^\/\/ /m)
    .slice(1)
    .map((part) => ({ heading: part.slice(0, part.indexOf('\n')), exported: exportsIn(path, part) }));
}

function exportsIn(path: string, source: string): Exported[] {
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)';/gm)].flatMap(([, names, from]) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => {
        const [inside, outside = inside] = name.split(' as ');
        return { name: outside, inside, path: join(dirname(path), from) };
      }),
  );
}

/** `docs/api.md`: every export of the entry points with its comment and its declaration. */
export function apiPage(read: ReadDeclarations): string {
  const all = entryPoints.map((entry) => ({ entry, sections: sectionsOf(entry) }));
  const homes = new Map<string, string>();
  for (const { entry, sections } of [...all].reverse())
    for (const { name, path } of sections.flatMap(({ exported }) => exported))
      if (!homes.has(name) || path.startsWith(dirname(entry.path))) homes.set(name, entry.name);
  const parts = all.map(({ entry, sections }) =>
    [
      `## ${entry.name}`,
      introductionOf(entry),
      ...sections.map((section) => sectionText(read, section, entry, homes)),
    ].join('\n\n'),
  );
  return `${[head, ...parts].join('\n\n')}\n`;
}

const head = `# API

Three modules, with types. \`npm run remake api\` writes this page from the comments in the source.

\`\`\`ts
import { runTrial } from 'yuma-lab';

const { measures } = runTrial({
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: { immunityPeriod: 3072 },
  warmUpDays: 0,
  days: 1,
  seed: '1',
});
console.log(measures.networkQuality);
\`\`\``;

function introductionOf({ path }: EntryPoint): string {
  const [comment] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(join(root, path), 'utf8')) ?? [''];
  return plainComment(comment.split('\n')).replace(/\s*@packageDocumentation/, '');
}

function sectionText(
  read: ReadDeclarations,
  { heading, exported }: Section,
  entry: EntryPoint,
  homes: ReadonlyMap<string, string>,
): string {
  const own = exported.filter(({ name }) => homes.get(name) === entry.name);
  const others = exported.filter(({ name }) => homes.get(name) !== entry.name);
  const elsewhere = others.map(({ name }) => `\`${name}\` (see \`${homes.get(name)}\`)`).join(', ');
  return [
    `### ${heading}`,
    ...own.map((one) => exportText(read, one)),
    ...(others.length === 0 ? [] : [`Also: ${elsewhere}.`]),
  ].join('\n\n');
}

function exportText(read: ReadDeclarations, { name, inside, path }: Exported): string {
  const { comment, text } = declarationOf(read, path, inside);
  const shown = text.replace(new RegExp(`\\b${inside}\\b`), name);
  return `#### ${name}\n\n${comment}\n\n\`\`\`ts\n${shown}\n\`\`\``;
}
