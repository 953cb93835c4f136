import type { Command } from 'commander';
import { UserError } from '../base/userError.ts';
import { type AdhocOptions, adhocStudy } from '../input/factorWords.ts';
import { type ReplicationOptions, replicated } from '../input/replicationOptions.ts';
import { isYamlPath } from '../input/scenarios/chooseScenario.ts';
import { usualCap } from '../plan/precisionPlan.ts';
import type { Study } from '../plan/study.ts';
import { studyNamed } from '../studies/catalogue.ts';
import { writtenStudy } from '../sweep/writtenStudy.ts';
import { askOptions } from './askOptions.ts';
import { checkNames } from './check.ts';
import { numberOption } from './numbers.ts';
import { ownOptions } from './ownOptions.ts';
import { rulesetOption } from './rulesetOption.ts';

/** Options that say what is swept. */
export interface StudyOptions extends Omit<AdhocOptions, 'seeds' | 'warmUp'>, ReplicationOptions {
  readonly seeds?: number;
  readonly firstSeed?: number;
  readonly size: string;
}

/** The words and options by which a person names a study, or asks a question. */
export const studyOptions = (command: Command): Command =>
  seedOptions(
    askOptions(
      ownOptions(
        command
          .argument(
            '<words...>',
            'a named study, a study file, the study.json of a results folder, or factors such as immunityPeriod=1024,2048 or validator.alpha~uniform(0.02,0.2)',
          )
          .option('--size <name>', 'size of a named study', 'quick')
          .option('--scenario <name|file.yaml>', 'factors: starting state, or a scenario file', usualScenario)
          .option(
            '--ruleset <name>',
            'factors: version of the chain (default: the scenario’s)',
            rulesetOption,
          ),
      ),
    ),
  )
    .option('--days <n>', 'factors: days measured', numberOption('days', 0.01, 3650))
    .option('--warm-up <days|mser5>', 'factors: days before; mser5: pilots find them', warmUpOption);

/** Options that say on which seeds, and on how many. */
const seedOptions = (command: Command): Command =>
  command
    .option(
      '--seeds <n>',
      'paired seeds (default: the study’s, or 12)',
      numberOption('seeds', 4, 100_000, true),
    )
    .option(
      '--first-seed <n>',
      'the first of the seeds (default 1): with one beyond those of an earlier run its answer is confirmed on fresh ones',
      numberOption('first-seed', 1, 1_000_000_000, true),
    )
    .option(
      '--precision <metric=width>',
      'cells gain seeds until every paired difference of the metric, or each mean(metric), is known to ± width at 95 %',
    )
    .option(
      '--max-seeds <n>',
      `with --precision: seeds at which a cell gives up (default: ${usualCap})`,
      numberOption('max-seeds', 1, 100_000, true),
    )
    .option('--antithetic', 'run every seed with its mirror; a pair’s mean is one observation');

const usualSeeds = 12;
const usualScenario = 'nakamoto-256';

const warmUpOption = (text: string): number | 'mser5' =>
  text === 'mser5' ? text : numberOption('warm-up', 0, 3650)(text);

/** The study that words and options ask for, on its seeds. Throws `UserError` where they contradict each other. */
export async function studyAsked(words: readonly string[], options: StudyOptions): Promise<Study> {
  if (checkNames.includes(words[0]))
    throw new UserError(`${words[0]} is a check, not a study: run yuma-lab check ${words[0]}`);
  return onSeeds(replicated(await studyOf(words, options), options), options);
}

async function studyOf(words: readonly string[], options: StudyOptions): Promise<Study> {
  if (words.every((word) => word.includes('=') || /^\s*[\w.]+\s*~/.test(word))) {
    const { seeds, warmUp, ...rest } = options;
    if (seeds !== undefined && options.precision !== undefined)
      throw new UserError(
        '--seeds and --precision contradict each other: a fixed number, or as many as it takes (--max-seeds is its cap)',
      );
    const days = typeof warmUp === 'number' ? { warmUp } : {};
    return adhocStudy(words, { ...rest, seeds: seeds ?? usualSeeds, ...days });
  }
  refuseFactorOptions(words[0], options);
  return withSeeds(await writtenOrNamed(words, options), options);
}

/** Options that say what a sweep of one's own is about: a study has said it already. */
export function refuseFactorOptions(study: string, options: StudyOptions): void {
  const { ruleset, set, over, decide, objective, guardrail, design, points, days } = options;
  const scenario = options.scenario === usualScenario ? undefined : options.scenario;
  const given = { scenario, ruleset, set, over, decide, objective, guardrail, design, points, days };
  const name = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (name !== undefined)
    throw new UserError(
      `--${name} contradicts ${study}, which says it itself: change the study file, or ask with factors as name=values`,
    );
}

/** A study on fresh seeds; its arms, which are compared on its first seeds, are left out. */
function onSeeds(study: Study, { firstSeed }: StudyOptions): Study {
  if (firstSeed === undefined || firstSeed === 1) return study;
  if (study.precision !== undefined)
    throw new UserError(
      `--first-seed ${firstSeed} contradicts --precision, whose cells gain seeds from 1 on: leave one of the two out`,
    );
  return { ...study, firstSeed, arms: [], armSeeds: 0, armLevels: [], armSet: {} };
}

/** A study on another number of paired seeds. */
function withSeeds(study: Study, { seeds }: StudyOptions): Study {
  if (seeds === undefined || seeds === study.seeds) return study;
  if (study.precision !== undefined)
    throw new UserError(
      `${study.name} runs by precision, as many seeds as it takes: --max-seeds is its cap, not --seeds`,
    );
  return { ...study, seeds, size: `${seeds} seeds`, armSeeds: Math.min(study.armSeeds, seeds) };
}

async function writtenOrNamed(words: readonly string[], options: StudyOptions): Promise<Study> {
  if (words.length > 1)
    throw new UserError(
      `name one study or study file, or factors as name=values; received ${words.join(' ')}`,
    );
  if (/\.json$/i.test(words[0])) return writtenStudy(words[0]);
  if (!isYamlPath(words[0])) {
    const { readOwnFiles } = await import('../input/own/ownMark.ts');
    return {
      ...studyNamed(words[0], options.size),
      ...(await readOwnFiles(options.with ?? [], options.turnLimit)),
    };
  }
  const [{ readStudyFile }, { studyOfFile }] = await Promise.all([
    import('../input/readStudyFile.ts'),
    import('../input/studyFromFile.ts'),
  ]);
  return studyOfFile(await readStudyFile(words[0], options));
}
