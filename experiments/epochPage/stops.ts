/** Where the slider of a stake stops, as per cents of what the file has. */
const stakePercents = [
  0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500, 750, 1000,
];
/** Of a uid without stake: per milles of all stake. */
const ofAll = [0, 1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1000];

/** The stakes at which a slider stops, RAO, ascending: from nothing to ten times the own, or to as much as all others have. */
export function stakeStops(own: bigint, total: bigint): bigint[] {
  const stops =
    own === 0n
      ? ofAll.map((part) => (total * BigInt(part)) / 1000n)
      : stakePercents.map((part) => (own * BigInt(part)) / 100n);
  return [...new Set(stops)].sort((one, other) => (one < other ? -1 : 1));
}

/** The shares of a row at which a slider stops, ascending: fine where weights are small, the own share among them. */
export function shareStops(own: number): number[] {
  const fine = Array.from({ length: 20 }, (_, k) => k / 1000);
  const coarse = Array.from({ length: 99 }, (_, k) => (k + 2) / 100);
  return [...new Set([...fine, ...coarse, own])].sort((one, other) => one - other);
}
