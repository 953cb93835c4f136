import { UserError } from '../base/userError.ts';
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
import { decided, derivedOf } from './objectives.ts';
import type { StudyFile } from './readStudyFile.ts';

/** Replications where a file says nothing. */
const usualReplications = 12;

/**
 * The study a file describes, for `sweep`: the same plan as one written in code. Cells that a constraint forbids are left out. Throws
 * `UserError` where no cell is left, or where the file asks for what a sweep cannot do.
 */
export function studyOfFile(file: StudyFile): Study {
  refuseSingle(file);
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
    ...judgingOf(file),
    ...asksOf(file, swept),
    statusQuo: file.written.statusQuo ?? usualStatusQuo(file),
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

function sweptOfFile({ cells, dimensions, design, over }: StudyFile): Swept {
  if (cells !== null) {
    return {
      factors: factorsOf(cells),
      cells,
      design: { kind: 'list', points: cells.length, seed: '1', dimensions },
    };
  }
  if (design === null) return sweptOf([...dimensions, ...over], {});
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

/** The value in force of the first factor, as the command line has it. */
function usualStatusQuo({ dimensions, inForce }: StudyFile): Study['statusQuo'] {
  const { value, label = '' } = inForce[dimensions[0]?.name ?? ''] ?? {};
  return typeof value === 'number' ? [{ value, label }] : [];
}

function refuseSingle({ dimensions, over }: StudyFile): void {
  for (const { name, domain } of [...dimensions, ...over])
    if (domain.kind === 'choice' && domain.values.length === 1)
      throw new UserError(
        `${name} has a single value, ${domain.values[0]}, which asks nothing: give it two or more, or write it under ${name === 'scenario' ? 'scenario' : 'set'}`,
      );
}

/** What decides and what must be kept; expressions become measures of the plan. */
function judgingOf(file: StudyFile): Pick<Study, 'objectives' | 'guardrails' | 'derived'> {
  const derived = derivedOf(file.objectives, file.rails, file);
  return {
    objectives: file.objectives.map((one) => decided(one, { ...file, derived })),
    ...(file.rails.length > 0 && { guardrails: file.rails }),
    ...(derived.length > 0 && { derived }),
  };
}

/** Several factors, and one without numbers, get an answer each, where nothing else in the file says what its factors are for. */
function asksOf({ written, dimensions, inForce, cells }: StudyFile, { design }: Swept): Pick<Study, 'asks'> {
  const { precision, beginning, proposal } = written;
  const hasOwnReading = [precision, beginning, proposal].some((section) => section !== undefined);
  if (cells !== null || design !== undefined || hasOwnReading) return {};
  const [first] = dimensions;
  const isNumeric =
    first.domain.kind === 'choice' && first.domain.values.every((value) => typeof value === 'number');
  if (dimensions.length === 1 && isNumeric) return {};
  return { asks: dimensions.map(({ name }) => ({ name, inForce: inForce[name]?.value ?? null })) };
}
