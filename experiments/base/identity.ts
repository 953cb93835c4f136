import { canonical, sha256 } from './canonical.ts';

/** The first engine, and still that of every ruleset whose trials have kept their bytes since. */
export const engineVersion = 'yuma-lab-1';

/** Rulesets whose trials have other bytes than the first engine gave them, each with the engine that computes them now. */
const laterEngines: Readonly<Record<string, string>> = {
  'dtao-2025': 'yuma-lab-2',
  'yuma3-2025': 'yuma-lab-2',
  'burn-2026': 'yuma-lab-2',
  // The name of burn-2026 in plans of the first engine: they are of another engine than the one that computes it now.
  'current-2026': 'yuma-lab-2',
  'autumn-2026': 'yuma-lab-2',
};

/**
 * Names what computes a trial or a study, by its ruleset. Raise it for a ruleset when the same plan would give other bytes: trials
 * of another engine are other trials, and a results folder of another engine is not resumed.
 */
export const engineOf = (plan: unknown): string =>
  laterEngines[String(Object(plan).ruleset)] ?? engineVersion;

/** Version of the files of a results folder. */
export const schemaVersion = 1;

/** Id of a trial: 32 hexadecimal digits of the hash of its plan and of what computes it. */
export function trialId(plan: unknown): string {
  return sha256(canonical({ engineVersion: engineOf(plan), schemaVersion, plan })).slice(0, 32);
}

/** Id of a study: the hash of the whole plan, written before its first trial runs. */
export const studyHash = (study: unknown): string => hashUnder(engineOf(study), study);

const hashUnder = (engineVersion: string, study: unknown): string =>
  sha256(canonical({ engineVersion, schemaVersion, study }));

/** An engine that gave a ruleset other bytes than the one that computes it now, and the last commit that has it. */
export interface FormerEngine {
  readonly name: string;
  readonly commit: string;
}

const formerEngines: readonly FormerEngine[] = [{ name: engineVersion, commit: '00dd5884' }];

/** The former engine that a plan and its hash are of; null: they are of the one that computes it now, or the plan was edited. */
export const formerEngineOf = (study: unknown, hash: string): FormerEngine | null =>
  studyHash(study) === hash
    ? null
    : (formerEngines.find(({ name }) => hashUnder(name, study) === hash) ?? null);

/** The engine that wrote a plan, as far as its hash shows. */
export const engineThatWrote = (study: unknown, hash: string): string =>
  studyHash(study) === hash
    ? engineOf(study)
    : (formerEngineOf(study, hash)?.name ?? `another than ${engineOf(study)}`);
