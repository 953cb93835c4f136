import type { NetworkStart } from '../../agents/scenarios/networkStart.ts';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { Level } from '../plan/rows.ts';

/** Levels by the name of a setting; `scenario` names the starting state itself. */
export type Levels = Readonly<Record<string, Level>>;

interface KnobHead {
  readonly name: string;
  /** What it moves, a sentence. */
  readonly note: string;
  readonly unit: string;
  /** Its value in force: both sides of a comparison start with it. */
  readonly statusQuo: Level;
  /** Where the panel begins. */
  readonly start: Level;
  /**
   * `changes`: the two sides differ by it, and it acts from the day of the change on. `founds`: they differ by it from the founding on,
   * for a running world would not notice a change. `common`: both sides have it; it says in which world is compared.
   */
  readonly acts: 'changes' | 'founds' | 'common';
}

/** A knob with numbers: a slider over `stops` and a field for any value of `least … most`. */
export interface NumberKnob extends KnobHead {
  readonly kind: 'number';
  readonly statusQuo: number;
  readonly start: number;
  readonly isInteger: boolean;
  /** Where the slider stops, ascending; the status quo and the levels of the study are among them. */
  readonly stops: readonly number[];
  readonly least: number;
  readonly most: number;
  /** The levels of the study. */
  readonly levels: readonly number[];
}

/** A knob with a few values: a switch if they are false and true. */
export interface ChoiceKnob extends KnobHead {
  readonly kind: 'choice';
  readonly options: readonly Level[];
}

export type Knob = NumberKnob | ChoiceKnob;

/** A measure that the panel can compare. */
export interface Told {
  readonly name: string;
  /** Its name in a sentence. */
  readonly title: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'none';
  /** Difference that does not matter, in its unit; 0: none is stated. */
  readonly margin: number;
}

/** What the worlds of a panel have in common: the part of a trial's plan that no knob moves. */
export interface PanelWorld {
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly arithmetic: Arithmetic;
  readonly set: Levels;
  /** Days from the founding to the change. */
  readonly settlingDays: number;
  /** A network of one's own, where the scenario is one. */
  readonly network?: NetworkStart;
}

/** All that a panel is made of: plain data, which the page carries as JSON. */
export interface PanelFacts {
  /** What the results belong to, for people. */
  readonly study: string;
  readonly world: PanelWorld;
  readonly knobs: readonly Knob[];
  /** The first is what decides. */
  readonly measures: readonly Told[];
  /** First of the seeds, which count upwards. */
  readonly firstSeed: number;
  /** Worlds at the beginning, and what a reader may choose. */
  readonly worlds: number;
  readonly worldChoices: readonly number[];
  /** Days measured at the beginning, and what a reader may choose. */
  readonly days: number;
  readonly dayChoices: readonly number[];
  /** Days that the study measures. */
  readonly studyDays: number;
  /** The command that asks the same in a terminal, before the setting: `npm run -s lab -- try results/x`. */
  readonly command: string;
  /** Whether worlds are so small that they run as soon as the panel is seen. */
  readonly runsAtOnce: boolean;
}

/** A panel over a network of one’s own. */
export interface OwnNetwork {
  readonly facts: PanelFacts;
  /** What was read, and how its miners are known, a sentence. */
  readonly note: string;
}

/** What a reader has chosen. */
export interface Setting {
  /** By knob; every knob has one. */
  readonly levels: Levels;
  readonly measure: string;
  readonly worlds: number;
  readonly days: number;
}

/** How a panel begins. */
export const startOf = ({ knobs, measures, worlds, days }: PanelFacts): Setting => ({
  levels: Object.fromEntries(knobs.map(({ name, start }) => [name, start])),
  measure: measures[0].name,
  worlds,
  days,
});
