import { U64F64 } from './saturating.ts';

const { add, div, fromInt, one, ratio } = U64F64;
const tolerance = ratio(1, 1000);
const mostRounds = 129;

/**
 * Square root by bisection until it and the value over it are within 0.001, U64F64 bits: coarse, and as such part of what the chain
 * reckons with (subtensor v3.2.10 on, subnet_emissions.rs, sqrt()).
 */
export function bisectedRoot(value: bigint): bigint {
  let [low, high] = value > one ? [0n, value] : [value, one];
  let middle = div(add(high, low), fromInt(2));
  for (let round = 0; round < mostRounds; round++) {
    const other = div(value, middle);
    const apart = other > middle ? other - middle : middle - other;
    if (apart <= tolerance) break;
    if (other < middle) high = middle;
    else low = middle;
    middle = div(add(high, low), fromInt(2));
  }
  return middle;
}
