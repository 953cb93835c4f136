import { type ShockName, shockNames } from '../../../agents/pilot/shocks.ts';
import type { KnobName } from '../../../agents/pilot/worldKnobs.ts';
import type { ModelCondition } from '../../plan/modelStudy.ts';

/** A knob under a shock. */
export interface PilotWorld {
  readonly knob: KnobName;
  readonly shock: ShockName;
  /** Name of the attack under which its trials run; null: the main trials. */
  readonly attack: string | null;
  readonly words: string;
}

const shockWords: Readonly<Record<ShockName, string>> = {
  none: 'no shock',
  'price-crash': 'alpha loses three quarters of its price',
  spam: 'five times as many come for 20 days, without a model',
  'frontier-jump': 'newcomers become better by 0.1 nats at once',
};

export const knobWords: Readonly<Record<KnobName, string>> = {
  immunityPeriod: 'immunity',
  burnHalfLife: 'half-life of the price',
  burnIncreaseMult: 'multiplier of the price',
};

/** The world of the main trials first. */
export const worldsOf = (knobs: readonly KnobName[]): PilotWorld[] =>
  knobs.flatMap((knob, k) =>
    shockNames.map((shock) => ({
      knob,
      shock,
      attack: k === 0 && shock === 'none' ? null : `${knob}-${shock}`,
      words: `${knobWords[knob]}; ${shockWords[shock]}`,
    })),
  );

/** All but the main world as attacks of a study. */
export const asAttacks = (worlds: readonly PilotWorld[]): ModelCondition[] =>
  worlds.flatMap(({ attack, knob, shock, words }) =>
    attack === null ? [] : [{ name: attack, words, set: { knob, shock } }],
  );
