import type { FixedPoint } from '../../../sim/math/fixed.ts';

/**
 * The shortest decimal text that reads back as the same bits: how the chain's library prints a fixed-point
 * number (substrate-fixed display.rs). Digits are added until the rest is under half a unit in the last
 * binary place; the last one is rounded to nearest, ties to even.
 */
export function decimalOf(format: FixedPoint, bits: bigint): string {
  const size = bits < 0n ? -bits : bits;
  const digits = shortest(format, size);
  const text = digits.value.toString().padStart(digits.places + 1, '0');
  const whole = text.slice(0, text.length - digits.places);
  const fraction = text.slice(text.length - digits.places).replace(/0+$/, '');
  return `${bits < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function shortest({ one }: FixedPoint, size: bigint): { value: bigint; places: number } {
  let places = 0;
  let scale = 1n;
  for (;;) {
    const scaled = size * scale;
    const rest = scaled % one;
    // Half a unit in the last binary place is scale / 2 in this measure.
    if (rest * 2n < scale || (one - rest) * 2n < scale || rest === 0n) {
      const floor = scaled / one;
      const up = rest * 2n > one || (rest * 2n === one && floor % 2n === 1n);
      return { value: up ? floor + 1n : floor, places };
    }
    places += 1;
    scale *= 10n;
  }
}
