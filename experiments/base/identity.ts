import { canonical, sha256 } from './canonical.ts';

/**
 * Names what computes a trial. Raise it when the same plan would give other bytes: trials of another engine are other trials, and a
 * results folder of another engine is not resumed.
 */
export const engineVersion = 'yuma-lab-3';

/** Version of the files of a results folder. */
export const schemaVersion = 1;

/** Id of a trial: 32 hexadecimal digits of the hash of its plan and of what computes it. */
export function trialId(plan: unknown): string {
  return sha256(canonical({ engineVersion, schemaVersion, plan })).slice(0, 32);
}

/** Id of a study: the hash of the whole plan, written before its first trial runs. */
export function studyHash(study: unknown): string {
  return sha256(canonical({ engineVersion, schemaVersion, study }));
}
