import { join } from 'node:path';
import { engineThatWrote, schemaVersion } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import { type FailedModelRow, type ModelRow, modelRowsOf } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { faultOfModelShape, isModelStudy } from '../../plan/modelStudyShape.ts';
import { modelTrialsOf } from '../../plan/modelTrial.ts';
import { readJournal } from '../../run/journal.ts';
import { readPlan } from '../../run/resultsFolder.ts';
import { refuseShard } from '../../sweep/shard/mark.ts';
import { gapsAmong } from '../gaps.ts';
import { hashOfRows, journalOf } from '../readResults.ts';

/** What a results folder of a model holds. */
export interface ModelResults {
  readonly study: ModelStudy;
  readonly studyHash: string;
  readonly rows: readonly ModelRow[];
  readonly failed: readonly FailedModelRow[];
  /** SHA-256 of the rows sorted by id. */
  readonly rowsHash: string;
  /** The engine that wrote it, as far as its hash shows. */
  readonly engine: string;
  /** What is missing or damaged, a sentence each. */
  readonly gaps: readonly string[];
}

/** Reads plan and rows of a folder of a model. Throws `UserError` that names the file and the remedy where it is none, or has no trials. */
export function readModelResults(folder: string): ModelResults {
  refuseShard(folder, 'join it with the others by merge, and name the joined folder');
  const path = join(folder, 'study.json');
  const { schema, hash, plan } = readPlan(path);
  if (schema !== schemaVersion || typeof hash !== 'string')
    throw new UserError(
      `${path} must have schema ${schemaVersion} and a hash of its plan; received schema ${schema} (use the version that wrote it)`,
    );
  const fault = faultOfModelShape(plan);
  if (fault !== null || !isModelStudy(plan)) throw new UserError(`${path} cannot be read: ${fault}`);
  const journal = readJournal(journalOf(folder), hash);
  const stored = [...journal.rows.values()];
  if (stored.length === 0)
    throw new UserError(`${folder} has no finished trials yet: run sweep again to go on`);
  return {
    study: plan,
    studyHash: hash,
    ...modelRowsOf(stored),
    rowsHash: hashOfRows(folder, stored),
    engine: engineThatWrote(plan, hash),
    gaps: gapsAmong(modelTrialsOf(plan).length, { ...journal, rows: stored.length }),
  };
}
