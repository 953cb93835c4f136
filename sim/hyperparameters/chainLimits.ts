import type { RulesetName } from '../rulesets.ts';
import {
  type Beside,
  type Caller,
  type ChainRange,
  callersOf,
  justBelowOne,
  type Permission,
  smallestFraction,
  typeRanges,
} from './chainRules/chainRule.ts';
import { freezeWindow } from './chainRules/freezing.ts';
import { type Fault, inWords } from './fault.ts';
import type { Hyperparameter } from './hyperparameter.ts';

/** What the chain says of a value that somebody would set, beside what the laboratory can run. */

type Value = number | boolean | string;
/** Other settings of the network, as far as they are known. */
type Settings = Readonly<Record<string, unknown>>;

/** Callers from whom the chain would take this value. */
export const admitted = (row: Hyperparameter, value: Value, settings: Settings = {}): Caller[] =>
  callersOf(row.setter).filter((caller) => breach(row, value, caller, settings) === null);

/**
 * Why the chain would refuse a value from a caller under a ruleset, or null: who may set it, then within which limits. Rows that the
 * chain does not decide have no fault.
 */
export function chainFault(
  ruleset: RulesetName,
  row: Hyperparameter,
  value: Value,
  caller: Caller,
  settings: Settings = {},
): Fault | null {
  if (row.chainRange === undefined) return null;
  const fault = (rule: string, remedy: string): Fault => ({
    name: row.name,
    value,
    message: `${row.name} ${rule} under ${ruleset}; received ${inWords(value)} (${remedy})`,
  });
  const callers = callersOf(row.setter);
  if (callers.length === 0) return fault(`cannot be set: ${row.whyNobody}`, 'propose another one');
  if (!callers.includes(caller))
    return fault(`may be set by ${callers[0]} alone`, `name ${callers[0]} as the setter`);
  const broken = breach(row, value, caller, settings);
  if (broken === null) return null;
  const other = admitted(row, value, settings)[0];
  const remedy =
    other === undefined ? 'choose another value' : `choose another value, or name ${other} as the setter`;
  return fault(`set by ${whom[caller]} must be ${broken}`, remedy);
}

const whom = { owner: 'the owner', root: 'root' } as const;

/** The rule of the chain that a value breaks, in words, or null. */
function breach(
  { chainRange }: Hyperparameter,
  value: Value,
  caller: Caller,
  settings: Settings,
): string | null {
  const ends = chainRange?.[caller];
  if (chainRange === undefined || ends === undefined || typeof value !== 'number') return null;
  const [low, high] = ends;
  if (value < low || value > high) return `${inWords(low)} … ${inWords(high)}`;
  const broken = chainRange.beside.find(({ is, other }) => {
    const against = settings[other];
    return typeof against === 'number' && !holds[is](value, against);
  });
  return broken === undefined ? null : `${besideWords(broken)}, ${inWords(settings[broken.other] as number)}`;
}

const holds: Readonly<Record<Beside['is'], (value: number, other: number) => boolean>> = {
  below: (value, other) => value < other,
  atMost: (value, other) => value <= other,
  above: (value, other) => value > other,
  atLeast: (value, other) => value >= other,
};
const words = { below: 'below', atMost: 'at most', above: 'above', atLeast: 'at least' } as const;
const besideWords = ({ is, other }: Beside): string => `${words[is]} ${other}`;

/** Who may set it, in a few words. */
export function setterInWords({ setter, whyNobody }: Permission): string {
  switch (setter) {
    case 'owner':
      return 'the owner of the subnet';
    case 'root':
      return 'root alone: a call of the chain’s governance';
    case 'ownerOrRoot':
      return 'the owner of the subnet, or root';
    case 'nobody':
      return `no call: ${whyNobody}`;
    case 'validator':
      return 'each validator for itself';
    case 'scenario':
      return 'no call: it describes people, not the chain';
  }
}

/** The chain's limits, caller by caller: `owner 360 … 50,400; root any u16`. Empty where the chain has none to state. */
export function limitsInWords({ chainRange, setter }: Permission): string {
  const callers = callersOf(setter);
  if (chainRange === undefined || callers.length === 0) return '';
  const each = callers.map((caller) => endsInWords(chainRange, caller));
  const isAlike = each.every((ends) => ends === each[0]);
  const ends = isAlike ? each[0] : callers.map((caller, k) => `${caller} ${each[k]}`).join('; ');
  const checks = [ends, ...chainRange.beside.map(besideWords), chainRange.also ?? ''];
  return checks.filter((check) => check !== '').join('; ');
}

function endsInWords(range: ChainRange, caller: Caller): string {
  const ends = range[caller];
  const whole = typeRanges[range.type];
  if (ends === undefined || whole === null) return range.type === 'bool' ? 'true or false' : '';
  const [low, high] = ends;
  if (low === whole[0] && high === whole[1]) return `any ${range.type}`;
  if (high === whole[1]) return `${lowest(low)} or more`;
  return `${lowest(low)} … ${high === justBelowOne ? 'below 1' : inWords(high)}`;
}

const lowest = (low: number): string => (low === smallestFraction ? 'above 0' : inWords(low));

/** How often an owner may change it, and when the chain takes no call: `once in 2 tempos; not in the 10 blocks before an epoch`. */
export function timingInWords({ chainRange, rateLimit, freezes = [], setter }: Permission): string {
  if (chainRange === undefined || callersOf(setter).length === 0) return '';
  const limit =
    rateLimit == null
      ? 'as often as wanted'
      : `an owner once in ${inWords(rateLimit.once)} ${rateLimit.unit}`;
  if (freezes.length === 0) return `${limit}; in any block`;
  const who = freezes.length < callersOf(setter).length ? ` (${freezes.join(', ')})` : '';
  return `${limit}; not in the ${freezeWindow} blocks before an epoch${who}`;
}
