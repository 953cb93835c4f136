import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../../../experiments/cli/verbs.ts';
import { writeResults } from '../madeRows.ts';
import { rowsOfSwept, sweptStudy } from '../sweptStudy.ts';
import { labHere } from './inProcess.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'w-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Characters that a line may have at a terminal of 80. */
const width = 80;

/** A command to be typed stays whole, and so does a line that is one word, or one word behind a short title. */
const isWhole = (line: string): boolean =>
  /^ *(?:\$ |npx |npm )/.test(line) || line.trim().split(/\s+/).length <= 2;
const tooLong = (text: string): string[] =>
  text.split('\n').filter((line) => [...line].length > width && !isWhole(line));

const single = {
  ...sweptStudy,
  asks: undefined,
  factors: sweptStudy.factors.slice(0, 1),
  statusQuo: [{ value: 5000, label: '5000: default' }],
};
const network = join(root, 'test/fixtures/network.json');
const large = join(folder, 'large.json');
const commands: readonly (readonly string[])[] = [
  ['params'],
  ['params', 'immunityPeriod'],
  ['params', '--ruleset', 'autumn-2026'],
  ['rulesets'],
  ['rulesets', '--variants'],
  ['scenarios'],
  ['scenarios', 'flat-subnet'],
  ['measures'],
  ['measures', 'servedQuality'],
  ['studies'],
  ['studies', '--all'],
  ['figures'],
  ['ledger', 'list'],
  ['ledger', 'score'],
  ['replay'],
  ['replay', large],
  ['epoch', network],
  ['epoch', network, '--epochs', '2'],
  ['epoch', network, '--variant', 'C/YUMA3', '--epochs', '3'],
  ['epoch', large, '--compare'],
  ['import', join(root, 'test/fixtures/dumps/sn19.txt')],
  ['simulate', '--scenario', 'synthetic', '--days', '0.2', '--warm-up', '0.05'],
  ['report', join(folder, 'swept')],
  ['report', join(folder, 'single')],
  ['propose', join(folder, 'swept')],
];

/** A network with what is recorded of it, and emissions of eleven digits. */
const recorded = {
  ...{ ruleset: 'autumn-2026', netuid: 3, block: 9_000_000, emission: 3e11, name: 'a network' },
  stake: [6e12, 4e12, 1e12, 1e12, 1e12, 1e12],
  weights: [...Array(2).fill([[2, 65_535], [3, 40_000]]), [], [], [], []], // biome-ignore format: rows
  recorded: { incentive: [0, 0, 40_000, 25_535, 0, 0], dividends: [40_000, 25_535, 0, 0, 0, 0] },
};

beforeAll(() => {
  writeFileSync(large, JSON.stringify(recorded));
  writeResults(join(folder, 'swept'), sweptStudy, rowsOfSwept(sweptStudy));
  const { asks: _, ...plan } = single;
  writeResults(join(folder, 'single'), plan, rowsOfSwept(plan));
});

describe('at a terminal of 80 characters', () => {
  it.each(verbs.map(({ name }) => name))('the help of %s has no longer line', async (name) => {
    const { stdout } = await labHere([name, '--help']);
    expect(tooLong(stdout)).toEqual([]);
  });

  it.each(commands.map((words) => [words.join(' ').replace(root, '').replace(folder, '…'), words] as const))(
    '%s has no longer line',
    async (_, words) => {
      const { stdout, stderr } = await labHere(words);
      expect(stdout.length + stderr.length).toBeGreaterThan(40);
      expect(tooLong(stdout)).toEqual([]);
    },
  );

  it('a line that is too long would be found', () => {
    expect(tooLong(`${'word '.repeat(17)}`)).toHaveLength(1);
    expect(tooLong('word '.repeat(16).trimEnd())).toEqual([]);
  });
});
