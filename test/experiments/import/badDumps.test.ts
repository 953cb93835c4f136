import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { run } from '../../../experiments/cli/program.ts';
import { verbs } from '../../../experiments/cli/verbs.ts';
import { type ImportOptions, importNetwork } from '../../../experiments/import/importNetwork.ts';
import {
  hyperparameterList,
  jsonOf,
  made,
  metagraphInfo,
  metagraphRecord,
  metagraphShow,
  sdkHyperparameters,
  storage,
} from './madeSubnet.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function refusal(contents: readonly unknown[], options: ImportOptions = {}): string {
  const paths = contents.map((content, index) => {
    const path = join(folder, `dump${index}.json`);
    writeFileSync(path, typeof content === 'string' ? content : jsonOf(content));
    return path;
  });
  try {
    importNetwork(paths, options);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error('the dump was taken');
}

const info = metagraphInfo();
const record = metagraphRecord();

/** Each says file, place, rule and remedy. */
const bad: readonly (readonly [what: string, contents: readonly unknown[], message: RegExp])[] = [
  [
    'files of different blocks',
    [info, { ...record, block: 5, last_step: 4 }],
    /^dump1\.json: all files must be of one block; received 5, and 9300060 in dump0\.json \(dump both again, or say with --block/,
  ],
  [
    'a page of prose, whose lines hold words in pairs',
    ['command computes it again\nof a world\nprice 5 TAO\n'],
    /^dump0\.json: a printed table of hyperparameters must have a name of the chain and its value in each line; received none/,
  ],
  [
    'files of different networks',
    [info, { ...record, netuid: 8 }],
    /^dump1\.json: all files must be of one network; received netuid 8, and 7 in dump0\.json \(leave one out/,
  ],
  [
    'files with other stakes',
    [
      info,
      {
        ...record,
        total_stake: made.hotkeys.map(() => 5_000_000_000),
        alpha_stake: made.hotkeys.map(() => 5_000_000_000),
        tao_stake: made.hotkeys.map(() => 0),
      },
    ],
    /^dump1\.json: stake of uid 0 must be the same in all files; received 5000000000/,
  ],
  [
    'a metagraph without stakes',
    [Object.fromEntries(Object.entries(info).filter(([name]) => !/stake/.test(name)))],
    /^dump0\.json: a metagraph must have stakes; received none \(dump it with stake/,
  ],
  [
    'weights to uids that are not there',
    [record, { weights: { 0: { 9: 1 } } }],
    /^dump1\.json: weights must be towards uids of the network, which has 6 by dump0\.json; received uid 9 \(take weights and metagraph of one block\)/,
  ],
  [
    'weights to uids that are not there, in one file',
    [{ stake: [1, 2], weights: { 0: { 3: 1 } } }],
    /^dump0\.json: \$\.weights\["0"\]\["3"\] must be a weight towards a uid below 2; received 1 \(row 0 names uid 3/,
  ],
  [
    'stored weights to uids that are not there',
    [{ block: 1, storage: { ...storage().storage, Weights: { '7,0': [[6, 1]] } } }],
    /^dump0\.json: \$\.storage\.Weights\["7,0"\]\[0\]\[0\] must be a uid below 6; received 6 \(/,
  ],
  [
    'totals that fit neither scale of TAO stake',
    [{ ...info, total_stake: info.total_stake.map((total) => total * 3) }],
    /^dump0\.json: \$, uid 0: total stake must be alpha \+ TAO, or alpha \+ 0\.18 · TAO; received 15540\.\d+ with alpha 5000\.\d+ and TAO 180 \(take all three from one dump/,
  ],
  [
    'rows that sum to nothing',
    [{ stake: [1, 1], weights: [[[1, 0]], [[0, 1]]] }],
    /^dump0\.json: \$\.weights\[0\]\[0\]\[1\] must be in a row with a weight above 0; received 0 \(row 0 sums to nothing: leave it out\)/,
  ],
  ['a target twice in a row', [{ stake: [1, 1], weights: [[[1, 1], [1, 2]], []] }], /^dump0\.json: \$\.weights\[0\]\[1\]\[1\] must be the only weight of its row towards its uid/], // biome-ignore format: a row
  [
    'a dump cut in the middle',
    [jsonOf(info).slice(0, 900)],
    /^dump0\.json, line 1, column \d+: JSON .*; received the end of the file \(the file may be cut: write it again\)/,
  ],
  [
    'a key twice',
    ['{"kappa": 1,\n "kappa": 2}'],
    /^dump0\.json, line 2, column 9: JSON names each key of an object once; received "kappa" again/,
  ],
  [
    'a list that is too short',
    [{ ...record, dividends: [1, 2] }],
    /^dump0\.json: \$\.dividends must be a list of 6 numbers, one for each uid; received \[1,2\] \(it has 2/,
  ],
  [
    'a share above one',
    [{ ...info, incentives: info.incentives.map((share, uid) => (uid === 3 ? 1.5 : share)) }],
    /^dump0\.json: \$\.incentives\[3\] must be a share of 0 … 1; received 1\.5 \(/,
  ],
  [
    'a uid with two rows',
    [{ ...metagraphShow(), uids: [...metagraphShow().uids, metagraphShow().uids[0]] }],
    /^dump0\.json: \$\.uids\[6\]\.uid must be a uid that no other row has; received 0 \(/,
  ],
  [
    'settings that contradict each other',
    [hyperparameterList(), { ...sdkHyperparameters(), tempo: 99 }],
    /^dump1\.json: \$\.tempo, tempo must be the same in all files; received 99, and 360 at \$\[5\] of dump0\.json/,
  ],
  [
    'a table that is cut',
    ['kappa 32767\ntempo 360\nimmunity_period'],
    /^dump0\.json, line 3: a hyperparameter must have a value behind its name; received immunity_period alone/,
  ],
  [
    'a table with a short row',
    ['validator,uid,weight\n0,1,0.5\n0,2\n'],
    /^dump0\.json, line 3: a row must have 3 cells, as the line of names; received 2 \(/,
  ],
  [
    'a list of lists of lists',
    ['['.repeat(200) + ']'.repeat(200)],
    /^dump0\.json, line 1, column \d+: JSON nests at most 64 deep/,
  ],
  ['an empty file', [''], /^dump0\.json: a dump must have content/],
  [
    'something else',
    ['{"hello": "world"}'],
    /^dump0\.json: \$ must be one of the kinds of files that are read; received an object with hello\nKinds: A btcli/,
  ],
];

describe('is refused with file, place, rule and remedy', () => {
  it.each(bad)('%s', (_, contents, message) => {
    expect(refusal(contents)).toMatch(message);
  });

  it('a file of 100 MB, without reading it', () => {
    const path = join(folder, 'large.json');
    writeFileSync(path, '[');
    truncateSync(path, 100 * 1024 * 1024);
    expect(() => importNetwork([path])).toThrow(
      /large\.json: a file must have at most 64 MB; received 100 MB \(keep the subnet/,
    );
  });

  it('bytes that are no text, a folder, and a file that is not there', () => {
    const path = join(folder, 'x.json');
    writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe]));
    expect(() => importNetwork([path])).toThrow(/must be text in UTF-8/);
    expect(() => importNetwork([folder])).toThrow(/is a folder/);
    expect(() => importNetwork([join(folder, 'none.json')])).toThrow(
      /none\.json does not exist: name a dump/,
    );
  });
});

describe('a network file', () => {
  it('is no dump: it is refused, not read as plain weights', () => {
    const path = join(folder, 'network.json');
    writeFileSync(
      path,
      JSON.stringify({ ruleset: 'burn-2026', stake: [1, 1], weights: [[], []], marks: {}, sources: [] }),
    );
    expect(() => importNetwork([path])).toThrow(/network\.json is a network file already/);
  });
});

describe('what is said beside the files', () => {
  it('--block takes files of two blocks for one', () => {
    const path = [join(folder, 'a.json'), join(folder, 'b.json')];
    writeFileSync(path[0], jsonOf(record));
    writeFileSync(path[1], jsonOf({ block: 9_300_061, ...{ weights: { 0: { 3: 1 } } } }));
    expect(() => importNetwork(path)).toThrow(/one block/);
    expect(importNetwork(path, { block: 9_300_061 }).network.block).toBe(9_300_061);
  });

  it('NaN and infinities, which Python writes, are missing values and told', () => {
    const path = join(folder, 'nan.json');
    writeFileSync(path, jsonOf(record).replace(/"consensus":\[\d+/, '"consensus":[NaN'));
    const { network } = importNetwork([path]);
    expect(network.recorded?.consensus?.[0]).toBeNull();
    expect(network.notes?.join()).toMatch(
      /1 values are NaN or infinite and count as missing \(\$\.consensus\[0\]\)/,
    );
  });

  it('nothing is written where something is refused', async () => {
    const [path, out] = [join(folder, 'cut.json'), join(folder, 'out.json')];
    writeFileSync(path, jsonOf(info).slice(0, 500));
    const before = process.exitCode;
    await run(verbs, ['import', path, '--out', out]);
    expect(process.exitCode).toBe(2);
    process.exitCode = before;
    expect([existsSync(out), readdirSync(folder)]).toEqual([false, ['cut.json']]);
  });
});
