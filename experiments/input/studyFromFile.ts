import { UserError } from '../base/userError.ts';
import type { Objective } from '../plan/decision.ts';
import { grid } from '../plan/design/grid.ts';
import { factorsOf } from '../plan/design/list.ts';
import { ownMarkOf } from '../plan/ownFiles.ts';
import { checkBounds, fewestSeeds, usualCap } from '../plan/precisionPlan.ts';
import type { Guardrail, ProposalTerms } from '../plan/proposalTerms.ts';
import { markOf } from '../plan/scenarioMark.ts';
import type { Study } from '../plan/study.ts';
import { impliedTerms, termsOf } from '../plan/termsOf.ts';
import { usualPilots } from '../plan/warmUpPlan.ts';
import { sweptOf } from './factorWords.ts';
import type { StudyFile } from './readStudyFile.ts';

/** Replications where a file says nothing. */
const usualReplications = 12;

/**
 * The study a file describes, for `sweep`: the same plan as one written in code. Cells that a constraint forbids are left out. Throws
 * `UserError` where no cell is left, or where the file asks for what a sweep cannot do.
 */
export function studyOfFile(file: StudyFile): Study {
  const swept = constrained(file, sweptOfFile(file));
  const { name, question, ruleset, scenario, arithmetic, set, warmUpDays, days, replications } = file;
  const { precision, antithetic, warmUp } = file.written;
  const cap = precision?.cap ?? usualCap;
  const seeds = precision === undefined ? (replications ?? usualReplications) : cap;
  if (precision !== undefined) checkBounds(precision.least ?? fewestSeeds, cap);
  return withTerms(file, {
    name,
    size: precision === undefined ? `${seeds} seeds` : `up to ${seeds} seeds`,
    question,
    ruleset,
    scenario,
    ...markOf(file),
    ...ownMarkOf(file),
    arithmetic,
    set,
    ...swept,
    seeds,
    warmUpDays,
    days,
    objectives: file.objectives.map(metricOf),
    statusQuo: file.written.statusQuo ?? [],
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
    ...(precision !== undefined && {
      precision: {
        metric: precision.metric,
        halfWidth: precision.halfWidth,
        of: precision.of ?? (swept.design === undefined ? 'difference' : 'mean'),
        least: precision.least ?? fewestSeeds,
      },
    }),
    ...(antithetic === true && { antithetic: true as const }),
    ...(warmUp !== undefined && { warmUp: { rule: warmUp, pilots: usualPilots } }),
    ...beginningOf(file),
  });
}

/** Days a world may take to settle, and days after its change at which the effect is told, where a file says nothing. */
const usualLimitDays = 480;
const usualPathDays = [1, 3, 10, 30, 60];

function beginningOf({ written, before, days }: StudyFile): Pick<Study, 'beginning'> {
  if (written.beginning === undefined) return {};
  const { limitDays, pilots, pathDays, alsoFollowed } = written.beginning;
  return {
    beginning: {
      rule: 'settled',
      statusQuo: before,
      limitDays: limitDays ?? usualLimitDays,
      pilots: pilots ?? usualPilots,
      pathDays: pathDays ?? usualPathDays.filter((day) => day <= days),
      ...(alsoFollowed !== undefined && { alsoFollowed }),
    },
  };
}

/** With the terms of a proposal, where the file states some. They are refused before the first trial, not after the last. */
function withTerms({ written: { proposal } }: StudyFile, study: Study): Study {
  if (proposal === undefined) return study;
  const { statusQuo = impliedTerms(study).statusQuo, guardrails, weights, regret, because } = proposal;
  const terms: ProposalTerms = {
    statusQuo,
    guardrails: (guardrails ?? []).map(guardrailOf),
    confirmSeeds: proposal.confirmSeeds ?? Math.max(4, Math.ceil(study.seeds / 2)),
    ...(weights !== undefined && { weights }),
    ...(regret !== undefined && { regret }),
    ...(because !== undefined && { because }),
  };
  const stated = { ...study, proposal: terms };
  termsOf(stated);
  return stated;
}

type WrittenGuardrail = NonNullable<NonNullable<StudyFile['written']['proposal']>['guardrails']>[number];

const guardrailOf = ({ metric, worseBy, atMost, atLeast, because }: WrittenGuardrail): Guardrail => ({
  metric,
  ...(worseBy !== undefined && { worseBy }),
  ...(atMost !== undefined && { atMost }),
  ...(atLeast !== undefined && { atLeast }),
  ...(because !== undefined && { because }),
});

type Swept = Pick<Study, 'factors' | 'cells' | 'design'>;

function sweptOfFile({ cells, dimensions, design }: StudyFile): Swept {
  if (cells !== null) {
    return {
      factors: factorsOf(cells),
      cells,
      design: { kind: 'list', points: cells.length, seed: '1', dimensions },
    };
  }
  if (design === null) return sweptOf(dimensions, {});
  const { kind, points, seed } = design;
  return sweptOf(dimensions, { design: kind, designSeed: seed, ...(points === undefined ? {} : { points }) });
}

function constrained({ constraints }: StudyFile, swept: Swept): Swept {
  if (constraints.length === 0) return swept;
  const all = swept.cells ?? grid(swept.factors);
  const cells = all.filter((cell) => constraints.every((constraint) => constraint.value(cell) === true));
  if (cells.length === 0) {
    const texts = constraints.map(({ text }) => JSON.stringify(text)).join(' and ');
    throw new UserError(
      `an empty space: none of ${all.length} cells meets ${texts}; loosen a constraint or widen a factor`,
    );
  }
  const design = swept.design ?? {
    kind: 'grid',
    points: 0,
    seed: '1',
    dimensions: swept.factors.map(({ name, values }) => ({ name, domain: { kind: 'choice', values } })),
  };
  return { factors: factorsOf(cells), cells, design };
}

function metricOf({ metric, name, margin, because }: StudyFile['objectives'][number]): Objective {
  if (metric === null)
    throw new UserError(
      `sweep decides on metrics; the objective ${JSON.stringify(name)} is an expression (sensitivity takes it)`,
    );
  return { metric, margin: margin ?? defaultMargin(metric), ...(because !== null && { because }) };
}

function defaultMargin(metric: string): number {
  if (metric === 'networkQuality') return 0.002;
  throw new UserError(
    `the objective ${metric} needs a margin: the difference that does not matter, in its unit`,
  );
}
