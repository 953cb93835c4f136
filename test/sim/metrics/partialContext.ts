import type { MeasureContext } from '../../../sim/metrics/context.ts';
import type { Application } from '../../../sim/roles.ts';
import type { WorldEvent } from '../../../sim/tempo.ts';

type Part<Whole> = {
  readonly [Key in keyof Whole]?: Whole[Key] extends object ? Part<Whole[Key]> : Whole[Key];
};

/** As much of a context as one measure reads: a small case that can be worked out by hand. What is left out is undefined. */
export const partialContext = (part: Part<MeasureContext>): MeasureContext => part as MeasureContext;

/** Nobody in particular. */
const application = {} as Application;

export const evictionOf = (uid: number): WorldEvent => ({ kind: 'eviction', block: 0, uid, application });
export const registrationOf = (uid: number): WorldEvent => ({
  kind: 'registration',
  block: 0,
  uid,
  application,
});
const withheld = { burned: 0, recycled: 0 };
export const stepAt = (block: number): WorldEvent => ({
  kind: 'step',
  block,
  payout: { emission: 0, credited: 0, withheld, entries: 0 },
});
