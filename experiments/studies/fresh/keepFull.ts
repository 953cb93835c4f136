import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compared } from '../../analysis/models/comparison.ts';
import { UserError } from '../../base/userError.ts';
import { type ModelResults, readModelResults } from '../../report/models/readModelResults.ts';
import { generalAnswer } from '../../report/models/words.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { namedModelStudies } from '../modelStudies.ts';
import { fullRunOf } from './fullRun.ts';

/**
 * `npm run remake full-size -- results/<folder> …`: keeps of whole runs at full size what `results/reference/full-size` holds. Throws a `UserError`
 * for a folder of another size, or with gaps.
 */
const kept = fileURLToPath(new URL('../../../results/reference/full-size', import.meta.url));
mkdirSync(kept, { recursive: true });
for (const folder of process.argv.slice(2)) {
  const results = readModelResults(folder);
  const { name, size } = results.study;
  if (size !== 'full' || results.gaps.length > 0)
    throw new UserError(
      `${folder} must hold a whole run at full size; received size ${size}${results.gaps.length > 0 ? `, ${results.gaps[0]}` : ''} (run sweep ${name} --size full to its end)`,
    );
  writeWhole(
    join(kept, `${name}.json`),
    `${JSON.stringify(fullRunOf(results, await answerOf(results)), null, 1)}\n`,
  );
}

/** The sentence of its page. */
async function answerOf({ study, rows }: ModelResults): Promise<string> {
  const named = namedModelStudies.find(({ sizes }) => sizes.some((one) => one.name === study.name));
  const page = await named?.page?.();
  return page?.answer?.(rows, study) ?? generalAnswer(study, compared(rows, study));
}
