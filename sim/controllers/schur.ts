/**
 * Whether all roots of a polynomial lie inside the unit circle, so that the linear loop whose characteristic polynomial it is comes to rest.
 * `coefficients`: [degree … 0], the first not 0. Source: Schur 1917 and Cohn 1922, as the recursion of reflection coefficients.
 */
export function isSchur(coefficients: readonly number[]): boolean {
  let rest = [...coefficients];
  while (rest.length > 1) {
    const last = rest.length - 1;
    const reflection = rest[last] / rest[0];
    if (!(Math.abs(reflection) < 1)) return false;
    rest = rest.slice(0, last).map((value, k) => value - reflection * rest[last - k]);
  }
  return true;
}
