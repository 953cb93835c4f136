import { bonds } from './bonds.ts';
import { ceiling, floor, pace, withheld } from './price.ts';
import { immunity } from './replacements.ts';
import type { Touch } from './touch.ts';
import { activity, clipping, commits } from './weights.ts';

const touches: readonly Touch[] = [
  immunity,
  commits,
  activity,
  clipping,
  bonds,
  floor,
  ceiling,
  pace,
  withheld,
];

/** The count of a setting; undefined where the laboratory has none. */
export const touchOf = (name: string): Touch | undefined =>
  touches.find(({ settings }) => settings.includes(name));
