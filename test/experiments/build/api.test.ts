import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiPage, entryPoints, sectionsOf } from '../../../experiments/build/api/apiPage.ts';
import {
  type Declaration,
  declarationOf,
  withDeclarations,
} from '../../../experiments/build/api/declarations.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let page: string;
const declared = new Map<string, Declaration>();

beforeAll(() => {
  withDeclarations((read) => {
    page = apiPage(read);
    for (const entry of entryPoints)
      for (const { name, inside, path } of sectionsOf(entry).flatMap(({ exported }) => exported))
        declared.set(`${entry.name} ${name}`, declarationOf(read, path, inside));
  });
});

describe('the API', () => {
  it('has a page that is what `npm run remake api` writes', () => {
    expect(readFileSync(`${root}docs/api.md`, 'utf8')).toBe(page);
  });

  it('says of everything that it exports what it is, in a sentence', () => {
    expect(declared.size).toBeGreaterThan(100);
    const silent = [...declared].filter(([, { comment }]) => !/^\S[\s\S]{15,}[.:)]/.test(comment));
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('says of every function that throws for bad input that it does', () => {
    for (const name of ['checkPlan', 'runStudy', 'checkStudy', 'readResults', 'propose', 'verify', 'analyse'])
      expect(declared.get(`yuma-lab ${name}`)?.comment, name).toMatch(/Throws/);
  });

  it('exports a trial, a study, a sweep, an analysis, a report, a proposal, and definitions of one’s own', () => {
    for (const name of [
      'runTrial',
      'trialsOf',
      'runStudy',
      'analyse',
      'writeReportOf',
      'propose',
      'defineMiner',
    ])
      expect([...declared.keys()]).toContain(`yuma-lab ${name}`);
  });
});
