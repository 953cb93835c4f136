import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleOf } from '../../../../experiments/input/own/bundle.ts';
import { readOwnFiles } from '../../../../experiments/input/own/ownMark.ts';
import { ownStaffOf } from '../../../../experiments/run/ownStaff.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const head = "import { defineMiner, defineValidator, defineMeasure } from 'yuma-lab/agents';\n";
const miner = (name: string, more = '') =>
  `${head}export default defineMiner({ name: '${name}', share: 0, start: () => ({}), act: () => ({}), ${more} });`;

describe('a file of one’s own is refused by its name and with the remedy where it', () => {
  const bad: [string, string, RegExp][] = [
    ['throws', "throw new Error('no such table');", /bad\.ts throws when it is imported: no such table/],
    [
      'defines nothing',
      'const four = 4;',
      /bad\.ts exports no definition: write export default defineValidator/,
    ],
    [
      'exports something else',
      'export const four = 4;',
      /bad\.ts, export four: it is no definition: make it with/,
    ],
    ['does not compile', 'export default {', /bad\.ts does not compile: line 1, column 17/],
    ['imports what is not there', "import './missing.ts';", /bad\.ts does not compile: .*missing\.ts/],
    [
      'imports Node',
      "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;",
      /does not compile: .*node:fs/,
    ],
    [
      'asks the lab for what it has not',
      "import 'yuma-lab/secrets';",
      /the lab has no yuma-lab\/secrets: import from yuma-lab\/agents/,
    ],
    [
      'takes the name of a hyperparameter',
      miner('immunityPeriod'),
      /immunityPeriod is a hyperparameter of the chain: give it another name/,
    ],
    ['takes the name of a built-in kind', miner('copier'), /copier is built in: give it another name/],
    ['takes the name of a built-in trick', miner('sybil'), /sybil is built in/],
    ['takes the name of a group of settings', miner('scenario'), /scenario belongs to settings of the lab/],
    [
      'defines a name twice',
      `${head}const one = { name: 'twin', share: 0, start: () => ({}), act: () => ({}) };\nexport const a = defineMiner(one);\nexport const b = defineMiner(one);`,
      /the name twin is defined twice: give it another name/,
    ],
    [
      'takes the name of a measure',
      `${head}export default defineMeasure({ name: 'networkQuality', family: 'cost', unit: '', better: 'none', definition: '', start: () => ({}), finish: () => 1 });`,
      /networkQuality is a measure of the lab/,
    ],
    ['has a name with a blank', miner('my miner'), /its name must be letters and digits/],
    [
      'has a setting without a range',
      miner('mine', "settings: { greed: { default: 1, unit: '', definition: '' } }"),
      /mine\.greed needs range: \[smallest, largest\], two numbers; received undefined/,
    ],
    [
      'has a default out of its range',
      miner('mine', "settings: { greed: { default: 2, range: [0, 1], unit: '', definition: '' } }"),
      /default of mine\.greed must lie in its range 0 … 1; received 2/,
    ],
    [
      'has a share above 1',
      miner('mine').replace('share: 0', 'share: 3'),
      /share of mine must be a number of 0 … 1/,
    ],
    ['lacks a function', miner('mine').replace('act: () => ({}),', ''), /mine lacks act\(…\): write it/],
  ];
  it.each(bad)('%s', async (_, text, message) => {
    await expect(readOwnFiles([written('bad.ts', text)])).rejects.toThrow(message);
  });

  it('is not there', async () => {
    await expect(readOwnFiles([join(folder, 'nowhere.ts')])).rejects.toThrow(
      /nowhere\.ts does not exist: name a \.ts or \.js file/,
    );
  });

  it('takes a name that another file defines', async () => {
    const files = [written('one.ts', miner('same')), written('two.ts', miner('same'))];
    await expect(readOwnFiles(files)).rejects.toThrow(/two\.ts: the name same is defined twice/);
  });
});

describe('the hash of a file of one’s own', () => {
  it('changes with the file, with what it imports, and with nothing else', async () => {
    const helper = written('helper.ts', 'export const effort = 1;');
    const path = written(
      'uses.ts',
      `import { effort } from './helper.ts';\n${miner('mine').replace('act: () => ({})', 'act: () => ({ responds: effort })')}`,
    );
    const first = await bundleOf(path);
    expect((await bundleOf(path)).sha256).toBe(first.sha256);
    written('stranger.ts', 'export const other = 2;');
    expect((await bundleOf(path)).sha256).toBe(first.sha256);
    writeFileSync(helper, 'export const effort = 0.5;');
    expect((await bundleOf(path)).sha256).not.toBe(first.sha256);
  });

  it('of a plan refuses the changed file with both hashes and the remedy', async () => {
    const path = written('changes.ts', miner('mine'));
    const mark = await readOwnFiles([path]);
    const before = mark.with![0].sha256;
    expect((await ownStaffOf(mark)).own?.words).toEqual([expect.stringMatching(/^mine of .*changes\.ts$/)]);
    writeFileSync(path, `${miner('mine')}\n// a change`);
    const after = (await bundleOf(path)).sha256;
    await expect(ownStaffOf(mark)).rejects.toThrow(
      new RegExp(`has changed since.*${before}.*${after}.*Bring the old text back`, 's'),
    );
  });

  it('is the same for JavaScript and says nothing of the folder in which a command runs', async () => {
    const path = written('plain.js', miner('mine'));
    const [one, other] = [await bundleOf(path, 'a/plain.js'), await bundleOf(path, 'b/plain.js')];
    expect(one.sha256).toBe(other.sha256);
  });
});
