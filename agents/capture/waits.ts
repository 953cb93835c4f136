/** Days between purchase and taking that are looked at: a tenth more each, from the first on which a lock can suffice. */
export const waits: readonly number[] = [
  28, 31, 34, 38, 42, 47, 52, 58, 64, 71, 79, 87, 96, 106, 117, 129, 142, 157, 173, 191, 211, 233, 257, 283,
  312, 344, 379, 417, 459, 505, 556, 612, 674, 730,
];
