import { basename, resolve } from 'node:path';
import type { Scenario } from '../../../agents/scenarios/scenario.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import { UserError } from '../../base/userError.ts';
import type { Value } from '../../plan/design/domain.ts';
import type { OwnMark } from '../../plan/ownFiles.ts';
import type { ScenarioMark } from '../../plan/scenarioMark.ts';
import { scenarioNamed } from '../../plan/trial.ts';
import { isNetworkPath, readNetworkStart } from '../networkStart.ts';
import { readOwnFiles } from '../own/ownMark.ts';
import { readScenarioFile } from './readScenarioFile.ts';

/** A starting state with what is otherwise in it. */
export interface ChosenScenario {
  readonly scenario: Scenario;
  /** What people call it: the name of the scenario, or that of the file. */
  readonly title: string;
  readonly ruleset: RulesetName;
  /** Settings that differ from the scenario's. */
  readonly set: Readonly<Record<string, Value>>;
  readonly warmUpDays: number;
  readonly days: number;
  readonly mark: ScenarioMark;
  /** Files of one's own definitions, the scenario file's and others. */
  readonly own: OwnMark;
}

/** What a person may say of files of their own. */
export interface OwnOptions {
  /** Paths of the files. */
  readonly with?: readonly string[];
  /** Longest turn of an agent of them, ms. */
  readonly turnLimit?: number;
}

interface ChoiceOptions extends OwnOptions {
  readonly ruleset?: RulesetName;
  readonly folder?: string;
}

/** What a scenario file states apart from the factors of a study, and of those: each factor's own value is where a change starts from. */
export function splitBy(
  set: Readonly<Record<string, Value>>,
  factors: readonly string[],
): { readonly held: Record<string, Value>; readonly varied: Record<string, Value> } {
  const [held, varied] = [false, true].map((isFactor) =>
    Object.fromEntries(Object.entries(set).filter(([name]) => factors.includes(name) === isFactor)),
  );
  return { held, varied };
}

/** Whether a text names a file of YAML and not something by its name. */
export const isYamlPath = (text: string): boolean => /\.ya?ml$/i.test(text);

/** The scenario of a name. Throws `UserError` with the nearest right names, and for a path what a scenario file is called. */
export function scenarioOfName(text: string): Scenario {
  if (/[/\\]|\.\w+$/.test(text))
    throw new UserError(
      `a scenario file ends in .yaml, and a network file in .json; received ${text} (rename it)`,
    );
  return scenarioNamed(text);
}

/**
 * The scenario of a name, or of a scenario file, whose path may be relative to `folder`. `ruleset` overrules that of the scenario. Throws
 * `UserError` with the nearest right names.
 */
export async function chooseScenario(
  text: string,
  { ruleset, folder = '.', with: files = [], turnLimit }: ChoiceOptions = {},
): Promise<ChosenScenario> {
  if (isNetworkPath(text)) return chosenNetwork(resolve(folder, text), { ruleset, files, turnLimit });
  if (!isYamlPath(text)) {
    const scenario = scenarioOfName(text);
    const { warmUpDays, days } = scenario;
    return {
      scenario,
      title: scenario.name,
      ruleset: ruleset ?? scenario.ruleset,
      set: {},
      warmUpDays,
      days,
      mark: {},
      own: await readOwnFiles(files, turnLimit),
    };
  }
  const read = await readScenarioFile(resolve(folder, text), {
    ...(ruleset !== undefined && { ruleset }),
    with: files,
    ...(turnLimit !== undefined && { turnLimit }),
  });
  const { name, file, sha256, startsFrom, set, warmUpDays, days } = read;
  return {
    scenario: startsFrom,
    title: name,
    ruleset: read.ruleset,
    set,
    warmUpDays,
    days,
    mark: { scenarioFile: { name, file, sha256 } },
    own: read.own,
  };
}

/** A network file as a starting state; what is known of its miners is told on standard error. */
async function chosenNetwork(
  path: string,
  options: {
    readonly ruleset: RulesetName | undefined;
    readonly files: readonly string[];
    readonly turnLimit: number | undefined;
  },
): Promise<ChosenScenario> {
  const { network, scenario, sha256, note } = readNetworkStart(path);
  process.stderr.write(`note: ${basename(path)}: ${note}\n`);
  const { warmUpDays, days } = scenario;
  return {
    ...{ scenario, title: network.name, set: {}, warmUpDays, days },
    ruleset: options.ruleset ?? scenario.ruleset,
    mark: { scenarioFile: { name: network.name, file: basename(path), sha256 } },
    own: { ...(await readOwnFiles(options.files, options.turnLimit)), network },
  };
}
