import { UserError } from '../../base/userError.ts';
import { isObject, type Json } from '../../input/plainJson.ts';
import { isChainName } from '../chainNames.ts';
import { Fields, type Place, splitLeft } from '../fields.ts';
import type { Part, Setting } from '../part.ts';

/** A part that holds settings alone. */
export const settingsPart = (
  kind: Part['kind'],
  file: string,
  settings: readonly Setting[],
  more: Partial<Pick<Part, 'netuid' | 'block' | 'unused' | 'unknown' | 'notes'>> = {},
): Part => ({
  ...{ kind, file, netuid: null, block: null, size: null, head: {}, market: {}, columns: {}, settings },
  ...{ unused: [], unknown: [], notes: [], ...more },
});

/** The value of a hyperparameter as a tool wrote it. Throws `UserError` for lists and objects. */
export function settingValue(place: Place): Setting['value'] {
  const { value } = place;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value;
  return place.fail('a number, a switch or a text', 'correct it, or leave the row out');
}

const rowFields = ['normalized_value', 'owner_settable', 'description', 'docs_link', 'side_effects', 'type'];

/** Kind C: `btcli subnets hyperparameters --json-output`. `normalized_value` is not read: it divides some numbers wrongly. */
export function readHyperparameterList(place: Place): Part[] {
  const unused = new Set<string>();
  const unknown = new Set<string>();
  const settings = place.list().map((row) => {
    const fields = new Fields(row);
    const name = fields.take('hyperparameter').text();
    const value = settingValue(fields.take('value'));
    const left = splitLeft(fields.left(), rowFields);
    for (const field of left.unused) unused.add(`[].${field}`);
    for (const field of left.unknown) unknown.add(`[].${field}`);
    return { name, value, isNormalised: false, place: row.path };
  });
  return [settingsPart('C', place.file, settings, { unused: [...unused], unknown: [...unknown] })];
}

/** Frames of printed tables, and marks of the direction of writing. */
const frame = /[│┃|║╎┆\u200e\u200f]/g;
const rule = /^[\s\u2500-\u257f+=*_-]*$/;

/** Kind C′: the same as a printed table: a name and its value in each line, then a normalised value that is not read. */
export function readHyperparameterTable(lines: readonly string[], file: string): Part[] {
  const settings: Setting[] = [];
  const unknown: string[] = [];
  let netuid: number | null = null;
  for (const [index, line] of lines.entries()) {
    const text = line.replace(frame, ' ').trim();
    if (rule.test(text)) continue;
    const title = /netuid:?\s*(\d+)/i.exec(text);
    if (title !== null) netuid = Number(title[1]);
    const place = `line ${index + 1}`;
    const setting = settingOf(text, place, file);
    if (setting !== null) settings.push(setting);
    else if (title === null && !/^(?:hyperparameter|subnet hyperparameters)/i.test(text))
      unknown.push(`${place}: ${text.slice(0, 60)}`);
  }
  // Any prose has words in pairs; a table of the chain names a hyperparameter of the chain.
  if (!settings.some(({ name }) => isChainName(name)))
    throw new UserError(
      `${file}: a printed table of hyperparameters must have a name of the chain and its value in each line; received none (import reads JSON, CSV and the table of btcli subnets hyperparameters)`,
    );
  return [settingsPart('C′', file, settings, { netuid, unknown })];
}

function settingOf(text: string, place: string, file: string): Setting | null {
  const [name, value] = text.replace(/τ\s+/, 'τ').split(/\s+/);
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name)) return null;
  if (value === undefined) {
    if (!/_|^(?:rho|kappa|tempo|difficulty)$/.test(name)) return null;
    throw new UserError(
      `${file}, ${place}: a hyperparameter must have a value behind its name; received ${name} alone (the table may be cut: print it again)`,
    );
  }
  const isValue = /^(?:τ?-?[\d.,]+(?:e[+-]?\d+)?τ?|true|false|[a-z]+)$/i.test(value);
  if (!isValue) return null;
  return { name, value: plain(value), isNormalised: false, place };
}

/** Whole numbers keep all their digits. */
function plain(value: string): Setting['value'] {
  if (/^\d+$/.test(value))
    return BigInt(value) > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(value) : Number(value);
  if (/^true$/i.test(value)) return true;
  return /^false$/i.test(value) ? false : value;
}

/** Kind D: `SubnetHyperparameters` of the SDK, an object of name and value. */
export function readSdkHyperparameters(place: Place): Part[] {
  const fields = new Fields(place);
  const netuid = fields.maybe('netuid', (at) => at.whole(65_535)) ?? null;
  const block = fields.maybe('block', (at) => at.whole()) ?? null;
  const names = fields.left();
  const settings = names.flatMap((name) => {
    const at = fields.take(name);
    return at.isThere ? [{ name, value: settingValue(at), isNormalised: false, place: at.path }] : [];
  });
  const absent = names.filter((name) => !place.at(name).isThere);
  return [settingsPart('D', place.file, settings, { netuid, block, unused: absent })];
}

/** Kind D′: `SubnetHyperparamsV3` of the runtime, a list of named values with their types. */
export function readTaggedHyperparameters(place: Place): Part[] {
  const rows = isObject(place.value)
    ? Object.keys(place.object()).map((name) => [name, place.at(name)] as const)
    : place.list().map((row) => [textOf(row.at('name')), row.at('value')] as const);
  const settings = rows.map(([name, at]) => ({
    name,
    value: untagged(at),
    isNormalised: false,
    place: at.path,
  }));
  return [settingsPart('D′', place.file, settings)];
}

/** A name as text, or as bytes. */
const textOf = (place: Place): string =>
  typeof place.value === 'string'
    ? place.text()
    : new TextDecoder().decode(Uint8Array.from(place.list(), (byte) => byte.whole(255)));

/** What lies behind the type: `{ "U16": 5 }`, or `{ "type": "U16", "value": 5 }`. */
function untagged(place: Place): Setting['value'] {
  if (!isObject(place.value)) return settingValue(place);
  const names = Object.keys(place.value);
  if (names.includes('value')) return untagged(place.at('value'));
  if (names.length !== 1)
    return place.fail('a value with its type, such as {"U16": 5}', 'write the dump again');
  const [tag] = names;
  const inner = place.at(tag);
  return /^[IU]\d+F\d+$/.test(tag) ? fixedPoint(inner, Number(tag.split('F')[1])) : untagged(inner);
}

/** A fixed-point number: its bits over two to the power of its fraction. */
function fixedPoint(place: Place, fraction: number): number {
  const bits = isObject(place.value) ? place.at('bits') : place;
  if (typeof bits.value === 'number' && !Number.isInteger(bits.value)) return bits.number();
  return Number(bits.big(2n ** 128n - 1n)) / 2 ** fraction;
}

/** Whether a value is tagged as kind D′ has it. */
export const isTagged = (value: Json | undefined): boolean =>
  isObject(value) &&
  Object.keys(value).some((key) => /^(?:Bool|[UI]\d+(?:F\d+)?|TaoBalance|AlphaBalance)$/.test(key));
