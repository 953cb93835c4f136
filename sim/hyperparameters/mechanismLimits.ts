import { u16Max } from '../units.ts';
import { type Fault, inWords } from './fault.ts';

/** How many mechanisms a version of the chain lets a subnet have. */
export interface MechanismLimits {
  /** Of which chain, for messages. */
  readonly chain: string;
  /** MaxMechanismCount; the code's own limit is 16. */
  readonly maxCount: number;
  /** Most uids times mechanisms. */
  readonly maxUids: number;
}

/** subtensor v3.4.9-424 subnets/mechanism.rs and its default of MaxMechanismCount. */
export const mechanismsV349: MechanismLimits = { chain: 'v3.4.9-424', maxCount: 2, maxUids: 256 };
/** Spec 475, with the MaxMechanismCount of Finney in October 2026. */
export const mechanismsV475: MechanismLimits = { chain: 'spec 475', maxCount: 8, maxUids: 256 };

/** What an owner may set of mechanisms. */
export interface MechanismSettings {
  readonly mechanismCount: number;
  /** u16 shares of 65,535 by mechanism; null: equal parts. */
  readonly mechanismEmissionSplit: readonly number[] | null;
  readonly maxAllowedUids: number;
}

/** What the chain refuses of these settings, each with key, value, rule and remedy; empty if it takes them. */
export function mechanismFaults(limits: MechanismLimits, settings: MechanismSettings): Fault[] {
  const count = countFault(limits, settings);
  if (count !== null) return [count];
  return [uidsFault(limits, settings), splitFault(settings)].filter((fault) => fault !== null);
}

function countFault(
  { chain, maxCount }: MechanismLimits,
  { mechanismCount }: MechanismSettings,
): Fault | null {
  if (Number.isInteger(mechanismCount) && mechanismCount >= 1 && mechanismCount <= maxCount) return null;
  const rule = `an integer of 1 … ${maxCount} at ${chain}`;
  const remedy = 'leave it out for one mechanism';
  const message = `mechanismCount must be ${rule}; received ${mechanismCount} (${remedy})`;
  return { name: 'mechanismCount', value: mechanismCount, message };
}

function uidsFault(
  { chain, maxUids }: MechanismLimits,
  { mechanismCount, maxAllowedUids }: MechanismSettings,
): Fault | null {
  const uids = maxAllowedUids * mechanismCount;
  if (uids <= maxUids) return null;
  const received = `${mechanismCount} × ${maxAllowedUids} = ${inWords(uids)}`;
  const rule = `mechanismCount times maxAllowedUids must be at most ${maxUids} at ${chain}; received ${received}`;
  const remedy = `lower maxAllowedUids to ${Math.floor(maxUids / mechanismCount)} or have fewer mechanisms`;
  return { name: 'mechanismCount', value: mechanismCount, message: `${rule} (${remedy})` };
}

function splitFault({ mechanismCount, mechanismEmissionSplit: split }: MechanismSettings): Fault | null {
  if (split === null) return null;
  const fault = (rule: string, received: string): Fault => ({
    name: 'mechanismEmissionSplit',
    value: split,
    message: `mechanismEmissionSplit must ${rule}; received ${received} (leave it out for equal parts)`,
  });
  const odd = split.find((share) => !Number.isInteger(share) || share < 0 || share > u16Max);
  if (odd !== undefined) return fault(`hold integers of 0 … ${inWords(u16Max)}`, String(odd));
  if (split.length > mechanismCount)
    return fault(`have at most ${mechanismCount} shares, one for each mechanism`, String(split.length));
  const sum = split.reduce((total, share) => total + share, 0);
  return sum === u16Max ? null : fault(`sum to ${inWords(u16Max)}`, inWords(sum));
}
