import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labHere } from '../cli/inProcess.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'large-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of that many MiB that takes no place on the disk. */
function large(name: string, mebibytes: number): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  ftruncateSync(file, mebibytes * 2 ** 20);
  closeSync(file);
  return path;
}

describe('a file that is far too large', () => {
  it.each([
    ['a study file', ['sweep'], 'study.yaml', 100, 'a study file has at most 4 MiB; received more'],
    [
      'a study file of a search',
      ['tune'],
      'study.yaml',
      100,
      'a study file has at most 4 MiB; received more',
    ],
    [
      'a scenario file',
      ['simulate', '--scenario'],
      'scenario.yaml',
      100,
      'a scenario file has at most 4 MiB',
    ],
    ['a network file', ['epoch'], 'network.json', 300, 'a network file has at most 256 MiB'],
    ['a dump', ['import'], 'dump.json', 100, 'a file must have at most 64 MB; received 100 MB'],
    ['vectors', ['conform'], 'vectors.json', 300, 'vectors have at most 256 MiB'],
  ])('%s is refused before it is read', async (_, words, name, mebibytes, says) => {
    const before = process.memoryUsage().rss;
    const { status, stderr } = await labHere([...words, large(name, mebibytes)]);
    expect([status, stderr.includes(says)], stderr).toEqual([2, true]);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(mebibytes);
  });

  it('and one that is small only while it is packed is refused while it is unpacked', async () => {
    const path = join(folder, 'bomb.json.gz');
    writeFileSync(path, gzipSync(Buffer.alloc(300 * 2 ** 20)));
    for (const verb of ['epoch', 'replay', 'conform']) {
      const { status, stderr } = await labHere([verb, path]);
      expect([verb, status], stderr).toEqual([verb, 2]);
      expect(stderr).toMatch(/at most 256 MiB|data are broken/);
    }
  });
});
