import { readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The page of the tables: what changing each assumption does. */
export const tablesPage = read('results/reference/assumptions/README.md');

/** A section of ASSUMPTIONS.md. */
export interface Entry {
  readonly id: string;
  readonly statement: string;
  readonly source: string;
  readonly knob: string;
  readonly effect: string;
}

/** The register: every assumption in the order of the page. */
export const register: readonly Entry[] = read('ASSUMPTIONS.md')
  .split('\n### ')
  .slice(1)
  .map((section) => section.split('\n## ')[0])
  .map((section) => {
    const [heading, statement = ''] = section.split('\n\n');
    const named = (label: string) => section.match(new RegExp(`^- ${label}: (.+)$`, 'm'))?.[1] ?? '';
    return {
      id: heading.split(' ')[0],
      statement: statement.trim(),
      source: named('Source'),
      knob: named('Knob'),
      effect: named('Effect'),
    };
  });

/** What stands between backticks. */
export const spans = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
