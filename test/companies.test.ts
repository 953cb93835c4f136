import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { longest, own, shared, unsociable } from './companies.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`);
const read = (path: string): string => readFileSync(root + path, 'utf8');
const shares = (path: string): boolean =>
  shared.some((folder) => path.startsWith(folder)) && !own.includes(path);

describe('files of tests that share a process', () => {
  it('change nothing of it that a later one could see', () => {
    const sharing = files.filter(shares);
    expect(sharing.length).toBeGreaterThan(250);
    expect(sharing.filter((path) => unsociable.test(read(path)))).toEqual([]);
  });

  it.each([
    "vi.stubGlobal('WebAssembly', null);",
    "vi.mock('node:fs');",
    "process.chdir('/');",
    "process.env.TOY = 'x';",
    'browser = await startChromium();',
  ])('would be found where they do: %s', (line) => {
    expect(line).toMatch(unsociable);
  });
});

describe('the order of the files', () => {
  it('begins with files that are there', () => {
    expect(longest.filter((path) => !existsSync(root + path))).toEqual([]);
  });
});
