import { describe, expect, it } from 'vitest';
import { I32F32 } from '../../../sim/math/fixed.ts';
import { cos, ln, safeExp, safeLn, sin, sqrt } from '../../../sim/math/fixedTranscendental.ts';

const bits = (value: number) => BigInt(Math.round(value * 2 ** 32));
const value = (of: bigint) => Number(of) / 2 ** 32;

describe('the further functions of the chain’s fixed point', () => {
  it('ln, sin and cos are the real ones to six digits, sqrt to nine', () => {
    for (let x = 0.01; x < 12; x += 0.173) {
      expect(value(ln(I32F32, bits(x)))).toBeCloseTo(Math.log(x), 6);
      expect(value(sqrt(I32F32, bits(x)))).toBeCloseTo(Math.sqrt(x), 8);
      for (const angle of [x, -x]) {
        expect(value(sin(I32F32, bits(angle)))).toBeCloseTo(Math.sin(angle), 5);
        expect(value(cos(I32F32, bits(angle)))).toBeCloseTo(Math.cos(angle), 5);
      }
    }
  });

  it('where exp overflows or ln has no value the chain takes zero', () => {
    expect(safeExp(I32F32, bits(30))).toBe(0n);
    expect(value(safeExp(I32F32, bits(-2)))).toBeCloseTo(Math.exp(-2), 6);
    expect(safeLn(I32F32, 0n)).toBe(0n);
    expect(safeLn(I32F32, bits(-1))).toBe(0n);
    expect(() => sqrt(I32F32, -1n)).toThrow(/from 0 on/);
  });
});
