import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readResults } from '../../../experiments/report/readResults.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';

const reference = 'results/reference/asics-quick';
const folder = mkdtempSync(join(tmpdir(), 'gaps-'));
const journal = join(folder, 'journal.ndjson');

beforeAll(() => {
  cpSync(join(reference, 'study.json'), join(folder, 'study.json'));
  for (const name of ['beginning', 'warm-up'])
    try {
      cpSync(join(reference, name), join(folder, name), { recursive: true });
    } catch {}
});
afterAll(() => rmSync(folder, { recursive: true }));

const whole = () => gunzipSync(readFileSync(join(reference, 'journal.ndjson.gz')));

describe('a report of a journal in which something is missing', () => {
  it('says nothing of it where all is there', () => {
    writeFileSync(journal, whole());
    expect(readResults(folder).gaps).toEqual([]);
  });

  it('tells of a damaged line and of the trials that are missing, on its page, in its text and in report.md', async () => {
    const bytes = whole();
    bytes[bytes.length - 100] ^= 1;
    writeFileSync(journal, bytes);
    const { gaps } = readResults(folder);
    expect(gaps).toEqual([
      '**31 of 32 trials are in the journal:** the other 1 are missing here. The command of the study runs them.',
      '1 line of the journal is damaged, and what it held does not count.',
    ]);
    const { html, text } = await writeReportOf(folder, { isStatic: true });
    expect(text).toMatch(/^31 of 32 trials are in the journal: .*\n1 line of the journal is damaged/);
    expect(readFileSync(html, 'utf8')).toContain('31 of 32 trials are in the journal');
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain(
      '**31 of 32 trials are in the journal:**',
    );
  });
});
