import type { ModelResult } from '../../agents/models/model.ts';
import type { ModelStudy } from './modelStudy.ts';
import type { ModelTrialPlan } from './modelTrial.ts';

/** A trial of a model that ran to its end, as pages read it. */
export interface ModelRow extends ModelResult {
  readonly condition: string;
  /** Name of the attack; null: a main trial. */
  readonly attack: string | null;
  readonly seed: string;
}

/** A trial that failed: why, and how to run it again. */
export interface FailedModelRow {
  readonly id: string;
  readonly condition: string;
  readonly attack: string | null;
  readonly reason: string;
  readonly replay: string;
}

interface StoredModelRow extends ModelResult {
  readonly id: string;
  readonly condition: string;
  readonly attack: string | null;
  readonly plan: ModelTrialPlan;
  readonly status: 'complete' | 'failed';
  readonly reason?: string;
  readonly replay?: string;
}

/** Stored rows as those of a study of a model. Throws a `RangeError` for one that is of something else. */
export function modelRowsOf(stored: Iterable<object>): {
  readonly rows: ModelRow[];
  readonly failed: FailedModelRow[];
} {
  const rows: ModelRow[] = [];
  const failed: FailedModelRow[] = [];
  for (const row of stored) {
    if (!isModelRow(row))
      throw new RangeError(
        'a stored row of a model must have a condition, an attack, a plan and a status; received another (another command wrote it)',
      );
    const { id, condition, attack, plan, status, measures, path, reason = '', replay = '' } = row;
    if (status === 'failed') failed.push({ id, condition, attack, reason, replay });
    else rows.push({ condition, attack, seed: plan.seed, measures, ...(path !== undefined && { path }) });
  }
  return { rows, failed };
}

const isModelRow = (row: object): row is StoredModelRow =>
  'condition' in row && 'attack' in row && 'plan' in row && 'status' in row;

/** Rows of one condition under one attack, or without (null), in the order of the seeds. */
export function rowsUnder(
  rows: readonly ModelRow[],
  condition: string,
  attack: string | null = null,
): ModelRow[] {
  return rows
    .filter((row) => row.condition === condition && row.attack === attack)
    .sort((one, other) => Number(one.seed) - Number(other.seed));
}

/** The condition that others are compared with. */
export const firstOf = ({ conditions }: ModelStudy): string => conditions[0].name;
