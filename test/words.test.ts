import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort();

const code = ['sim', 'agents', 'experiments', 'test'].flatMap((room) => files(room, /\.(?:ts|mjs|yaml)$/));
const documents = [
  ...readdirSync(root).filter((path) => path.endsWith('.md')),
  ...['docs', 'sim', 'experiments', 'test', 'notebooks'].flatMap((folder) => files(folder, /\.md$/)),
  'results/README.md',
];
const pages = files('results/reference', /\.(?:html|md)$/);

/** A decimal that begins with its point. What comes before excludes versions, paths, members, and escapes. */
const bareDecimal = /(?<![\w.)\]}/\\%])\.\d/;
/** `'.0%'`, `',.1f'`: how d3 is told to write a number. */
const numberFormat = /(['"`])[+,]?\.\d[%fsdeg~]*\1/g;

/** Texts that name committed results, and so stay as they were written; pages show them with the zero. */
const hashed = [
  "name: 'AR(1), phi .7'",
  'moving average of scores, .05 until 8 November 2022',
  "label: '.05: v3.0.0'",
  "label: '.1: v3.4.2'",
];

describe('the length of a document', () => {
  it.each([
    ['README.md', 7],
    ['ASSUMPTIONS.md', 25],
  ])('%s is at most %d kB', (path, kilobytes) => {
    const { size } = statSync(root + path);
    expect(size).toBeGreaterThan(1024);
    expect(size).toBeLessThanOrEqual(kilobytes * 1024);
  });
});

function bareDecimals(path: string): string[] {
  const lines = readFileSync(root + path, 'utf8').split('\n');
  return lines
    .filter((line) => bareDecimal.test(line.replace(numberFormat, '')))
    .filter((line) => !hashed.some((text) => line.includes(text)))
    .map((line) => `${path}: …${line.match(/.{0,30}(?<![\w.)\]}/\\%])\.\d.{0,10}/)?.[0]}`);
}

describe('a decimal', () => {
  it('without its zero is seen, and what only looks like one is not', () => {
    for (const text of ['a margin of .002', '(.5)', '−.3', 'alpha=.05', '`.1`', '.05: v3'])
      expect(text).toMatch(bareDecimal);
    for (const text of ['0.05', 'v3.4.2', 'a.md', 'row[0].5', './.3d/x', 'cases.0', '/\\.0$/', '%.40s'])
      expect(text).not.toMatch(bareDecimal);
    expect("format: '.0%'".replace(numberFormat, '')).not.toMatch(bareDecimal);
  });

  it.each([
    ['the documents', documents],
    ['the committed reports and proposals', pages],
    ['comments and texts of the code', code.filter((path) => path !== 'test/words.test.ts')],
  ] as const)('has its zero in %s', (_, paths) => {
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.flatMap(bareDecimals)).toEqual([]);
  });
});

/** Words of an older English that hide who does what. */
const mannered = /\b(?:whoever|whomever|nobody|somebody|anybody|everybody|befalls?|hither)\b/gi;

describe('a document or page', () => {
  it.each([...documents, ...pages])(
    'names its subjects instead of nobody, somebody or whoever (%s)',
    (path) => {
      const text = readFileSync(root + path, 'utf8').replace(/`[^`]*`/g, '');
      expect(text.match(mannered) ?? []).toEqual([]);
    },
  );
});
