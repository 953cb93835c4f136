import { basename, dirname, resolve } from 'node:path';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Expression, readExpression } from '../base/expression.ts';
import { givenText, studyFile } from '../base/givenFile.ts';
import type { DesignKind } from '../plan/design/design.ts';
import type { Dimension, Value } from '../plan/design/domain.ts';
import { type Cell, listed } from '../plan/design/list.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import { checkMetric } from '../plan/precisionPlan.ts';
import type { Guardrail } from '../plan/proposalTerms.ts';
import type { ScenarioMark } from '../plan/scenarioMark.ts';
import { usualObjective } from '../plan/usualObjective.ts';
import { factorRow } from './factorRow.ts';
import { readSetting } from './factorValue.ts';
import { type InForce, inForceIn } from './inForce.ts';
import {
  type FileGuardrail,
  type FileObjective,
  readGuardrail,
  readObjective,
  readRail,
  type WrittenObjective,
} from './objectives.ts';
import { type ChosenScenario, chooseScenario, type OwnOptions, splitBy } from './scenarios/chooseScenario.ts';
import { settingRow } from './settingRow.ts';
import { contradictions } from './studyFileFaults.ts';
import { studySchema, type WrittenStudy } from './studyFileShape.ts';
import { toldFactor, toldSetting } from './toldValue.ts';
import { YamlFaults } from './yamlFaults.ts';
import { PlacedYaml, type YamlFault } from './yamlPlace.ts';

/** A study file, checked: every name is known, every value within the rules of its setting. */
export interface StudyFile extends ScenarioMark, OwnMark {
  readonly written: WrittenStudy;
  readonly name: string;
  readonly question: string;
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly arithmetic: Arithmetic;
  readonly set: Readonly<Record<string, Value>>;
  /** Values of knobs that a tuner measures changes from; where none is given, the scenario's. */
  readonly statusQuo: Readonly<Record<string, Value>>;
  /** Levels that hold before the change, where the world settles first. */
  readonly before: Readonly<Record<string, Value>>;
  readonly dimensions: readonly Dimension[];
  /** Cells that are named one by one; null where a design draws them. */
  readonly cells: readonly Cell[] | null;
  readonly design: { readonly kind: DesignKind; readonly points?: number; readonly seed: string } | null;
  readonly replications: number | null;
  readonly warmUpDays: number;
  readonly days: number;
  readonly objectives: readonly FileObjective[];
  /** Limits of their own, as a tuner keeps them. */
  readonly guardrails: readonly FileGuardrail[];
  /** All guardrails, differences from the value in force among them, as a sweep and a proposal keep them. */
  readonly rails: readonly Guardrail[];
  /** Factors that are scenarios. */
  readonly over: readonly Dimension[];
  /** Values in force of the factors, where the scenario or the ruleset has them. */
  readonly inForce: Readonly<Record<string, InForce>>;
  /** Over the factors: a cell is left out where one is false. */
  readonly constraints: readonly Expression[];
}

/** Reads a study file from disk. Throws `UserError` with line and column of every fault. */
export const readStudyFile = (path: string, own: OwnOptions = {}): Promise<StudyFile> =>
  parseStudyFile(givenText(path, studyFile), basename(path), dirname(path), own);

/** Reads the text of a study file; files that it names lie in `folder`; `more` are further files of one's own. Throws `UserError` with line and column of every fault. */
export async function parseStudyFile(
  text: string,
  name: string,
  folder = '.',
  more: OwnOptions = {},
): Promise<StudyFile> {
  const yaml = new PlacedYaml(text, name);
  const written = yaml.read(studySchema);
  const faults = new YamlFaults(yaml, contradictions(written));
  const tried = <T>(path: YamlFault['path'], read: () => T | Promise<T>) => faults.tried({ path }, read);
  const chosen = await tried(['scenario'], () =>
    chooseScenario(written.scenario ?? 'nakamoto-256', {
      folder,
      ...ownOptionsOf(written, folder, more),
      ...(written.ruleset !== undefined && { ruleset: written.ruleset as RulesetName }),
    }),
  );
  if (chosen === undefined) throw faults.refusal();
  const { ruleset, own } = chosen;
  const set = await readSet(written, ruleset, own, tried);
  const factorsIn = async (section: 'factors' | 'over'): Promise<readonly Dimension[]> => {
    const read = await each(written[section] ?? {}, (key, value) =>
      tried([section, key], () => toldFactor(ruleset, factorRow(ruleset, key, own), value)),
    );
    return Object.values(read);
  };
  const dimensions = await factorsIn('factors');
  const levelsOf = (levels: Readonly<Record<string, Value>> = {}, ...path: readonly string[]) =>
    each(levels, (key, value) =>
      tried([...path, key], () => readSetting(factorRow(ruleset, key, own), value)),
    );
  const statusQuo = await levelsOf(written.tune?.statusQuo, 'tune', 'statusQuo');
  const before = await levelsOf(written.beginning?.statusQuo, 'beginning', 'statusQuo');
  const cells = await tried(['design', 'cells'], () => readCells(written, ruleset, own));
  if (written.precision !== undefined)
    await tried(['precision', 'metric'], () => checkMetric(written.precision!.metric, own));
  const over = await factorsIn('over');
  const names = [...namesOf(dimensions, cells ?? null), ...over.map((one) => one.name)];
  const settings = { ...chosen.scenario.settings, ...chosen.set, ...set };
  const judging = await readJudged(written, settings, names, own, tried);
  const constraints = await list(written.constraints ?? [], (one, k) =>
    tried(['constraints', k], () => readExpression(one, namesOf(dimensions, cells ?? null))),
  );
  faults.refuse();
  const split = splitBy(chosen.set, names);
  return {
    ...withDefaults(written, chosen),
    set: { ...split.held, ...set },
    statusQuo: { ...split.varied, ...statusQuo },
    before,
    dimensions,
    cells: cells ?? null,
    ...judging,
    over,
    inForce: inForceOf(chosen, dimensions),
    constraints,
  };
}

