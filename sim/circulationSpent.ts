import { UnrunnableWorld } from './unrunnable.ts';

/** Newcomers have burned all that circulates outside the cast: there is nothing left for the next of them to burn. */
export class CirculationSpent extends UnrunnableWorld {
  /** What is wanted, what is left, and why no more comes. */
  readonly fact: string;

  /** `remedy`: which settings to change, in the spelling of what founded the world. */
  constructor(fact: string, remedy: string) {
    super(`${fact}: ${remedy}`);
    this.fact = fact;
  }
}
