import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formerNames } from '../../sim/rulesets.ts';
import { observationsOf } from '../analysis/antithetic/observations.ts';
import { canonicalFault } from '../base/canonical.ts';
import { engineThatWrote, schemaVersion } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { isOfModel } from '../plan/modelStudyShape.ts';
import { type Row, rowsOf } from '../plan/rows.ts';
import { isStudy, type Study } from '../plan/study.ts';
import { faultOfShape } from '../plan/studyShape.ts';
import { readJournal, rowsHash, type StoredRow } from '../run/journal.ts';
import { readPlan } from '../run/resultsFolder.ts';
import { beginningFolder } from '../sweep/beginning/readBeginning.ts';
import { type Finding, readFinding, settled } from '../sweep/finding.ts';
import { refuseShard } from '../sweep/shard/mark.ts';
import { gapsOf } from './gaps.ts';

/** What a results folder holds. */
export interface Results {
  readonly study: Study;
  readonly studyHash: string;
  /** One an observation: a row of the journal, or the mean of an antithetic pair. */
  readonly rows: readonly Row[];
  /** Every row of the journal. */
  readonly worlds: readonly Row[];
  /** What the rule for the days before found; null where the study names them. */
  readonly warmUp: Finding | null;
  /** SHA-256 of the rows sorted by id. */
  readonly rowsHash: string;
  /** The engine that wrote it, as far as its hash shows. */
  readonly engine: string;
  /** Lines of the journal that their checksum does not match; their trials are missing. */
  readonly badLines: number;
  /** What is missing or damaged, a sentence each. */
  readonly gaps: readonly string[];
}

/** The plan's fields that a report cannot do without. */
const needed = ['name', 'question', 'factors', 'objectives', 'arms', 'seeds', 'days'] as const;

/**
 * Reads `study.json` and `journal.ndjson` (or `.gz`) of a results folder. Throws `UserError` that names the file
 * and the remedy where it is no results folder, has another schema, or has no trials.
 */
export function readResults(folder: string): Results {
  if (!existsSync(folder))
    throw new UserError(`${folder} does not exist: name a folder that sweep has written`);
  refuseShard(folder, 'join it with the others by merge, and name the joined folder');
  const path = join(folder, 'study.json');
  const { schema, hash, plan } = readPlan(path);
  if (schema !== schemaVersion) {
    throw new UserError(
      `${path} has schema ${schema}; this version reads ${schemaVersion}: use the version that wrote it`,
    );
  }
  if (typeof hash !== 'string')
    throw new UserError(`${path} has no hash of its plan: fetch the folder again`);
  const { kind } = Object(plan);
  if (isOfModel(plan))
    throw new UserError(
      `${path} is the plan of a model, not of worlds of a network: report, verify, export and query read it`,
    );
  if (kind === 'tune' || kind === 'sensitivity')
    throw new UserError(
      `${path} is the plan of ${kind}, which writes its page itself: run the same ${kind} again with --dir ${folder}; verify, export and query read the folder as it is`,
    );
  const missing = needed.filter((name) => !Object.hasOwn(Object(plan), name));
  if (missing.length > 0 || !isStudy(plan)) {
    throw new UserError(
      `${path} is not the plan of a study: it has no ${missing.join(', ')}; run sweep again`,
    );
  }
  const fault = faultOfShape(plan);
  if (fault !== null) throw new UserError(`${path} cannot be read: ${fault}`);
  const journal = readJournal(journalOf(folder), hash);
  const rows = [...journal.rows.values()];
  if (rows.length === 0)
    throw new UserError(`${folder} has no finished trials yet: run sweep again to go on`);
  const study = { ...plan, ruleset: formerNames.get(plan.ruleset) ?? plan.ruleset };
  const worlds = rowsOf(rows);
  const warmUp = readFinding(folder, study);
  if (study.beginning !== undefined && warmUp === null)
    throw new UserError(
      `${beginningFolder(folder)} does not hold the pilots by which the world of this study settled: run sweep again to go on`,
    );
  return {
    study,
    studyHash: hash,
    rows: observationsOf(study, worlds),
    worlds,
    warmUp,
    rowsHash: hashOfRows(folder, rows),
    engine: engineThatWrote(plan, hash),
    badLines: journal.badLines,
    gaps: gapsOf(settled(study, warmUp), { ...journal, rows: rows.length }),
  };
}

/** SHA-256 of the rows of a folder, by id. Throws `UserError` for a row that no version of the laboratory can have written. */
export function hashOfRows(folder: string, rows: readonly StoredRow[]): string {
  const faults = rows.map(canonicalFault).filter((fault) => fault !== null);
  if (faults.length > 0)
    throw new UserError(
      `${journalOf(folder)} has a row that is of no use (${faults[0]}): another program wrote it; fetch the folder again`,
    );
  return rowsHash(rows);
}

/** The journal of a results folder, plain or packed. Throws `UserError` if it is missing. */
export function journalOf(folder: string): string {
  const plain = join(folder, 'journal.ndjson');
  const packed = `${plain}.gz`;
  if (existsSync(plain)) return plain;
  if (existsSync(packed)) return packed;
  throw new UserError(`${plain} is missing: this is not a results folder (run sweep again to fill it)`);
}
