import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeReportOf } from '../reportOf.ts';

/** A running folder, and where a report of its rows so far may be written. */
export interface Draft {
  readonly folder: string;
  readonly draft: string;
}

/** What a report is made from: plan and journals, of pilots too. */
const sources = ['study.json', 'journal.ndjson', 'beginning', 'warm-up'];

/**
 * What a worker runs: the page of the rows that a running folder has now, made in a folder of its own, which is gone afterwards. Throws as
 * `writeReportOf` does where they are too few.
 */
export async function run({ folder, draft }: Draft): Promise<string> {
  rmSync(draft, { recursive: true, force: true });
  try {
    mkdirSync(draft);
    for (const name of sources) {
      const source = join(folder, name);
      if (existsSync(source)) cpSync(source, join(draft, name), { recursive: true });
    }
    const { html } = await writeReportOf(draft, { isStatic: true });
    return readFileSync(html, 'utf8').replaceAll(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
