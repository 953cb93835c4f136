import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wholeFolder } from '../../../experiments/report/wholeFolder.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'whole-'));
  folder = join(root, 'in/site');
});
afterEach(() => rmSync(root, { recursive: true }));

const pageIn = (place: string) => readFileSync(join(place, 'page.html'), 'utf8');
const filled = (text: string) => (draft: string) => {
  writeFileSync(join(draft, 'page.html'), text);
  return text.length;
};
const beside = () => readdirSync(join(root, 'in'));

describe('a folder that is made whole or not at all', () => {
  it('takes the place of the old one with nothing of it, and leaves nothing beside', async () => {
    expect(await wholeFolder(folder, filled('first'))).toBe(5);
    writeFileSync(join(folder, 'other.html'), 'of the first');
    await wholeFolder(`${folder}/`, filled('second'));
    expect(readdirSync(folder)).toEqual(['page.html']);
    expect(pageIn(folder)).toBe('second');
    expect(beside()).toEqual(['site']);
  });

  it('is as it was while it is made again, and after a failure', async () => {
    await wholeFolder(folder, filled('first'));
    const failed = wholeFolder(folder, async (draft) => {
      filled('half')(draft);
      expect(pageIn(folder)).toBe('first');
      throw new Error('the disk is full');
    });
    await expect(failed).rejects.toThrow('the disk is full');
    expect(pageIn(folder)).toBe('first');
    expect(beside()).toEqual(['site']);
  });

  it('that a kill has left between two renames is brought back, also by a call that fails', async () => {
    await wholeFolder(folder, filled('first'));
    renameSync(folder, `${folder}.old`);
    mkdirSync(`${folder}.tmp`);
    await expect(wholeFolder(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(pageIn(folder)).toBe('first');
    expect(beside()).toEqual(['site']);
  });

  it('is found through a link, which stays', async () => {
    await wholeFolder(folder, filled('first'));
    symlinkSync(folder, join(root, 'link'));
    await wholeFolder(join(root, 'link'), filled('second'));
    expect(pageIn(folder)).toBe('second');
    expect(existsSync(join(root, 'link.tmp'))).toBe(false);
  });
});

describe('every writer of files for people', () => {
  /** What is named by a user may be a pipe, and the package is a copy that is made anew. */
  const others = ['run/system/writeNamed.ts', 'build/package/build.ts'];

  it('writes by way of a draft', () => {
    const sources = fileURLToPath(new URL('../../../experiments', import.meta.url));
    const writing = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\b(?:writeFile|writeFileSync|createWriteStream)\(/.test(readFileSync(join(sources, name), 'utf8')),
      );
    expect(writing.sort()).toEqual(others.sort());
  });
});
