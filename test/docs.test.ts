import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { remakes } from '../experiments/build/remakes.ts';
import { studyFields } from '../experiments/input/studyFileShape.ts';
import packageJson from '../package.json' with { type: 'json' };
import { labHere } from './experiments/cli/inProcess.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'DESIGN.md',
  'ASSUMPTIONS.md',
  'CHANGELOG.md',
  'docs/own-agents.md',
  'docs/rulesets.md',
  'docs/verbs.md',
  'docs/your-subnet.md',
  'results/README.md',
  'results/reference/assumptions/README.md',
  'notebooks/README.md',
] as const;

const read = (path: string): string => readFileSync(root + path, 'utf8');

/** What a document says in code: its fenced blocks and its spans between backticks. */
function codeOf(path: string): string[] {
  const text = read(path);
  const fences = [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  const prose = text.replace(/^```\w*\n[\s\S]*?^```$/gm, '');
  return [...fences, ...[...prose.matchAll(/`([^`]+)`/g)].map((match) => match[1])];
}

const foundIn = (path: string, pattern: RegExp): string[] =>
  codeOf(path).flatMap((code) => [...code.matchAll(pattern)].map((match) => match[1]));

/** Verbs behind the command's name. */
const calledIn = (path: string): string[] => foundIn(path, /(?:yuma-lab|run -s lab --) ([a-z]+)/g);

const verbs = [...(await labHere(['--help'])).stdout.split('Verbs:')[1].matchAll(/^ {2}([a-z]+) /gm)].map(
  (match) => match[1],
);

describe('the documents', () => {
  it('call every verb of the command on the page of verbs, and no other anywhere', () => {
    expect(verbs.length).toBeGreaterThan(5);
    expect([...new Set(calledIn('docs/verbs.md'))].sort()).toEqual([...verbs].sort());
    for (const path of documents) {
      expect(
        calledIn(path).filter((verb) => !verbs.includes(verb)),
        path,
      ).toEqual([]);
    }
  });

  it('explain each verb in a line of the table, with an example that calls it', () => {
    const table = [
      ...read('docs/verbs.md').matchAll(/^\| `([a-z]+)` \| .+ \| `npm run -s lab -- ([a-z]+)/gm),
    ];
    expect(table.map(([, verb]) => verb)).toEqual(verbs);
    for (const [line, verb, called] of table) expect(called, line).toBe(verb);
  });

  it('lead from a setting over a sweep to a study file of one’s own in the README', () => {
    expect(calledIn('README.md').slice(0, 3)).toEqual(['params', 'sweep', 'sweep']);
    const example = foundIn('README.md', /sweep (\S+\.yaml)/g);
    expect(example).toEqual(['experiments/examples/kappa-and-a-cabal.yaml']);
  });

  it('explain every section of a study file, and no other', () => {
    const [, part] = read('docs/verbs.md').split('## Study files');
    const rows = [...part.split('\n## ')[0].matchAll(/^\| (`[^|]+) \|/gm)].map((match) => match[1]);
    const sections = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map((match) => match[1]));
    expect(sections.sort()).toEqual(Object.keys(studyFields).sort());
  });

  it('name no script of npm that the package lacks', () => {
    const scripts = new Set([...Object.keys(packageJson.scripts), 'ci', 'pack', 'install']);
    const named = documents.flatMap((path) => foundIn(path, /\bnpm (?:run (?:-s )?)?([a-z]+(?::[a-z]+)?)/g));
    expect(named).toEqual(expect.arrayContaining(['ci', 'start', 'test', 'lab', 'types', 'lint', 'bench']));
    expect(named.filter((script) => !scripts.has(script))).toEqual([]);
  });

  it('name nothing to remake that no script makes', () => {
    const known = remakes.map(({ name }) => name);
    const named = documents.flatMap((path) => foundIn(path, /npm run remake ([a-z-]+)/g));
    expect(named).toContain('proposals');
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(remakes.filter(({ script }) => !existsSync(root + script))).toEqual([]);
  });

  it.each(documents)('name no path that does not exist (%s)', (path) => {
    const isPath = /^(?:[\w.@-]+\/)+[\w.@-]*$|^[A-Z]+\.md$|^LICENSE$|^package\.json$/;
    const words = codeOf(path).flatMap((code) => code.split(/[\s'"(),]+/));
    // What the package exports is imported by its name, and is no path.
    const modules = Object.keys(packageJson.exports).map((name) => name.replace('.', packageJson.name));
    const missing = words.filter(
      (word) => isPath.test(word) && !modules.includes(word) && !existsSync(root + word),
    );
    const own = path.includes('/') ? path.replace(/[^/]+$/, '') : null;
    expect(missing.filter((word) => own === null || !isOwn(own, word))).toEqual([]);
  });

  it('name paths at all: the search finds what it should', () => {
    const named = foundIn('README.md', /^(\w+(?:\/[\w-]+)+\.ts)$/g);
    expect(named).toContain('sim/tempo.ts');
    expect(named.length).toBeGreaterThan(3);
  });

  it('tell of the version that the package has', () => {
    expect(read('CHANGELOG.md')).toContain(`## [${packageJson.version}]`);
    expect(read('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) 2026 Yuma Lab contributors\n/);
    expect(packageJson.license).toBe('MIT');
  });
});

/** A page about a folder also names files of a folder in it, such as `figures/`, or of folders beside it. */
function isOwn(folder: string, word: string): boolean {
  return existsSync(root + folder + word) || /^figures\/$/.test(word);
}

describe('the reading order of a newcomer', () => {
  it('leads through files that are there, in the order of the README', () => {
    const order = [...read('README.md').matchAll(/^\d\. .*?`([^`]+)`/gm)].map((match) => match[1]);
    expect(order).toHaveLength(5);
    expect(order.filter((path) => !existsSync(root + path))).toEqual([]);
    expect(order[4]).toMatch(/^results\/reference\/.*report\.html$/);
  });
});
