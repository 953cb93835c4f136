import type { AnswerPart, Question } from './duckdb/ask.ts';
import { ask } from './duckdb/ask.ts';
import { type Drafts, type WriteJob, writeDrafts } from './writeDrafts.ts';

/** What the process of the tables is asked to do. */
export type TablesJob = ({ readonly kind: 'write' } & WriteJob) | ({ readonly kind: 'ask' } & Question);

/** Does one job, in a process of its own. */
export const work = (job: TablesJob, tell: (part: AnswerPart) => Promise<void>): Promise<Drafts | number> =>
  job.kind === 'write' ? writeDrafts(job) : ask(job, tell);
