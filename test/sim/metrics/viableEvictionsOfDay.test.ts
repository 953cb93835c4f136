import { describe, expect, it } from 'vitest';
import { viableEvictionsOfDay } from '../../../sim/metrics/viableEvictionsOfDay.ts';
import { evictionOf, partialContext, registrationOf } from './partialContext.ts';

const context = partialContext({
  measuring: true,
  isViable: (quality: number) => quality > 1.5,
  truth: { quality: Float64Array.of(0, 1, 2, 3, 4) },
});

function dayOf(evicted: readonly number[], registrations: number, seen = context) {
  const state = viableEvictionsOfDay.start(seen);
  for (const uid of evicted) viableEvictionsOfDay.see!(state, evictionOf(uid), seen);
  for (let k = 0; k < registrations; k++) viableEvictionsOfDay.see!(state, registrationOf(0), seen);
  return viableEvictionsOfDay.finish(state, seen);
}

describe('viable evictions of a day', () => {
  it('are those above the cut per 100 registrations, however few there are', () => {
    expect(dayOf([0, 1, 2], 4)).toBe(25);
    expect(dayOf([0, 1], 1)).toBe(0);
  });

  it('have no rate on a day without a registration', () => {
    expect(dayOf([], 0)).toBeNull();
  });

  it('leave out what is not measured', () => {
    expect(dayOf([4], 3, partialContext({ ...context, measuring: false }))).toBeNull();
  });
});
