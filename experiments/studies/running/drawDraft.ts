import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '../../run/journal.ts';
import { writeReportOf } from '../reportOf.ts';

/** A running folder, and where a report of its rows so far may be written. */
export interface Draft {
  readonly folder: string;
  readonly draft: string;
}

/** A page, and how many trials it is about. */
export interface Drawn {
  readonly page: string;
  readonly known: number;
}

/** What a report is made from: plan and journals, of pilots too. */
const sources = ['study.json', 'journal.ndjson', 'beginning', 'warm-up'];

/**
 * What a worker runs: the page of the rows that a running folder has now, made in a folder of its own, which is gone afterwards. Throws as
 * `writeReportOf` does where they are too few.
 */
export async function run({ folder, draft }: Draft): Promise<Drawn> {
  rmSync(draft, { recursive: true, force: true });
  try {
    mkdirSync(draft);
    for (const name of sources) {
      const source = join(folder, name);
      if (existsSync(source)) cpSync(source, join(draft, name), { recursive: true });
    }
    const { html } = await writeReportOf(draft, { isStatic: true });
    const page = readFileSync(html, 'utf8').replaceAll(draft, folder);
    return { page, known: readJournal(join(draft, 'journal.ndjson')).rows.size };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
