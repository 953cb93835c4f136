import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../agents/scenarios/catalogue.ts';
import { referencePages } from '../../../experiments/build/reference/referencePages.ts';
import { metrics } from '../../../experiments/plan/measures.ts';
import { hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { defaultRuleset } from '../../../sim/rulesets.ts';

const pageOf = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const firstCells = (page: string): string[] =>
  [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell]) => cell);

describe('the pages of reference', () => {
  it.each(Object.entries(referencePages))(
    'docs/%s is what `npm run remake reference` writes',
    (name, write) => {
      expect(pageOf(name)).toBe(write());
    },
  );

  it('have every measure, every setting of the default ruleset and every scenario once', () => {
    expect(firstCells(pageOf('measures.md')).sort()).toEqual(metrics.map(({ name }) => name).sort());
    const settings = hyperparametersOf(defaultRuleset).map(({ name }) => name);
    expect(firstCells(pageOf('settings.md')).sort()).toEqual(settings.sort());
    const sections = [...pageOf('scenarios.md').matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(scenarios.map(({ name }) => name));
  });

  it('give a setting with unit, range, default and setter', () => {
    expect(pageOf('settings.md')).toMatch(
      /^\| `immunityPeriod` \| 5,000 blocks \| .*0 … 65,535.* \| the owner of the subnet, or root \| .+ \| .+ \|$/m,
    );
  });
});
