/** Points of the rule. */
const points = 64;
/** The rule, once it has been asked for. */
let rule: { readonly nodes: Float64Array; readonly weights: Float64Array } | null = null;

/**
 * Integral of f over [from, to] by the Gauss–Legendre rule of 64 points, exact for polynomials of degree 127.
 * Give it smooth pieces: split where f has a corner.
 */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  rule ??= legendreRule();
  const { nodes, weights } = rule;
  let sum = 0;
  for (let i = 0; i < points; i++) sum += weights[i]! * f(middle + half * nodes[i]!);
  return sum * half;
}

/** The zeros of the Legendre polynomial of degree 64 by Newton's method, and their weights; arithmetic alone. */
function legendreRule(): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points / 2; i++) {
    let x = cosine((Math.PI * (i + 0.75)) / (points + 0.5));
    for (let round = 0; round < 8; round++) {
      const { value, slope } = legendre(x);
      x -= value / slope;
    }
    const { slope } = legendre(x);
    nodes[i] = -x;
    nodes[points - 1 - i] = x;
    weights[i] = weights[points - 1 - i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** The polynomial and its derivative at x by the three-term recurrence. */
function legendre(x: number): { value: number; slope: number } {
  let before = 1;
  let value = x;
  for (let degree = 2; degree <= points; degree++) {
    [before, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree];
  }
  return { value, slope: (points * (x * value - before)) / (x * x - 1) };
}

/** Taylor's series: Newton's method only needs a start, but the same start on every machine. */
function cosine(angle: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 2; k < 40; k += 2) sum += term *= (-angle * angle) / (k * (k - 1));
  return sum;
}
