import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyHash, trialId } from '../../base/identity.ts';
import { UserError, unknownName } from '../../base/userError.ts';
import { checkStudy, type Study, trialsOf } from '../../plan/study.ts';
import { readResults } from '../../report/readResults.ts';
import { runTrials } from '../../sweep/runTrials.ts';
import { assumptionStudies, halvings } from '../assumptions.ts';
import type { Halving } from './halving.ts';
import { keptOf, keptText } from './kept.ts';
import { halvedSection, withSection } from './page.ts';

/**
 * `npm run assumptions [-- name …]`: runs the studies that halve and double assumptions (all, or those named; `page` runs none), keeps
 * their measures in results/reference/assumptions/, and writes the tables of ASSUMPTIONS.md from all that are kept.
 */
process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
const names = halvings.map(({ name }) => name);
const wanted = process.argv.slice(2);
const workers = availableParallelism();
const kept = join('results', 'reference', 'assumptions');
try {
  const stranger = wanted.find((name) => name !== 'page' && !names.includes(name));
  if (stranger !== undefined) throw unknownName('study', stranger, [...names, 'page']);
  mkdirSync(kept, { recursive: true });
  for (const halving of halvings.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    await keep(halving);
  writeFileSync('ASSUMPTIONS.md', withSection(readFileSync('ASSUMPTIONS.md', 'utf8'), halvedSection()));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function keep(halving: Halving): Promise<void> {
  const study = assumptionStudies.find(({ name, size }) => name === halving.name && size === 'quick')!;
  checkStudy(study);
  const hash = studyHash(study);
  const folder = join('results', `${study.name}-${hash.slice(0, 8)}`);
  const outcome = await runTrials({ study: { hash, plan: study }, trials: planned(study), folder, workers });
  if (outcome.stopped) process.exit();
  const { rowsHash } = outcome;
  const { rows } = readResults(folder);
  writeFileSync(
    join(kept, `${halving.name}.json`),
    keptText(keptOf(halving, { study, studyHash: hash, rowsHash, rows })),
  );
  console.log(`${halving.name}: ${outcome.total} trials, ${outcome.failed} failed`);
}

function planned(study: Study) {
  return trialsOf(study).map(({ arm, levels, plan }) => ({
    id: trialId(plan),
    plan,
    labels: { arm, levels },
  }));
}
