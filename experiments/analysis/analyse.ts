import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { ownRows } from '../plan/ownFiles.ts';
import { numericLevels, type Row } from '../plan/rows.ts';
import type { Study } from '../plan/study.ts';
import { analyseSetting } from './analyseSetting.ts';
import type { Analysis } from './analysis.ts';
import { analyseArms } from './arms.ts';
import { longRunRows } from './beginning/longRunRows.ts';
import { type PathAnalysis, pathOf } from './beginning/path.ts';
import type { BeginningFinding } from './beginning/settling.ts';
import { isBegun } from './beginning/worlds.ts';
import { countsOf } from './counts.ts';
import { settingsOf } from './settings.ts';

/** How much an analysis computes. */
export interface AnalysisOptions {
  /** Resamples of a bootstrap over seeds. */
  readonly resamples?: number;
  /** How the world of the study settled, where it has a beginning. */
  readonly beginning?: BeginningFinding | null;
}

/**
 * From a study and the rows of its trials to what can be said. Pure: the same rows in any order give the same
 * analysis. Throws a `RangeError` if the first factor is not numeric, or a study with a beginning comes without its finding.
 */
export function analyse(study: Study, worlds: readonly Row[], options: AnalysisOptions = {}): Analysis {
  const { resamples = 400, beginning = null } = options;
  const path = pathIn(study, worlds, beginning);
  const rows = path === null ? worlds : longRunRows(worlds);
  const levels = numericLevels(study);
  const [{ name }] = study.factors;
  const settings = [...hyperparametersOf(study.ruleset), ...ownRows(study)];
  const unit = settings.find((row) => row.name === name)?.unit ?? '';
  const landmarks = study.statusQuo.filter(
    ({ value }) => value >= levels[0] && value <= levels[levels.length - 1],
  );
  const statusQuo = statusQuoOf(study, levels);
  const context = { study, levels, statusQuo, resamples, path };
  return {
    study,
    factor: { name, unit, levels },
    landmarks,
    statusQuo,
    settings: settingsOf(study).map((setting) => analyseSetting(context, setting, rows)),
    arms: analyseArms(context, rows),
    trials: countsOf(study, rows),
    path,
  };
}

function pathIn(study: Study, rows: readonly Row[], finding: BeginningFinding | null): PathAnalysis | null {
  if (!isBegun(study)) return null;
  if (finding === null)
    throw new RangeError(
      `${study.name} begins from a settled world: its analysis needs the finding of its pilots (run sweep again)`,
    );
  return pathOf(study, rows, finding);
}

/** The level before the change; in a start-up world the first one that history names. */
function statusQuoOf({ factors, statusQuo, beginning }: Study, levels: readonly number[]): number | null {
  const before = beginning?.statusQuo[factors[0].name];
  if (typeof before === 'number') return before;
  return statusQuo.find(({ value }) => levels.includes(value))?.value ?? null;
}
