import type { Nats } from '../sim/units.ts';

/** What befalls a model while it runs, of whoever runs it. */
export interface Condition {
  /** It was badly set up when it came. */
  readonly misconfigured: boolean;
  /** It has become badly set up since. */
  readonly failed?: boolean;
  /** What it has fallen behind the frontier since it came, nats. */
  readonly behind?: Nats;
}

/** A turn of fate: the same model in another condition. */
export type Turn = <Held extends Condition>(one: Held) => Held;

export const isWeak = ({ misconfigured, failed = false }: Condition): boolean => misconfigured || failed;

export const failed: Turn = (one) => ({ ...one, failed: true });

export const mended: Turn = (one) => ({ ...one, misconfigured: false, failed: false });

/** The frontier has moved `nats` further, and this model has not. */
export const aged =
  (nats: Nats): Turn =>
  (one) => ({ ...one, behind: (one.behind ?? 0) + nats });
