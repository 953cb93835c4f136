import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tableOf, tableText } from '../../../experiments/panel/tableText.ts';

const folder = new URL('../../../agents/scoring/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.data.json'));

describe('a table in a page', () => {
  it.each(files)('is the one of %s, number by number', (name) => {
    const parts: object = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    for (const table of Object.values(parts)) expect(tableOf(tableText(table))).toEqual(table);
  });

  it('takes three quarters of the room where its decimals rise smoothly', () => {
    const { bins } = JSON.parse(readFileSync(new URL('synergyTable.data.json', folder), 'utf8'));
    const length = (text: string) => gzipSync(text, { level: 9 }).length;
    expect(length(tableText(bins))).toBeLessThan(0.75 * length(JSON.stringify(bins)));
  });

  it.each([
    ['more than eight decimals', [[0.123456789]]],
    ['numbers beyond the whole ones that a float holds', [[1e9, -1e9, 1e9]]],
    ['rows of unlike length', [[1.5], [], [0.00000001, 2]]],
    ['no rows', []],
    ['words', [['a']]],
    ['a record', { value: 3 }],
  ])('comes back as it was with %s', (_, table) => {
    expect(tableOf(tableText(table))).toEqual(table);
  });
});