/** Settings held fixed, by the laboratory's names: a name of the chain is one in other letters. */
async function readSet(
  { set = {} }: WrittenStudy,
  ruleset: RulesetName,
  own: OwnMark,
  tried: Tried,
): Promise<Record<string, Value>> {
  const read = await each(set, (key, value) =>
    tried(['set', key], () => toldSetting(ruleset, settingRow(ruleset, key, own), value)),
  );
  return Object.fromEntries(
    Object.entries(read).map(([key, value]) => [settingRow(ruleset, key, own).name, value]),
  );
}

type Tried = <T>(path: YamlFault['path'], read: () => T | Promise<T>) => Promise<T | undefined>;

/** What decides and what must be kept; where nothing is said, what the world is about, by settings that are not varied (`names`). */
async function readJudged(
  written: WrittenStudy,
  settings: Readonly<Record<string, Value>>,
  names: readonly string[],
  own: OwnMark,
  tried: Tried,
): Promise<Pick<StudyFile, 'objectives' | 'guardrails' | 'rails'>> {
  const usual = usualObjective(
    Object.fromEntries(Object.entries(settings).filter(([key]) => !names.includes(key))),
  );
  const stated: readonly (WrittenObjective | string)[] = written.objectives ?? [usual];
  const objectives = await list(stated, (one, k) => tried(['objectives', k], () => readObjective(one, own)));
  const rails = await list(written.guardrails ?? [], (one, k) =>
    tried(['guardrails', k], () => readRail(one, own)),
  );
  const guardrails = await list(written.guardrails ?? [], (one, k) =>
    tried(['guardrails', k], async () => (isDifference(one) ? undefined : readGuardrail(one, own))),
  );
  return { objectives, guardrails, rails };
}

/** Whether a guardrail is a difference from the value in force, and no limit of its own. */
function isDifference(written: NonNullable<WrittenStudy['guardrails']>[number]): boolean {
  if (typeof written === 'string') return /\bworse by\b/.test(written);
  return written.worseBy !== undefined && written.atMost === undefined && written.atLeast === undefined;
}

function inForceOf(chosen: ChosenScenario, dimensions: readonly Dimension[]): Record<string, InForce> {
  return Object.fromEntries(
    dimensions.flatMap(({ name }) => {
      const found = inForceIn(chosen, name);
      return found === null ? [] : [[name, found]];
    }),
  );
}

/** What a study says of itself and its world, with what it leaves open. */
const withDefaults = (
  written: WrittenStudy,
  { scenario, title, ruleset, own, mark, warmUpDays, days }: ChosenScenario,
) => ({
  written,
  name: written.name,
  question: written.question ?? `What do the factors of ${written.name} do to ${title}?`,
  ruleset,
  scenario: scenario.name,
  ...mark,
  ...own,
  arithmetic: written.arithmetic ?? ('float64' as const),
  design: designOf(written),
  replications: written.replications ?? written.seeds ?? null,
  // A beginning finds its days itself.
  warmUpDays: written.warmUpDays ?? (written.beginning === undefined ? warmUpDays : 0),
  days: written.days ?? days,
});

/** Files that the study names, relative to its folder, and those that it is read with. */
function ownOptionsOf(written: WrittenStudy, folder: string, more: OwnOptions): OwnOptions {
  const turnLimit = more.turnLimit ?? written.turnLimitMs;
  return {
    with: [...(written.with ?? []).map((path) => resolve(folder, path)), ...(more.with ?? [])],
    ...(turnLimit !== undefined && { turnLimit }),
  };
}

const namesOf = (dimensions: readonly Dimension[], cells: readonly Cell[] | null): string[] => [
  ...dimensions.map(({ name }) => name),
  ...Object.keys(cells?.[0] ?? {}),
];

async function each<T, R>(
  record: Readonly<Record<string, T>>,
  read: (key: string, value: T) => Promise<R | undefined>,
): Promise<Record<string, R>> {
  const values: Record<string, R> = {};
  for (const [key, value] of Object.entries(record)) {
    const result = await read(key, value);
    if (result !== undefined) values[key] = result;
  }
  return values;
}

async function list<T, R>(
  items: readonly T[],
  read: (item: T, k: number) => Promise<R | undefined>,
): Promise<R[]> {
  const results: R[] = [];
  for (const [k, item] of items.entries()) {
    const result = await read(item, k);
    if (result !== undefined) results.push(result);
  }
  return results;
}

async function readCells(
  written: WrittenStudy,
  ruleset: RulesetName,
  own: OwnMark,
): Promise<readonly Cell[] | null> {
  if (written.design?.kind !== 'list' || written.design.cells === undefined) return null;
  const cells: Cell[] = [];
  for (const cell of written.design.cells) {
    const entries = Object.entries(cell).map(
      async ([name, value]) => [name, await readSetting(factorRow(ruleset, name, own), value)] as const,
    );
    cells.push(Object.fromEntries(await Promise.all(entries)));
  }
  return listed(cells);
}

function designOf({ design }: WrittenStudy): StudyFile['design'] {
  if (design === undefined || design.kind === 'list') return null;
  const { kind, points, seed = 1 } = design;
  return { kind, seed: String(seed), ...(points === undefined ? {} : { points }) };
}
