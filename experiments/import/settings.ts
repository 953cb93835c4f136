import { chainOnly } from '../../sim/hyperparameters/chainOnly/byRuleset.ts';
import { faultOf } from '../../sim/hyperparameters/fault.ts';
import { HyperparameterError, hyperparametersOf, resolve } from '../../sim/hyperparameters/registry.ts';
import { unmodelled } from '../../sim/hyperparameters/unmodelled.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import type { Mark } from '../input/networkSchema.ts';
import { translate } from './chainNames.ts';
import { worst } from './mark.ts';
import type { Setting } from './part.ts';

type Value = number | string | boolean;

/** Hyperparameters of files, sorted by what becomes of them: every one of them is in one of the lists. */
export interface TakenSettings {
  /** By the laboratory’s name. */
  readonly taken: Readonly<Record<string, Value>>;
  /** Names among them that move nothing here, with the reason. */
  readonly idle: readonly { readonly name: string; readonly because: string }[];
  readonly notTaken: readonly { readonly name: string; readonly value: Value; readonly because: string }[];
  /** Names that no list has. */
  readonly unknown: readonly string[];
  readonly mark: Mark;
}

/** Sorts hyperparameters by what `ruleset` does with them; a network of `size` uids must have room. */
export function takeSettings(
  settings: readonly Setting[],
  ruleset: RulesetName,
  size: number | null,
): TakenSettings {
  const rows = new Map(hyperparametersOf(ruleset).map((row) => [row.name, row]));
  const taken: Record<string, Value> = {};
  const notTaken: { name: string; value: Value; because: string }[] = [];
  const unknown: string[] = [];
  const marks: Mark[] = [];
  for (const setting of withCutoff(settings, ruleset)) {
    const read = translate(setting);
    const leave = (because: string) =>
      notTaken.push({ name: setting.name, value: plain(setting.value), because });
    if (read === null) {
      unknown.push(`${setting.name} (${plain(setting.value)})`);
      continue;
    }
    const row = rows.get(read.setting);
    if (row === undefined) leave(whyNot(ruleset, read.setting));
    else {
      const fault =
        faultOf(row, read.value)?.message ??
        builtFault(ruleset, read.setting, read.value) ??
        roomFault(read.setting, read.value, size);
      if (fault !== null) leave(fault);
      else {
        taken[read.setting] = read.value;
        marks.push(read.mark);
      }
    }
  }
  const crossed = crossedIn(ruleset, taken);
  for (const { name, message } of crossed) {
    notTaken.push({ name, value: taken[name], because: message });
    delete taken[name];
  }
  const idle = Object.keys(taken).flatMap((name) => {
    const because = unmodelled.get(name);
    return because === undefined ? [] : [{ name, because }];
  });
  return { taken, idle, notTaken, unknown, mark: worst(marks) };
}

/** A value as the network file has it: what JSON cannot say as a text. */
const plain = (value: Setting['value']): Value =>
  typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value;

function whyNot(ruleset: RulesetName, name: string): string {
  const absent = chainOnly[ruleset];
  if (Object.hasOwn(absent, name)) return `of the chain, not modelled: ${absent[name].reason}`;
  const homes = rulesetNames.filter((other) => hyperparametersOf(other).some((row) => row.name === name));
  const where = homes.length === 0 ? 'no ruleset has it' : `it belongs to ${homes.join(', ')}`;
  return `${name} is no setting of ${ruleset}: ${where}`;
}

/** A value that the chain takes and the laboratory has not built. */
function builtFault(ruleset: RulesetName, name: string, value: Value): string | null {
  try {
    resolve(ruleset, { [name]: value });
    return null;
  } catch (error) {
    if (!(error instanceof HyperparameterError)) throw error;
    const own = error.faults.find((fault) => /is built as/.test(fault.message));
    return own?.message ?? null;
  }
}

const roomFault = (name: string, value: Value, size: number | null): string | null =>
  name === 'maxAllowedUids' && size !== null && Number(value) < size
    ? `there are ${size} uids; received ${value} (the files are not of one block)`
    : null;

/** Floors above their ceilings, and what else makes settings impossible together. */
function crossedIn(
  ruleset: RulesetName,
  taken: Readonly<Record<string, Value>>,
): { name: string; message: string }[] {
  try {
    resolve(ruleset, taken);
    return [];
  } catch (error) {
    if (!(error instanceof HyperparameterError)) throw error;
    return error.faults
      .filter(({ name }) => Object.hasOwn(taken, name))
      .map(({ name, message }) => ({ name, message }));
  }
}

/** Since v3.4.8 the cutoff is a part of the tempo: tools still tell it in blocks. */
function withCutoff(settings: readonly Setting[], ruleset: RulesetName): readonly Setting[] {
  const isPart = hyperparametersOf(ruleset).some(({ name }) => name === 'activityCutoffFactorMilli');
  const numbers = new Map(settings.map((setting) => [translate(setting)?.setting, setting]));
  const cutoff = numbers.get('activityCutoff');
  const tempo = Number(numbers.get('tempo')?.value ?? 360);
  if (!isPart || cutoff === undefined || numbers.has('activityCutoffFactorMilli') || !(tempo > 0))
    return settings;
  const factor = Math.ceil((Number(cutoff.value) * 1000) / tempo);
  if (!Number.isFinite(factor)) return settings;
  return settings.map((setting) =>
    setting === cutoff ? { ...setting, name: 'activity_cutoff_factor_milli', value: factor } : setting,
  );
}
