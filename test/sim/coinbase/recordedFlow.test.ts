import { describe, expect, it } from 'vitest';
import { flowWith, type RecordedFlow, readFlow } from '../../../sim/coinbase/recordedFlow.ts';
import { clampedI64F64 } from '../../../sim/math/saturating.ts';

const rao = (value: number) => clampedI64F64.fromInt(value);
const half = clampedI64F64.one / 2n;
const reading = { block: 8, smoothing: half, movingPrice: rao(3), price: rao(2) };
const flow = (more: Partial<RecordedFlow> = {}): RecordedFlow => ({
  userFlow: 100n,
  protocolFlow: 40n,
  userAverage: { block: 7, average: rao(10) },
  protocolAverage: null,
  ...more,
});

describe('a recorded flow', () => {
  it('is an i64: it stops at its bounds', () => {
    expect(flowWith(5n, -7n)).toBe(-2n);
    expect(flowWith(2n ** 63n - 2n, 5n)).toBe(2n ** 63n - 1n);
    expect(flowWith(-(2n ** 63n) + 2n, -5n)).toBe(-(2n ** 63n));
  });

  it('is read into its average once in a block, and is then gone', () => {
    for (const read of Object.values(readFlow)) {
      const once = read(flow(), reading);
      expect([once.userFlow, once.userAverage]).toEqual([0n, { block: 8, average: rao(55) }]);
      const again = read({ ...once, userFlow: 9n }, reading);
      expect([again.userFlow, again.userAverage]).toEqual([9n, once.userAverage]);
    }
  });

  it('of the chain has an average from v3.4 on, and none before', () => {
    expect(readFlow['v3.4.5'](flow(), reading)).toMatchObject({
      protocolFlow: 0n,
      protocolAverage: { block: 8, average: rao(20) },
    });
    expect(readFlow['v3.2.10'](flow(), reading)).toMatchObject({ protocolFlow: 0n, protocolAverage: null });
  });

  it('of a new subnet begins at the lower one of both prices at v3.2.10 and waits; at v3.4.5 at nothing', () => {
    const fresh = flow({ userAverage: null });
    expect(readFlow['v3.2.10'](fresh, reading)).toMatchObject({
      userFlow: 100n,
      userAverage: { block: 8, average: rao(2) },
    });
    expect(readFlow['v3.4.5'](fresh, reading)).toMatchObject({
      userFlow: 0n,
      userAverage: { block: 8, average: rao(50) },
    });
  });
});
