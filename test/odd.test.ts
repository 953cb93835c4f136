import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withTables } from '../experiments/build/odd/oddTables.ts';
import { hyperparametersOf } from '../sim/hyperparameters/registry.ts';
import { phases } from '../sim/tempo.ts';

const page = readFileSync(new URL('../sim/ODD.md', import.meta.url), 'utf8');
const between = (mark: string) => page.split(`<!-- ${mark} -->`)[1].split(`<!-- /${mark} -->`)[0].trim();

/** Settings of scenarios, validators and the market: the chain's own hyperparameters have no dot. */
const settings = hyperparametersOf('finney-2023').filter(({ name }) => name.includes('.'));

describe('the ODD description', () => {
  it('lists the phases of a block as the code runs them', () => {
    const listed = between('phases')
      .split('\n')
      .map((line) => line.replace(/^\d+\. /, ''));
    expect(listed).toEqual(phases.map(({ name }) => name));
  });

  it('gives every setting with its default and unit, as the registry has it', () => {
    const rows = between('parameters').split('\n').slice(2);
    const wanted = settings.map((row) => `| \`${row.name}\` | ${row.default} | ${row.unit || '–'} |`);
    expect(rows).toEqual(wanted);
  });

  it('is what `npm run remake odd` makes of it', () => {
    expect(withTables(page)).toBe(page);
    expect(() => withTables('no marks')).toThrow('has no place marked phases');
  });

  it('has the seven parts of the protocol, in their order', () => {
    const parts = [...page.matchAll(/^## (\d)\. (.+)$/gm)].map(([, number, name]) => `${number} ${name}`);
    expect(parts).toEqual([
      '1 Purpose and patterns',
      '2 Entities, state variables and scales',
      '3 Process overview and scheduling',
      '4 Design concepts',
      '5 Initialization',
      '6 Input data',
      '7 Submodels',
    ]);
  });

  it('names files that exist', () => {
    for (const [, path] of page.matchAll(/`((?:sim|agents|test)\/[\w/.]+\.ts)`/g))
      expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow();
  });
});
