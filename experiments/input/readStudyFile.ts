import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Expression, readExpression } from '../base/expression.ts';
import type { DesignKind } from '../plan/design/design.ts';
import type { Dimension, Value } from '../plan/design/domain.ts';
import { type Cell, listed } from '../plan/design/list.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import { checkMetric } from '../plan/precisionPlan.ts';
import type { ScenarioMark } from '../plan/scenarioMark.ts';
import { factorRow } from './factorRow.ts';
import { readSetting } from './factorValue.ts';
import { type FileGuardrail, type FileObjective, readGuardrail, readObjective } from './objectives.ts';
import { type ChosenScenario, chooseScenario, type OwnOptions, splitBy } from './scenarios/chooseScenario.ts';
import { settingRow } from './settingRow.ts';
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
  readonly guardrails: readonly FileGuardrail[];
  /** Over the factors: a cell is left out where one is false. */
  readonly constraints: readonly Expression[];
}

/** Reads a study file from disk. Throws `UserError` with line and column of every fault. */
export const readStudyFile = (path: string, own: OwnOptions = {}): Promise<StudyFile> =>
  parseStudyFile(readFileSync(path, 'utf8'), basename(path), dirname(path), own);

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
  const setAsWritten = await each(written.set ?? {}, (key, value) =>
    tried(['set', key], () => toldSetting(ruleset, settingRow(ruleset, key, own), value)),
  );
  // A name of the chain is the laboratory's in other letters.
  const set = Object.fromEntries(
    Object.entries(setAsWritten).map(([key, value]) => [settingRow(ruleset, key, own).name, value]),
  );
  const factors = await each(written.factors ?? {}, (key, value) =>
    tried(['factors', key], () => toldFactor(ruleset, factorRow(ruleset, key, own), value)),
  );
  const dimensions: readonly Dimension[] = Object.values(factors);
  const levelsOf = (levels: Readonly<Record<string, Value>> = {}, ...path: readonly string[]) =>
    each(levels, (key, value) =>
      tried([...path, key], () => readSetting(factorRow(ruleset, key, own), value)),
    );
  const statusQuo = await levelsOf(written.tune?.statusQuo, 'tune', 'statusQuo');
  const before = await levelsOf(written.beginning?.statusQuo, 'beginning', 'statusQuo');
  const cells = await tried(['design', 'cells'], () => readCells(written, ruleset, own));
  if (written.precision !== undefined)
    await tried(['precision', 'metric'], () => checkMetric(written.precision!.metric, own));
  const objectives = await list(written.objectives ?? [{ metric: 'networkQuality' }], (one, k) =>
    tried(['objectives', k], () => readObjective(one, own)),
  );
  const guardrails = await list(written.guardrails ?? [], (one, k) =>
    tried(['guardrails', k], () => readGuardrail(one, own)),
  );
  const constraints = await list(written.constraints ?? [], (one, k) =>
    tried(['constraints', k], () => readExpression(one, namesOf(dimensions, cells ?? null))),
  );
  faults.refuse();
  const stated = splitBy(chosen.set, namesOf(dimensions, cells ?? null));
  return {
    ...withDefaults(written, chosen),
    set: { ...stated.held, ...set },
    statusQuo: { ...stated.varied, ...statusQuo },
    before,
    dimensions,
    cells: cells ?? null,
    objectives,
    guardrails,
    constraints,
  };
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
  replications: written.replications ?? null,
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

/** Sections that exclude each other, or that leave nothing to run. */
function contradictions(written: WrittenStudy): YamlFault[] {
  const faults: YamlFault[] = [];
  const { factors = {}, set = {}, design } = written;
  const isList = design?.kind === 'list';
  if (Object.keys(factors).length === 0 && !isList)
    faults.push({
      path: ['factors'],
      message: 'this study varies nothing: name at least one factor under factors',
    });
  for (const key of Object.keys(factors))
    if (key in set)
      faults.push({
        path: ['set'],
        key,
        message: `${key} is both a factor and set; leave one of the two out`,
      });
  for (const key of Object.keys(written.tune?.statusQuo ?? {}))
    if (!(key in factors))
      faults.push({
        path: ['tune', 'statusQuo'],
        key,
        message: `${key} is no factor, so it has no status quo to change from: add it to factors, or write it under set`,
      });
  if (written.replications !== undefined && written.precision !== undefined)
    faults.push({
      path: ['precision'],
      message: 'replications and precision contradict each other: a fixed number, or as many as it takes',
    });
  const { least = 0, cap = Number.POSITIVE_INFINITY } = written.precision ?? {};
  if (cap < least)
    faults.push({
      path: ['precision', 'cap'],
      message: `cap must be at least ${least}, the seeds before the first look; received ${cap}`,
    });
  if (written.warmUp !== undefined && written.warmUpDays !== undefined)
    faults.push({
      path: ['warmUp'],
      message: 'warmUp and warmUpDays contradict each other: a rule that finds the days, or the days',
    });
  if (isList && design.cells === undefined)
    faults.push({ path: ['design'], message: 'a list needs its cells: write cells, a list of records' });
  if (isList && Object.keys(factors).length > 0)
    faults.push({
      path: ['factors'],
      message: 'a list of cells names its factors itself: leave factors out',
    });
  if (!isList && design?.cells !== undefined)
    faults.push({
      path: ['design', 'cells'],
      message: `cells belong to a design of kind list, not ${design.kind}`,
    });
  if (design !== undefined && !isList && design.kind !== 'grid' && design.points === undefined)
    faults.push({
      path: ['design'],
      message: `a design of kind ${design.kind} needs points, the number of its cells`,
    });
  return faults;
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
