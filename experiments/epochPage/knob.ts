import type { Level } from '../plan/rows.ts';

interface KnobHead {
  readonly name: string;
  /** What it moves. */
  readonly note: string;
  readonly unit: string;
}

/** A setting that is a number, with the values at which its slider stops. */
export interface NumberKnob extends KnobHead {
  readonly kind: 'number';
  /** The value of the file, or its ruleset's default. */
  readonly own: number;
  readonly isInteger: boolean;
  readonly least: number;
  readonly most: number;
  readonly stops: readonly number[];
  /** What the number is a share of; null: it is none. */
  readonly whole: number | null;
}

/** A switch, or a setting of a few names. */
export interface ChoiceKnob extends KnobHead {
  readonly kind: 'choice';
  readonly own: Level;
  readonly options: readonly Level[];
}

export type Knob = NumberKnob | ChoiceKnob;
