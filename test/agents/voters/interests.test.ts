import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Circumstance, circumstances, interestsUnder } from '../../../agents/voters/interests.ts';
import recorded from '../../../agents/voters/sequenceLengths.data.json' with { type: 'json' };

interface Row {
  readonly levels: Readonly<Record<string, number>>;
  readonly measures?: Readonly<Record<string, number | null>>;
}

const rows: Row[] = gunzipSync(readFileSync('results/reference/sequence-length-quick/journal.ndjson.gz'))
  .toString()
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)));

const levels: Readonly<Record<Circumstance, readonly [batch: number, access: number, price: number]>> = {
  usual: [32, 0.5, 50],
  'small batches': [8, 0.5, 50],
  'few GPUs': [32, 0.1, 50],
  'low price': [32, 0.5, 10],
};

/** Mean of a measure over the committed rows. */
function meanOf(circumstance: Circumstance, tokens: number, measure: string): number {
  const [batch, access, price] = levels[circumstance];
  const values = rows
    .filter(
      ({ levels: at }) =>
        at.validatorSequenceLength === tokens &&
        at.validatorBatchSize === batch &&
        at['market.gpuAccess'] === access &&
        at['market.startPrice'] === price,
    )
    .flatMap(({ measures }) => {
      const value = measures?.[measure];
      return typeof value === 'number' ? [value] : [];
    });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('what each length brings', () => {
  it.each(circumstances)('is the mean of the committed rows of the study of lengths (%s)', (circumstance) => {
    const { tokens, ...measures } = recorded[circumstance];
    for (const [measure, values] of Object.entries(measures))
      for (const [k, length] of tokens.entries())
        expect(values[k]).toBeCloseTo(meanOf(circumstance, length, measure), 5);
  });

  it('is best for the client at 2,048 tokens, for miners with GPUs too, and for those without at 128', () => {
    const { best, options, gains } = interestsUnder('usual');
    expect(best).toEqual({ client: 11, gpuMiner: 11, cpuMiner: 7, validator: 7 });
    for (const gain of Object.values(gains)) {
      expect(gain).toHaveLength(options.length);
      expect(Math.min(...gain)).toBe(0);
      expect(Math.max(...gain)).toBe(1);
    }
  });
});
