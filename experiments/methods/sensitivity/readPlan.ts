import { readExpression } from '../../base/expression.ts';
import { UserError } from '../../base/userError.ts';
import { readFactors } from '../../input/factorWords.ts';
import { readStudyFile, type StudyFile } from '../../input/readStudyFile.ts';
import { chooseScenario, isYamlPath, splitBy } from '../../input/scenarios/chooseScenario.ts';
import { readSettings } from '../../input/settings.ts';
import { metricNames } from '../../plan/measures.ts';
import { ownMarkOf } from '../../plan/ownFiles.ts';
import { markOf } from '../../plan/scenarioMark.ts';
import type { SensitivityOptions } from './options.ts';
import type { SensitivityPlan } from './plan.ts';

const usual = {
  method: 'morris',
  rows: 64,
  trajectories: 10,
  blocks: 8,
  levels: 8,
  replications: 2,
} as const;

/** The plan of `sensitivity`: from a study file, or factors as words; options win over the file. Throws `UserError`. */
export async function readSensitivityPlan(
  words: readonly string[],
  options: SensitivityOptions,
): Promise<SensitivityPlan> {
  const isFile = words.length === 1 && isYamlPath(words[0]);
  if (isFile) refuseWorld(options);
  const base = isFile
    ? baseOfFile(await readStudyFile(words[0], options))
    : await baseOfWords(words, options);
  const outputs = options.output ?? base.outputs;
  for (const output of outputs) await readExpression(output, metricNames(base));
  const { written, ...world } = base;
  const method = options.method ?? written.method ?? usual.method;
  return {
    kind: 'sensitivity',
    ...world,
    outputs,
    design:
      method === 'sobol'
        ? {
            method,
            rows: options.points ?? written.rows ?? usual.rows,
            blocks: options.blocks ?? written.blocks ?? usual.blocks,
            secondOrder: options.firstHalf === true ? false : (written.secondOrder ?? true),
          }
        : {
            method,
            trajectories: options.points ?? written.trajectories ?? usual.trajectories,
            levels: options.levels ?? written.levels ?? usual.levels,
          },
    seed: options.designSeed ?? String(written.seed ?? 1),
    replications: options.seeds ?? base.replications,
    days: options.days ?? base.days,
    warmUpDays: options.warmUp ?? base.warmUpDays,
  };
}

/** A file says which world it is about. */
function refuseWorld({ scenario, ruleset, set }: SensitivityOptions): void {
  const given = Object.entries({ scenario, ruleset, set }).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw new UserError(`--${given[0]} contradicts a study file: write it in the file`);
}

type Base = Omit<SensitivityPlan, 'kind' | 'design' | 'seed'> & {
  readonly written: NonNullable<StudyFile['written']['sensitivity']>;
};

function baseOfFile(file: StudyFile): Base {
  const { name, question, ruleset, scenario, arithmetic, set, dimensions, warmUpDays, days } = file;
  if (file.over.length > 0)
    throw new UserError(
      'over names scenarios to ask in, which sweep does: leave it out, or take one of them',
    );
  if (file.cells !== null || file.constraints.length > 0) {
    const what = file.cells !== null ? 'a list of cells' : 'constraints';
    throw new UserError(
      `indices need factors that vary freely of each other; the file has ${what}: take them out`,
    );
  }
  const world = { name, question, ruleset, scenario, arithmetic, set, dimensions, warmUpDays, days };
  return {
    ...world,
    ...markOf(file),
    ...ownMarkOf(file),
    outputs: file.objectives.map(({ expression }) => expression),
    replications: file.replications ?? usual.replications,
    written: file.written.sensitivity ?? {},
  };
}

async function baseOfWords(words: readonly string[], options: SensitivityOptions): Promise<Base> {
  const chosen = await chooseScenario(options.scenario ?? 'nakamoto-256', options);
  const { scenario, ruleset } = chosen;
  const dimensions = await readFactors(words, ruleset, chosen.own);
  const set = await readSettings(options.set ?? [], ruleset, chosen.own);
  const twice = dimensions.find(({ name }) => name in set);
  if (twice !== undefined)
    throw new UserError(`${twice.name} is both varied and set; leave one of the two out`);
  return {
    name: 'sensitivity',
    question: `What moves ${(options.output ?? ['networkQuality']).join(', ')} of ${chosen.title}?`,
    ruleset,
    scenario: scenario.name,
    ...chosen.mark,
    ...chosen.own,
    arithmetic: 'float64',
    set: {
      ...splitBy(
        chosen.set,
        dimensions.map(({ name }) => name),
      ).held,
      ...set,
    },
    dimensions,
    outputs: ['networkQuality'],
    replications: usual.replications,
    warmUpDays: chosen.warmUpDays,
    days: chosen.days,
    written: {},
  };
}
