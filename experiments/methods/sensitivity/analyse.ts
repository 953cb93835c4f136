import { readExpression } from '../../base/expression.ts';
import { trialId } from '../../base/identity.ts';
import { morrisStep } from '../../plan/design/morris.ts';
import { metricNames } from '../../plan/measures.ts';
import type { StoredRow } from '../../run/journal.ts';
import { fewestTrajectories, type MorrisEffect, morrisEffects } from './morrisEffects.ts';
import { type DesignGroup, groupsOf, plansOf, type SensitivityPlan } from './plan.ts';
import { type SobolIndices, sobolIndices } from './sobolIndices.ts';

/** The indices of one output. */
export interface OutputAnalysis {
  readonly output: string;
  /** Rows or trajectories with every value, of those planned. */
  readonly used: number;
  readonly planned: number;
  /** Why there are no indices, in words; null where there are. */
  readonly fault: string | null;
  readonly sobol: SobolIndices | null;
  /** [factor] */
  readonly morris: readonly MorrisEffect[] | null;
}

/** A group with its output at [point][replication]. */
interface Measured {
  readonly group: DesignGroup;
  readonly values: readonly (readonly number[])[];
}

/**
 * From the rows of a plan's trials to the indices of each output. A row or trajectory in which one trial failed or has no value is
 * left out whole, and counted. Pure: the same rows in any order give the same analysis.
 */
export async function analyseSensitivity(
  plan: SensitivityPlan,
  rows: ReadonlyMap<string, StoredRow>,
): Promise<OutputAnalysis[]> {
  const groups = groupsOf(plan);
  const ids = groups.map((group, serial) => plansOf(plan, group, serial).map((plans) => plans.map(trialId)));
  const analyses: OutputAnalysis[] = [];
  for (const output of plan.outputs) {
    const expression = await readExpression(output, metricNames(plan));
    const measureOf = (id: string): number | null => {
      const row = rows.get(id);
      const value =
        row?.status === 'complete' ? expression.value(row.measures as Record<string, unknown>) : null;
      return typeof value === 'boolean' ? Number(value) : value;
    };
    const measured = groups.flatMap((group, serial): Measured[] => {
      const values = ids[serial].map((point) => point.map(measureOf));
      return values.flat().includes(null) ? [] : [{ group, values: values as number[][] }];
    });
    analyses.push(analyseOutput(plan, output, measured, groups.length));
  }
  return analyses;
}

function analyseOutput(
  plan: SensitivityPlan,
  output: string,
  measured: readonly Measured[],
  planned: number,
): OutputAnalysis {
  const head = { output, used: measured.length, planned, fault: null, sobol: null, morris: null };
  const blocks = new Set(measured.map(({ group }) => group.block)).size;
  const needed = plan.design.method === 'sobol' ? 2 : fewestTrajectories;
  if (blocks < needed)
    return { ...head, fault: `too few rows have every value: ${measured.length} of ${planned}` };
  try {
    return plan.design.method === 'sobol'
      ? { ...head, sobol: sobolIndices(measured.map((one) => saltelliOutputs(one, plan))) }
      : { ...head, morris: morrisEffects(measured.map(walkOutputs), morrisStep(plan.design.levels)) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...head, fault: error.message };
  }
}

function saltelliOutputs({ group, values }: Measured, { dimensions }: SensitivityPlan) {
  const [a, b, ...mixed] = values;
  return {
    block: group.block,
    a,
    b,
    ab: mixed.slice(0, dimensions.length),
    ba: mixed.slice(dimensions.length),
  };
}

const walkOutputs = ({ group, values }: Measured) => ({ steps: group.steps, outputs: values });
