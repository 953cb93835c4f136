import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Study } from '../../plan/study.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { proposalStudies } from '../../studies/proposals.ts';
import { atTerminal } from '../../sweep/atTerminal.ts';
import { runStudy } from '../../sweep/runStudy.ts';
import { confirmationFolder } from './confirmationFolder.ts';
import { verdictWords } from './page/words.ts';
import { propose } from './propose.ts';
import { writeProposal } from './write.ts';

/**
 * `npm run remake proposals [name …]`: runs the studies behind the committed proposals again, from nothing, writes their pages
 * and packs their journals, in one go.
 */
process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
const wanted = process.argv.slice(2);
for (const study of proposalStudies.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const folder = join('results', 'reference', study.name);
  rmSync(folder, { recursive: true, force: true });
  await runAll(study, folder);
  const proposal = await propose(folder, { confirm: runAll });
  await writeProposal(proposal);
  pack(folder);
  if (proposal.confirmation !== null) pack(confirmationFolder(folder));
  console.log(`${study.name}: ${verdictWords(proposal)}`);
}

async function runAll(study: Study, folder: string): Promise<void> {
  const outcome = await atTerminal(folder, (hooks) => runStudy(study, { folder, ...hooks }));
  if (outcome.stopped || outcome.failed > 0) process.exit(1);
}

/** As `gzip -n9` does: no time and no name in the file, so that the same rows are the same bytes. */
function pack(folder: string): void {
  const journal = join(folder, 'journal.ndjson');
  writeWhole(`${journal}.gz`, gzipSync(readFileSync(journal), { level: 9 }));
  rmSync(journal);
  rmSync(join(folder, 'measurements.ndjson'), { force: true });
}
