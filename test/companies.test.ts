import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mocking, replaces, shared, unsociable } from './companies.ts';
import { longest } from './longestFirst.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`);
const read = (path: string): string => readFileSync(root + path, 'utf8');
const inShared = (path: string): boolean => shared.some((folder) => path.startsWith(folder));

describe('files of tests that share a process', () => {
  it('change nothing of it that a later one could see', () => {
    const sharing = files.filter((path) => inShared(path) && !mocking.includes(path));
    expect(sharing.length).toBeGreaterThan(250);
    expect(sharing.filter((path) => unsociable.test(read(path)))).toEqual([]);
  });

  it('replace no module, which files of the runner of Vite alone do', () => {
    const replacing = files.filter((path) => path !== 'test/companies.test.ts' && replaces.test(read(path)));
    expect(replacing.sort()).toEqual([...mocking].sort());
  });

  it.each([
    "vi.stubGlobal('WebAssembly', null);",
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
