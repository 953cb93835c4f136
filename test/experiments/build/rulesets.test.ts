import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rulesetsPage } from '../../../experiments/build/rulesets/rulesetsPage.ts';
import { changesOfRules } from '../../../experiments/build/rulesets/versionWords.ts';
import { rulesetNames } from '../../../sim/rulesets.ts';

const page = readFileSync(new URL('../../../docs/rulesets.md', import.meta.url), 'utf8');

it('the page of rulesets is what `npm run remake rulesets` makes of the data', () => {
  expect(page).toBe(rulesetsPage());
});

it('has a section for each ruleset, with what public sources say changed', () => {
  const sections = page.split(/^## /m).slice(1);
  expect(sections.map((section) => /`([\w-]+)`/.exec(section)?.[1])).toEqual([...rulesetNames]);
  const [, , , , dtao, , burn, autumn] = sections;
  expect(dtao).toMatch(/\| `minBurn` \| set by \| owner or root \| root/);
  expect(burn).toMatch(/\| `burnIncreaseMult` \| 1\.26 times \| .* \| 1 … 3 \| an owner once in 2 tempos/);
  expect(burn).toMatch(/\| price of entry \| as before.*\| burn alone/);
  expect(autumn).toMatch(/\| `collateralLockShare` \| 0 \/65535 \|/);
  expect(autumn).toMatch(/\| \*emissionBarRank\* \| 32 rank \| root/);
});

it('tells all of a version that has none before it, and the differences of the others alone', () => {
  expect(changesOfRules('finney-2023', null).length).toBeGreaterThan(8);
  expect(changesOfRules('autumn-2026', 'autumn-2026')).toEqual([]);
  expect(changesOfRules('autumn-2026', 'burn-2026').map(([respect]) => respect)).toEqual(['epoch']);
});
