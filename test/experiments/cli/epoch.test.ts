import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { UidAfter } from '../../../experiments/evidence/manyEpochs.ts';
import { exampleNetwork } from '../../../experiments/import/example.ts';
import { labHere } from './inProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'epoch-'));
const file = join(folder, 'example.json');
writeFileSync(file, exampleNetwork());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function uids(...options: readonly string[]): Promise<readonly UidAfter[]> {
  const { status, stdout, stderr } = await labHere([
    'epoch',
    file,
    '--arithmetic',
    'chain',
    '--json',
    ...options,
  ]);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout).uids;
}

describe('epoch with changes', () => {
  it('takes settings in the units of sweep, and stakes in RAO, TAO or alpha', async () => {
    expect(await uids('--set', 'kappa=0.6')).toEqual(await uids('--set', 'kappa=39321'));
    expect(await uids('--set', 'kappa=0.9')).not.toEqual(await uids());
    const rao = await uids('--stake', '2=9000000000001');
    expect(rao).toEqual(await uids('--stake', '2=9000.000000001alpha'));
    expect(rao[2].stake).toBeGreaterThan((await uids())[2].stake);
  });

  it('gives a miner the share of a row, and pays it by that', async () => {
    const [before, after] = [await uids(), await uids('--weight', '0,5=60%', '--weight', '1,5=0.6')];
    expect(after[5].incentive).toBeGreaterThan(0.5);
    expect(before[5].incentive).toBeLessThan(0.1);
  });

  it('says in its head how much is changed, and takes the name of a recorded network', async () => {
    const words = ['epoch', 'netuid15-2025-01', '--set', 'kappa=0.4', '--stake', '3=1', '--epochs', '2'];
    const { stdout } = await labHere(words);
    expect(stdout).toMatch(/^liquid-2025, block 4769998, float64, epoch 2 on this network, with 2 changes\n/);
  });

  it.each([
    [['--set', 'kapa=0.5'], /unknown setting of an epoch under autumn-2026 "kapa"; did you mean kappa\?/],
    [['--set', 'immunityPeriod=5'], /unknown setting of an epoch/],
    [['--set', 'kappa=0.4,0.5'], /--set takes one value; received 2 of kappa/],
    [['--set', 'kappa=70000'], /kappa must be/],
    [['--stake', '9=1'], /--stake names uid 9; the network has 6 uids, 0 … 5/],
    [['--weight', '0,3=0.7', '--weight', '0,4=0.7'], /come to 1\.4 of its row; a row is 1/],
    [['--page', 'x.txt'], /--page names an HTML file/],
    [['--page', 'x.html', '--arithmetic', 'float64'], /--page shows the chain’s own arithmetic/],
    [['--page', 'x.html', '--epochs', '500'], /--epochs of a page is 1 … 100/],
    [['--page', 'x.html', '--ruleset', 'nakamoto-2022'], /the page shows subnets, from finney-2023 on/],
  ])('refuses %j with its rule', async (options, rule) => {
    const { status, stdout, stderr } = await labHere(['epoch', file, ...options]);
    expect(stderr).toMatch(rule);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('writes a page that begins with the changes', async () => {
    const page = join(folder, 'new', 'page.html');
    const { status, stdout } = await labHere([
      'epoch',
      file,
      '--set',
      'kappa=0.9',
      '--epochs',
      '3',
      '--page',
      page,
    ]);
    expect([status, stdout.split('\n')[0]]).toEqual([0, page]);
    expect(statSync(page).size).toBeLessThan(700_000);
    const [text] = readFileSync(page, 'utf8').split('<script type="text/plain"');
    expect(text).toContain('"changes":{"ruleset":null,"settings":{"kappa":58981}');
    expect(text).toContain('of epoch 3 changes hands');
    expect(text).toContain('--set kappa=58981 --epochs 3');
  });
});
