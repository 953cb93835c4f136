import { isRuleset } from '../../sim/rulesets.ts';
import { quoted } from '../panel/address.ts';
import type { Level } from '../plan/rows.ts';
import { type Changes, noChanges, withSetting, withStake, withWeight } from './changes.ts';
import { amountOf, shareIn } from './changeText.ts';
import { mostUids } from './pageNetwork.ts';
import { mostEpochs, type PageSetting } from './setting.ts';

const mark = '#epoch:';

/** Before the names of what is pinned. */
const pin = 'pin.';

/** A setting as the end of a page’s address. */
export function addressOf({ changes, epoch, pinned, validator, miner }: PageSetting): string {
  const query = new URLSearchParams(partsOf(changes));
  for (const [name, value] of partsOf(pinned ?? noChanges)) query.append(`${pin}${name}`, value);
  for (const [name, uid] of Object.entries({ epoch, validator, miner })) query.append(name, String(uid));
  return `${mark}${query}`;
}

/** Changes as names and values. */
const partsOf = ({ ruleset, settings, stakes, weights }: Changes): [string, string][] => [
  ...(ruleset === null ? [] : [['ruleset', ruleset] satisfies [string, string]]),
  ...Object.entries(settings).map(([name, level]): [string, string] => [name, String(level)]),
  ...Object.entries(stakes).map(([uid, rao]): [string, string] => [`stake.${uid}`, rao]),
  ...weights.map(({ validator, miner, share }): [string, string] => [
    `weight.${validator}.${miner}`,
    plain(share),
  ]),
];

/** What an address asks for, and what of it cannot be read, a sentence each; what it leaves out is as in `start`. */
export function readAddress(
  start: PageSetting,
  size: number,
  hash: string,
): { readonly setting: PageSetting; readonly faults: readonly string[] } {
  if (!hash.startsWith(mark)) return { setting: start, faults: [] };
  const faults: string[] = [];
  let setting: PageSetting = { ...start, changes: noChanges, pinned: null };
  for (const [name, value] of new URLSearchParams(hash.slice(mark.length))) {
    try {
      setting = withPart(setting, size, name, value);
    } catch (error) {
      faults.push(
        `The link asks for ${name}: ${error instanceof Error ? error.message : error}; it is left out.`,
      );
    }
  }
  return { setting, faults };
}

function withPart(setting: PageSetting, size: number, name: string, value: string): PageSetting {
  if (name === 'epoch') return { ...setting, epoch: whole(value, 1, mostEpochs) };
  if (name === 'validator' || name === 'miner') return { ...setting, [name]: whole(value, 0, size - 1) };
  if (!name.startsWith(pin)) return { ...setting, changes: withChange(setting.changes, size, name, value) };
  return { ...setting, pinned: withChange(setting.pinned ?? noChanges, size, name.slice(pin.length), value) };
}

function withChange(changes: Changes, size: number, name: string, value: string): Changes {
  if (name === 'ruleset') {
    if (!isRuleset(value)) throw new Error(`${value} is no version of the chain`);
    return { ...changes, ruleset: value };
  }
  const [kind, ...uids] = name.split('.');
  const [one, other] = uids.map((uid) => whole(uid, 0, size - 1));
  if (kind === 'stake' && uids.length === 1) return withStake(changes, one, amountOf(value, 'a stake'));
  if (kind === 'weight' && uids.length === 2)
    return withWeight(changes, one, other, shareIn(value, 'a weight'));
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new Error('it is no setting of an epoch');
  return withSetting(changes, name, levelOf(value));
}

/** A level as an address writes it; whether the setting may have it, the engine says. */
function levelOf(value: string): Level {
  if (value === 'true' || value === 'false') return value === 'true';
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

function whole(value: string, least: number, most: number): number {
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(
    `it must be a whole number of ${least} … ${Math.min(most, mostUids)}; received ${value.slice(0, 20)}`,
  );
}

/** The command that computes the same in a terminal; `lab` is how the laboratory is called there. */
export function commandOf(
  lab: string,
  file: string,
  { changes, epoch }: Pick<PageSetting, 'changes' | 'epoch'>,
): string {
  const { ruleset, settings, stakes, weights } = changes;
  return [
    `${lab} epoch ${quoted(file)} --arithmetic chain`,
    ...(ruleset === null ? [] : [`--ruleset ${ruleset}`]),
    ...Object.entries(settings).map(([name, level]) => `--set ${quoted(`${name}=${level}`)}`),
    ...Object.entries(stakes).map(([uid, rao]) => `--stake ${uid}=${rao}`),
    ...weights.map(({ validator, miner, share }) => `--weight ${validator},${miner}=${plain(share)}`),
    ...(epoch === 1 ? [] : [`--epochs ${epoch}`]),
  ].join(' ');
}

/** A share without an exponent, as options read it. */
const plain = (share: number): string =>
  String(share).includes('e') ? share.toFixed(20).replace(/0+$/, '') : String(share);
