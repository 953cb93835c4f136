import { clampUnit } from './search.ts';

/** What an offspring needs of chance. */
interface Draws {
  next(): number;
}

/**
 * Indices of crossover and mutation. Deb's usual 15 and 20 are for hundreds of generations; a dozen of them need longer steps of
 * mutation.
 */
const crossoverIndex = 15;
const mutationIndex = 5;
const crossoverChance = 0.9;

/** A child of two points of the unit cube: simulated binary crossover and polynomial mutation (Deb & Agrawal 1995). */
export function childOf(mother: readonly number[], father: readonly number[], draws: Draws): number[] {
  return mother.map((x, k) => {
    const crossed =
      draws.next() < crossoverChance ? crossover(x, father[k], draws.next(), draws.next() < 0.5) : x;
    return draws.next() < 1 / mother.length ? mutation(crossed, draws.next()) : crossed;
  });
}

function crossover(x: number, y: number, u: number, left: boolean): number {
  const power = 1 / (crossoverIndex + 1);
  const beta = u <= 0.5 ? (2 * u) ** power : (1 / (2 * (1 - u) + 1e-300)) ** power;
  return clampUnit(0.5 * (left ? (1 + beta) * x + (1 - beta) * y : (1 - beta) * x + (1 + beta) * y));
}

function mutation(x: number, u: number): number {
  const power = 1 / (mutationIndex + 1);
  return clampUnit(x + (u < 0.5 ? (2 * u) ** power - 1 : 1 - (2 * (1 - u)) ** power));
}
