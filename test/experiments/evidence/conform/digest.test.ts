import { describe, expect, it } from 'vitest';
import { decimalOf } from '../../../../experiments/evidence/conform/decimal.ts';
import { fnv1a64 } from '../../../../experiments/evidence/conform/digest.ts';
import { I32F32, I65F63 } from '../../../../sim/math/fixed.ts';

describe('what recordings are made of', () => {
  it('FNV-1a of 64 bits has its published values', () => {
    const hashed = (text: string) => {
      const hash = fnv1a64();
      hash.add(new TextEncoder().encode(text));
      return hash.hex();
    };
    expect(hashed('')).toBe('cbf29ce484222325');
    expect(hashed('a')).toBe('af63dc4c8601ec8c');
    expect(hashed('foobar')).toBe('85944171f73967e8');
  });

  it('a decimal text is the shortest that reads back as the same bits', () => {
    expect(decimalOf(I32F32, I32F32.fromInt(65_535))).toBe('65535');
    expect(decimalOf(I32F32, I32F32.fromRatio(1, 3))).toBe('0.3333333333');
    expect(decimalOf(I32F32, -I32F32.fromRatio(1, 4))).toBe('-0.25');
    expect(decimalOf(I32F32, 133_578n)).toBe('0.000031101');
    expect(decimalOf(I65F63, 61_730_654_061_886_577n)).toBe('0.0066928509242848555');
  });
});
