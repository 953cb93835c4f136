import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk } from '../../../../experiments/run/system/disk.ts';
import { replaceFolder } from '../../../../experiments/run/system/replaceFolder.ts';
import { writeNamed } from '../../../../experiments/run/system/writeNamed.ts';
import { makeFolders, writeWhole } from '../../../../experiments/run/system/writeWhole.ts';

let root: string;
const at = (...names: string[]) => join(root, ...names);
const text = (...names: string[]) => readFileSync(at(...names), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'writing-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The real disk, but full. */
const full = {
  ...realDisk,
  open(path: string, opening: Parameters<typeof realDisk.open>[1]) {
    const file = realDisk.open(path, opening);
    return Object.assign(file, {
      write() {
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      },
    });
  },
};

describe('a file', () => {
  it('on a full disk stays as it was, and no draft is left', () => {
    writeWhole(at('page'), 'old');
    expect(() => writeWhole(at('page'), 'new', full)).toThrow('ENOSPC');
    expect(text('page')).toBe('old');
    expect(readdirSync(root)).toEqual(['page']);
  });

  it('that a user named is followed where it is a link, and written to where it is no file', () => {
    writeFileSync(at('target'), 'old');
    symlinkSync(at('target'), at('link'));
    writeNamed(at('link'), 'new');
    expect(text('target')).toBe('new');
    expect(readdirSync(root).sort()).toEqual(['link', 'target']);
    writeNamed('/dev/null', 'gone');
    expect(realDisk.exists('/dev/null.tmp')).toBe(false);
    expect(text('link')).toBe('new');
  });

  it('goes into folders that are made for it, and a folder that cannot be made is told at once', () => {
    makeFolders(at('a', 'b', 'c'));
    makeFolders(at('a', 'b', 'c'));
    expect(existsSync(at('a', 'b', 'c'))).toBe(true);
    if (existsSync('/proc/self')) expect(() => makeFolders('/proc/none/x')).toThrow('ENOENT');
  });
});

describe('a folder that is made again', () => {
  const files = new Map([
    ['index.html', 'new'],
    ['more.csv', '1'],
  ]);
  const old = () => {
    mkdirSync(at('figure'));
    writeFileSync(at('figure', 'index.html'), 'old');
    writeFileSync(at('figure', 'gone.svg'), 'old');
  };

  it('holds the new files and no others', () => {
    old();
    replaceFolder(at('figure'), files);
    expect(readdirSync(at('figure')).sort()).toEqual(['index.html', 'more.csv']);
    expect(text('figure', 'index.html')).toBe('new');
    expect(readdirSync(root)).toEqual(['figure']);
  });

  it('keeps the old ones where a new one cannot be written', () => {
    old();
    expect(() => replaceFolder(at('figure'), new Map([...files, ['no/such/folder', 'x']]))).toThrow('ENOENT');
    expect(readdirSync(at('figure')).sort()).toEqual(['gone.svg', 'index.html']);
    expect(readdirSync(root)).toEqual(['figure']);
  });

  it('is brought back where a kill left it aside', () => {
    old();
    mkdirSync(at('figure.tmp'));
    writeFileSync(at('figure.tmp', 'half'), '');
    realDisk.rename(at('figure'), at('figure.old'));
    expect(() => replaceFolder(at('figure'), new Map([['no/such/folder', 'x']]))).toThrow('ENOENT');
    expect(readdirSync(root)).toEqual(['figure']);
    expect(text('figure', 'index.html')).toBe('old');
  });
});
