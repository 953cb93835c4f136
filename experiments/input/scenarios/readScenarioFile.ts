import { basename, dirname, resolve } from 'node:path';
import type { NetworkStart } from '../../../agents/scenarios/networkStart.ts';
import type { Scenario } from '../../../agents/scenarios/scenario.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import { sha256 } from '../../base/canonical.ts';
import { givenText, scenarioFile } from '../../base/givenFile.ts';
import type { Value } from '../../plan/design/domain.ts';
import type { OwnMark } from '../../plan/ownFiles.ts';
import { scenarioNamed } from '../../plan/trial.ts';
import { isNetworkPath, readNetworkStart } from '../networkStart.ts';
import { readOwnFiles } from '../own/ownMark.ts';
import { settingRow } from '../settingRow.ts';
import { toldSetting } from '../toldValue.ts';
import { YamlFaults } from '../yamlFaults.ts';
import { PlacedYaml, type YamlFault } from '../yamlPlace.ts';
import { agentKinds, wholes } from './agentFields.ts';
import { scenarioFileSchema, type WrittenScenario } from './fileSchema.ts';

/** A scenario file, checked: what it starts from, and every setting it states. */
export interface ScenarioFile {
  readonly name: string;
  readonly description: string | null;
  /** Name of the file, without its folder, and the SHA-256 of its text. */
  readonly file: string;
  readonly sha256: string;
  readonly startsFrom: Scenario;
  readonly ruleset: RulesetName;
  readonly warmUpDays: number;
  readonly days: number;
  /** Settings by name, each within the rules of its row. */
  readonly set: Readonly<Record<string, Value>>;
  /** Files of one's own definitions, its own and those it was read with. */
  readonly own: OwnMark;
}

/** With what a scenario file is read. */
export interface ScenarioReading {
  /** The version against whose rules it is held; if left out, the file's, else that of the scenario it starts from. */
  readonly ruleset?: RulesetName;
  /** Folder that paths in the file start from. */
  readonly folder?: string;
  /** More files of one's own definitions, and the longest turn of an agent of them, ms. */
  readonly with?: readonly string[];
  readonly turnLimit?: number;
}

/** Reads a scenario file from disk. Throws `UserError` with line and column of every fault. */
export const readScenarioFile = (path: string, reading: ScenarioReading = {}): Promise<ScenarioFile> =>
  parseScenarioFile(givenText(path, scenarioFile), basename(path), { folder: dirname(path), ...reading });

/**
 * Reads the text of a scenario file, and holds its settings against the rules of its version. Throws `UserError` with line and column of every fault.
 */
export async function parseScenarioFile(
  text: string,
  file: string,
  { ruleset, folder = '.', with: files = [], turnLimit }: ScenarioReading = {},
): Promise<ScenarioFile> {
  const yaml = new PlacedYaml(text, file);
  const written = yaml.read(scenarioFileSchema);
  const faults = new YamlFaults(yaml);
  const start = await faults.tried({ path: ['startsFrom'] }, () => startOf(written.startsFrom, folder));
  if (start === undefined) throw faults.refusal();
  const { startsFrom, network } = start;
  const version = ruleset ?? (written.ruleset as RulesetName | undefined) ?? startsFrom.ruleset;
  const own = await faults.tried({ path: ['with'] }, () =>
    readOwnFiles(
      [...(written.with ?? []).map((path) => resolve(folder, path)), ...files],
      turnLimit ?? written.turnLimitMs,
    ),
  );
  if (own === undefined) throw faults.refusal();
  const set: Record<string, Value> = {};
  for (const { path, name, value } of statements(written, faults)) {
    const row = await faults.tried({ path: path.slice(0, -1), key: path[path.length - 1] }, () =>
      settingRow(version, name, own),
    );
    if (row === undefined) continue;
    const read = await faults.tried({ path }, () => toldSetting(version, row, value));
    if (read !== undefined) set[name] = read;
  }
  for (const fault of overfull(written, set)) faults.add(fault);
  faults.refuse();
  return {
    name: written.name,
    description: written.description ?? null,
    file,
    sha256: sha256(text),
    startsFrom,
    ruleset: version,
    warmUpDays: written.warmUpDays ?? startsFrom.warmUpDays,
    days: written.days ?? startsFrom.days,
    set,
    own: network === undefined ? own : { ...own, network },
  };
}

/** What a file starts from: a named scenario, or a network file beside it. */
function startOf(
  text: string,
  folder: string,
): { readonly startsFrom: Scenario; readonly network?: NetworkStart } {
  if (!isNetworkPath(text)) return { startsFrom: scenarioNamed(text) };
  const { scenario, network, note } = readNetworkStart(resolve(folder, text));
  process.stderr.write(`note: ${text}: ${note}\n`);
  return { startsFrom: scenario, network };
}

/** Wholes of which more than all is given away, reported at the last part. */
function overfull({ agents = {} }: WrittenScenario, set: Readonly<Record<string, Value>>): YamlFault[] {
  return wholes.flatMap(({ of, kinds }) => {
    const takers = kinds.filter((kind) => Number(set[agentKinds[kind].fields.share] ?? 0) > 0);
    const sum = takers.reduce((total, kind) => total + Number(set[agentKinds[kind].fields.share]), 0);
    const last = Object.keys(agents).findLast((kind) => takers.includes(kind));
    if (sum <= 1 || last === undefined) return [];
    const shares = takers.map((kind) => `${kind} ${set[agentKinds[kind].fields.share]}`).join(', ');
    const message = `shares of ${of} make 1 at most; received ${shares}`;
    return [{ path: ['agents', last, 'share'], message }];
  });
}

/** A setting as a file states it, and where. */
interface Statement {
  readonly path: readonly string[];
  readonly name: string;
  readonly value: Value;
}

/** Every setting that agents and settings state; agents stated without their share or rate are a fault. */
function statements(written: WrittenScenario, faults: YamlFaults): Statement[] {
  const stated: Statement[] = [];
  for (const [kind, fields = {}] of Object.entries(written.agents ?? {})) {
    const { fields: names, needs } = agentKinds[kind];
    for (const need of needs)
      if (fields[need] === undefined)
        faults.add({
          path: ['agents'],
          key: kind,
          message: `${kind} without ${need} have no members: write ${need} under ${kind}, or leave ${kind} out`,
        });
    for (const [field, value] of Object.entries(fields))
      if (value !== undefined) stated.push({ path: ['agents', kind, field], name: names[field], value });
    if (kind === 'market') stated.push({ path: ['agents', kind], name: 'market.on', value: true });
  }
  const byAgents = new Map(stated.map(({ name, path }) => [name, path]));
  for (const [name, value] of Object.entries(written.settings ?? {})) {
    const other = byAgents.get(name);
    if (other === undefined) stated.push({ path: ['settings', name], name, value });
    else
      faults.add({
        path: ['settings'],
        key: name,
        message: `${name} is also stated by ${other.join('.')}; leave one of the two out`,
      });
  }
  return stated;
}
