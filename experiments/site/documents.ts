import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kind } from './entry.ts';

/** The root of the repository, from which all paths of the site's sources are told. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A Markdown file that is a page of the site. */
export interface SiteDocument {
  readonly kind: Kind;
  readonly path: string;
}

const reference = ['verbs', 'settings', 'measures', 'scenarios', 'rulesets', 'own-agents', 'api'];
const project = [
  'README.md',
  'docs/README.md',
  'DESIGN.md',
  'ASSUMPTIONS.md',
  'sim/ODD.md',
  'results/README.md',
  'results/reference/assumptions/README.md',
  'notebooks/README.md',
  'test/golden/README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
];

/** The documents of the site, in the order of the index. */
export const documents = (): SiteDocument[] => [
  { kind: 'tutorial', path: 'docs/your-subnet.md' },
  ...filesIn('docs/how-to').map((path): SiteDocument => ({ kind: 'how-to', path })),
  ...reference.map((name): SiteDocument => ({ kind: 'reference', path: `docs/${name}.md` })),
  ...filesIn('docs/explanation').map((path): SiteDocument => ({ kind: 'explanation', path })),
  ...project.map((path): SiteDocument => ({ kind: 'project', path })),
];

const filesIn = (folder: string): string[] =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`);

const written = ['report.html', 'proposal.html'] as const;

/** Committed pages of results: reports, then proposals. */
export function resultPages(): SiteDocument[] {
  const folders = readdirSync(`${root}results/reference`).sort();
  return written.flatMap((file) =>
    folders
      .map((folder) => posix.join('results/reference', folder, file))
      .filter((path) => existsSync(root + path))
      .map((path): SiteDocument => ({ kind: file === 'report.html' ? 'report' : 'proposal', path })),
  );
}
