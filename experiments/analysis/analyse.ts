import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { ownRows } from '../plan/ownFiles.ts';
import { type FailedRow, numericLevels, type Row } from '../plan/rows.ts';
import { type Study, trialsOf } from '../plan/study.ts';
import { analyseSetting } from './analyseSetting.ts';
import type { Analysis } from './analysis.ts';
import { analyseArms } from './arms.ts';
import { settingsOf } from './settings.ts';

/** How much an analysis computes. */
export interface AnalysisOptions {
  /** Resamples of a bootstrap over seeds. */
  readonly resamples?: number;
}

/**
 * From a study and the rows of its trials to what can be said. Pure: the same rows in any order give the same
 * analysis. Throws a `RangeError` if the first factor is not numeric.
 */
export function analyse(study: Study, rows: readonly Row[], options: AnalysisOptions = {}): Analysis {
  const { resamples = 400 } = options;
  const levels = numericLevels(study);
  const [{ name }] = study.factors;
  const settings = [...hyperparametersOf(study.ruleset), ...ownRows(study)];
  const unit = settings.find((row) => row.name === name)?.unit ?? '';
  const landmarks = study.statusQuo.filter(
    ({ value }) => value >= levels[0] && value <= levels[levels.length - 1],
  );
  const statusQuo = study.statusQuo.find(({ value }) => levels.includes(value))?.value ?? null;
  const context = { study, levels, statusQuo, resamples };
  return {
    study,
    factor: { name, unit, levels },
    landmarks,
    statusQuo,
    settings: settingsOf(study).map((setting) => analyseSetting(context, setting, rows)),
    arms: analyseArms(context, rows),
    trials: countsOf(study, rows),
  };
}

function countsOf(study: Study, rows: readonly Row[]): Analysis['trials'] {
  const failed = rows.filter((row): row is FailedRow => row.status === 'failed');
  const byId = [...failed].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    planned: trialsOf(study).length / (study.antithetic === true ? 2 : 1),
    complete: rows.length - failed.length,
    failed: byId.map(({ id, reason, replay }) => ({ id, reason, replay })),
  };
}
