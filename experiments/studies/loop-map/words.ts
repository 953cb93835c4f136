import type { Behaviour } from '../../../sim/controllers/loopBehaviour.ts';
import type { LoopCell } from './cells.ts';
import type { LoopGround } from './plan.ts';

/** What a loop does, after its subject. */
export const does: Readonly<Record<Behaviour, string>> = {
  stable: 'comes to rest',
  rings: 'rings',
  diverges: 'runs away',
};

/** `4 days`. */
export const daysWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** `Price of entry, 80 people look a day`: a ground in as many words as a panel has room for. */
export const groundTitle = ({ set: { knob, arrivals } }: LoopGround): string =>
  `${knob === 'immunityPeriod' ? 'Immunity' : 'Price of entry'}, ${arrivals} people look a day`;

/** Worlds of a cell that behave as most of them. */
export const alikeOf = ({ seen, behaviour }: LoopCell): number =>
  seen.filter((one) => one === behaviour).length;
