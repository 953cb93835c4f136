import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBrought, readJob, textOfFailure, textOfResult } from '../../../experiments/queue/wire.ts';

describe('what travels', () => {
  it('comes back with the same numbers and texts', () => {
    const plain = fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
        fc.string(),
        fc.array(fc.integer()),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(plain, (result) => {
        const read = readBrought(textOfResult('a', result, 12.5));
        expect(read).toEqual({ id: 'a', milliseconds: 12.5, result });
      }),
      { seed: 1 },
    );
  });

  it('fails where the journal would have refused it, in its words', () => {
    expect(readBrought(textOfResult('a', { measures: { share: Number.NaN } }, 1))).toEqual({
      id: 'a',
      reason:
        'its result cannot be stored: $.measures.share is NaN; a stored number is finite and not -0: a missing value is null',
    });
  });

  it('tells of a failure with its place and whether a limit of time ended it', () => {
    const failure = {
      id: 'a',
      reason: 'exceeded 5 ms',
      place: { agent: 'miner 3', block: 7 },
      byTime: true,
    } as const;
    expect(readBrought(textOfFailure(failure))).toEqual(failure);
  });

  it('is nothing where it is not ours, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readBrought(text)).toBeNull();
      }),
      { seed: 2 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readJob(value)).toBeNull();
      }),
      { seed: 3 },
    );
    expect(readBrought(null)).toBeNull();
    expect(readBrought('{"id":7,"result":{}}')).toBeNull();
  });
});
