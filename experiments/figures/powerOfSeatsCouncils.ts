import { powerOf, type SeatPower } from '../../sim/governance/power.ts';
import { type Check, near } from './check.ts';

const times = (votes: number, seats: number): number[] => new Array<number>(seats).fill(votes);

const councilOf = (quota: number, votes: readonly number[]): SeatPower[] =>
  powerOf({ quota: BigInt(quota), weights: votes.map(BigInt) });

/** Electors of the 50 states and the District of Columbia by the census of 2000, largest first. */
const electors = [
  ...[55, 34, 31, 27, 21, 21, 20, 17, 15, 15, 15, 13, 12],
  ...[times(11, 4), times(10, 4), times(9, 3), times(8, 2), times(7, 4), times(6, 3)].flat(),
  ...[times(5, 5), times(4, 5), times(3, 8)].flat(),
];

/** Power in councils for which it is published. */
export function councilChecks(): Check[] {
  const eec = councilOf(12, [4, 4, 4, 2, 2, 1]);
  const un = councilOf(39, [...times(7, 5), ...times(1, 10)]);
  const eu = councilOf(62, [...times(10, 4), 8, ...times(5, 4), 4, 4, 3, 3, 3, 2]);
  const nassau = councilOf(58, [31, 31, 28, 21, 2, 2]);
  const parties = councilOf(51, [45, 25, 15, 15]);
  const [california] = councilOf(270, electors);
  return [
    near('EEC 1958, Banzhaf, four votes', 5 / 21, eec[0].banzhafIndex, 1e-12),
    near('EEC 1958, Banzhaf, two votes', 1 / 7, eec[3].banzhafIndex, 1e-12),
    near('EEC 1958, Banzhaf, Luxembourg', 0, eec[5].banzhafIndex, 0),
    near('UN Security Council, Shapley–Shubik, permanent', 0.1963, un[0].shapleyShubik, 5e-5),
    near('UN Security Council, Shapley–Shubik, elected', 0.00186, un[5].shapleyShubik, 1e-5),
    near('Nassau County 1964, Banzhaf, the smaller three', 0, nassau[3].banzhafIndex, 0),
    near('parliament of 45, 25, 15, 15, Shapley–Shubik', 0.5, parties[0].shapleyShubik, 1e-12),
    near('EU of fifteen, Banzhaf, ten votes', 0.1116, eu[0].banzhafIndex, 5e-5),
    near('EU of fifteen, Banzhaf, two votes', 0.0226, eu[14].banzhafIndex, 5e-5),
    near('EU of fifteen, Shapley–Shubik, ten votes', 0.1167, eu[0].shapleyShubik, 5e-5),
    near('EU of fifteen, Shapley–Shubik, two votes', 0.0207, eu[14].shapleyShubik, 5e-5),
    near('US electoral college 2000, Banzhaf, California', 0.475036, california.banzhaf, 5e-7),
  ];
}
