import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyHash } from '../../base/identity.ts';
import { UserError, unknownName } from '../../base/userError.ts';
import { readResults } from '../../report/readResults.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { atTerminal } from '../../sweep/atTerminal.ts';
import { runStudy } from '../../sweep/runStudy.ts';
import { assumptionStudies, oneAtATimes } from '../assumptions.ts';
import { keptOf, keptText } from './kept.ts';
import type { OneAtATime } from './oneAtATime.ts';
import { halvedSection, withSection } from './page.ts';

/**
 * `npm run remake assumptions [-- name …]`: runs the studies that halve and double assumptions (all, or those named; `page` runs none), keeps
 * their measures in results/reference/assumptions/, and writes the tables of its README.md from all that are kept.
 */
process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
const names = oneAtATimes.map(({ name }) => name);
const wanted = process.argv.slice(2);
const kept = join('results', 'reference', 'assumptions');
try {
  const stranger = wanted.find((name) => name !== 'page' && !names.includes(name));
  if (stranger !== undefined) throw unknownName('study', stranger, [...names, 'page']);
  mkdirSync(kept, { recursive: true });
  for (const oneAtATime of oneAtATimes.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    await keep(oneAtATime);
  const page = join(kept, 'README.md');
  writeWhole(page, withSection(readFileSync(page, 'utf8'), halvedSection()));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function keep(oneAtATime: OneAtATime): Promise<void> {
  const study = assumptionStudies.find(({ name, size }) => name === oneAtATime.name && size === 'quick')!;
  const folder = join('results', `${study.name}-${studyHash(study).slice(0, 8)}`);
  const outcome = await atTerminal(folder, (hooks) => runStudy(study, { folder, ...hooks }));
  if (outcome.stopped) process.exit();
  const { hash, rowsHash } = outcome;
  const { rows } = readResults(folder);
  writeWhole(
    join(kept, `${oneAtATime.name}.json`),
    keptText(keptOf(oneAtATime, { study, studyHash: hash, rowsHash, rows })),
  );
  console.log(`${oneAtATime.name}: ${outcome.total} trials, ${outcome.failed} failed`);
}
