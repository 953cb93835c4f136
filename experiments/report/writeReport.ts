import { analyse } from '../analysis/analyse.ts';
import type { Analysis, SettingAnalysis } from '../analysis/analysis.ts';
import { guardrailsOf } from '../analysis/requirements/guardrails.ts';
import { findingLines, isBeginning, settled } from '../sweep/finding.ts';
import { reasonsFor } from '../sweep/touched/reasons.ts';
import { antitheticLines } from './antitheticGain.ts';
import { armChartsOf, chartSectionsOf, pathChartsOf } from './charts/catalogue.ts';
import { commandOf } from './command.ts';
import { compose } from './compose.ts';
import { drawCharts } from './drawCharts.ts';
import { writeFigure } from './figureBlock.ts';
import { withGaps } from './gaps.ts';
import { isUnmoved } from './headline.ts';
import { judgedResults } from './judgedResults.ts';
import type { PanelMaker } from './pagePanel.ts';
import type { ArithmeticGap } from './provenance.ts';
import type { Results } from './readResults.ts';
import { shownStudy } from './shownStudy.ts';
import { text } from './text.ts';
import { writePage } from './writePage.ts';

export interface ReportOptions {
  /** How far the other arithmetic is, or a function that measures it on a study; left out: not measured. */
  readonly arithmeticGap?: ArithmeticGap | null | ((results: Results) => ArithmeticGap | null);
  /** Studies that a command can call by their name. */
  readonly named?: readonly string[];
  /** The command that made the results; by default put together from the study. */
  readonly command?: string;
  /** Makes its live panel; left out: the page is static. */
  readonly panel?: PanelMaker;
}

/** The paths of a written report, its answer for a terminal, and the analysis behind it. */
export interface WrittenReport {
  readonly html: string;
  readonly md: string;
  readonly text: string;
  readonly analysis: Analysis;
}

/**
 * Writes `report.html`, `report.md` and `figures/` into a results folder: the same bytes for the same rows. Throws
 * `UserError` if the folder holds no results.
 */
export async function writeReport(folder: string, options: ReportOptions = {}): Promise<WrittenReport> {
  const results = await judgedResults(folder);
  const { study, studyHash, rows, worlds, rowsHash, engine, warmUp } = results;
  const { arithmeticGap = null } = options;
  const analysed = analyse(shownStudy(settled(study, warmUp)), rows, {
    beginning: isBeginning(warmUp) ? warmUp : null,
  });
  const analysis = {
    ...analysed,
    guardrails: guardrailsOf(study, rows),
    settings: analysed.settings.map((one) => withReason(results, analysed, one)),
  };
  const notes = [...results.gaps, ...antitheticLines(study, worlds), ...findingLines(warmUp)];
  const groups = [];
  for (const { heading, charts } of chartSectionsOf(analysis)) {
    groups.push({ heading, charts: await drawCharts(analysis, charts) });
  }
  const armCharts = await drawCharts(analysis, armChartsOf(analysis));
  const pathCharts = await drawCharts(analysis, pathChartsOf(analysis));
  const document = compose({
    analysis,
    groups,
    armCharts,
    pathCharts,
    provenance: {
      command: options.command ?? commandOf(study, options.named ?? [], folder),
      engine,
      studyHash,
      rowsHash,
      notes,
    },
    arithmeticGap: typeof arithmeticGap === 'function' ? arithmeticGap(results) : arithmeticGap,
  });
  for (const { figure } of [...groups.flatMap(({ charts }) => charts), ...armCharts, ...pathCharts])
    writeFigure(folder, figure);
  const panel = await options.panel?.(results);
  const paths = writePage(folder, { ...document, ...(panel !== undefined && { panel }) });
  return { ...paths, text: withGaps(results.gaps, text(analysis, paths.html, notes)), analysis };
}

/** A setting in which the factor does nothing to what decides, with why: one world is run and looked into. */
function withReason(
  { study, warmUp }: Results,
  { factor: { name, levels } }: Analysis,
  setting: SettingAnalysis,
): SettingAnalysis {
  const [verdict] = setting.verdicts;
  const isStill = setting.isIdle || (verdict !== undefined && isUnmoved(verdict));
  if (!isStill || study.beginning !== undefined) return setting;
  const why = reasonsFor(settled(study, warmUp), [{ name, levels, others: setting.levels }]).get(name);
  return why === undefined ? setting : { ...setting, why };
}
