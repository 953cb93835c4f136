import type { VariantNetwork } from '../../../sim/consensus/variants/variant.ts';
import { u16Max } from '../../../sim/units.ts';
import { numbers } from './peerCases.ts';
import type { Place } from './place.ts';

/** The networks of a recorded random run, one an epoch, made again by the recipe; throws if checksums disagree. */
export function randomNetworks(run: Place): VariantNetwork[] {
  const draw = mulberry32(run.at('seed').count(2 ** 32 - 1));
  const [validators, servers] = [run.at('V').count(4096), run.at('M').count(4096)];
  const stake = Array.from({ length: validators }, () => 1 + (draw() % 1_000_000));
  const networks = Array.from({ length: run.at('epochs').count(1000) }, () => ({
    stake,
    weights: Array.from({ length: validators }, (_, i) => drawnRow(draw, i, servers)),
  }));
  checkRecipe(run, stake, networks);
  // Stored as u16, run as shares of the largest: what is added to a sum before it divides is small against one.
  return networks.map(({ weights }) => ({
    stake,
    weights: weights.map((row) => row.map((weight) => weight / u16Max)),
  }));
}

/** Three of eight weights are 0; a row without any gives all to one server. */
function drawnRow(draw: () => number, validator: number, servers: number): number[] {
  const row = Array.from({ length: servers }, () => {
    const bits = draw();
    return bits >>> 24 < 96 ? 0 : bits & u16Max;
  });
  if (!row.some((weight) => weight > 0)) row[validator % servers] = u16Max;
  return row;
}

function checkRecipe(run: Place, stake: readonly number[], networks: readonly VariantNetwork[]): void {
  const recorded = numbers(run.at('stakes'));
  if (recorded.some((amount, i) => amount !== stake[i])) run.at('stakes').fail('what the recipe draws');
  const checksums = numbers(run.at('checksum_weights'));
  for (const [epoch, { weights }] of networks.entries()) {
    const sum = weights.flat().reduce((total, weight, place) => total + (place + 1) * weight, 0) % 1_000_003;
    if (checksums[epoch] !== sum)
      run.at('checksum_weights').fail(`${sum} at epoch ${epoch}, as the recipe draws`);
  }
}

/** Tommy Ettinger's generator of 32-bit numbers, which the recordings name. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
