import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyHash, trialId } from '../../base/identity.ts';
import { UserError, unknownName } from '../../base/userError.ts';
import { checkStudy, type Study, trialsOf } from '../../plan/study.ts';
import { readResults } from '../../report/readResults.ts';
import { runTrials } from '../../sweep/runTrials.ts';
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
const workers = availableParallelism();
const kept = join('results', 'reference', 'assumptions');
try {
  const stranger = wanted.find((name) => name !== 'page' && !names.includes(name));
  if (stranger !== undefined) throw unknownName('study', stranger, [...names, 'page']);
  mkdirSync(kept, { recursive: true });
  for (const oneAtATime of oneAtATimes.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    await keep(oneAtATime);
  const page = join(kept, 'README.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), halvedSection()));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function keep(oneAtATime: OneAtATime): Promise<void> {
  const study = assumptionStudies.find(({ name, size }) => name === oneAtATime.name && size === 'quick')!;
  checkStudy(study);
  const hash = studyHash(study);
  const folder = join('results', `${study.name}-${hash.slice(0, 8)}`);
  const outcome = await runTrials({ study: { hash, plan: study }, trials: planned(study), folder, workers });
  if (outcome.stopped) process.exit();
  const { rowsHash } = outcome;
  const { rows } = readResults(folder);
  writeFileSync(
    join(kept, `${oneAtATime.name}.json`),
    keptText(keptOf(oneAtATime, { study, studyHash: hash, rowsHash, rows })),
  );
  console.log(`${oneAtATime.name}: ${outcome.total} trials, ${outcome.failed} failed`);
}

function planned(study: Study) {
  return trialsOf(study).map(({ arm, levels, plan }) => ({
    id: trialId(plan),
    plan,
    labels: { arm, levels },
  }));
}
